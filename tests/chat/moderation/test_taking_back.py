"""What a decision that is taken back leaves behind: nothing that was said because of it."""

from bot.core.records.record import Why
from bot.sandbox.model import Message, Person
from tests.chat.moderation.house import ASK, FACT, LABEL, SAYS, STRANGE, House

UNDO = "撤销（10 分钟内）"


def _told(house: House, question: Message) -> Message:
    return house.desk.server.wait_for(lambda: house.desk.server.replies(question)[1:], 20)[0]


def test_what_was_told_is_corrected(house: House, wang: Person, li: Person) -> None:
    """Who was told, and who was answered because of it, read where they read it that it is something else."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    card = house.card(STRANGE)
    house.desk.press(house.mod, card, LABEL)
    told, answered = _told(house, question), house.desk.ask(li, li, STRANGE)
    assert SAYS in told.text
    assert SAYS in answered.text
    assert "正在更正" in house.desk.press(house.mod, card, UNDO)
    for copy in (told, answered):
        now = house.until(copy, f"原来用「{ASK}」作答")
        assert SAYS not in now.text
    assert FACT in house.card("更正完成").text


def test_by_command(house: House, wang: Person) -> None:
    """The command that takes a phrasing back corrects what was told, too."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    house.desk.press(house.mod, house.card(STRANGE), LABEL)
    told = _told(house, question)
    house.desk.ask(house.mod, house.mod, f"/undo {FACT}")
    assert SAYS not in house.until(told, "更正").text


def test_asked_again_meanwhile(house: House, wang: Person, li: Person) -> None:
    """The card of a question that was asked again joins the one that is opened again, and says who did that."""
    house.desk.ask(wang, wang, STRANGE)
    first = house.card("#1")
    house.desk.press(house.mod, first, "忽略")
    house.until(first, "忽略了")
    house.desk.ask(li, li, STRANGE)
    second = house.card("#2")
    house.desk.press(house.owner, first, UNDO)
    house.until(first, "问过 2 次")
    house.until(second, "并入了 #1")
    assert "认领" in house.until_offered(first, "认领").buttons


def test_two_reasons(house: House, wang: Person) -> None:
    """An answer that is on a card because nothing is known comes on another when readers say that it is wrong."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    house.card("没答上来")
    house.brought(Why.WRONG, question)
    house.desk.press(house.mod, house.card("读者说答得不对"), LABEL)
    assert SAYS in _told(house, question).text
    house.until_offered(house.card("没答上来"), "忽略")


def test_told_and_forgotten(house: House, wang: Person) -> None:
    """What was told somebody who is forgotten by now tells the fact alone once it changes."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    house.desk.press(house.mod, house.card(STRANGE), LABEL)
    told = _told(house, question)
    house.desk.ask(wang, wang, "/forget")
    offer = house.desk.ask(house.owner, house.owner, f"/set {FACT}\nsay: 港口四成左右的箱子由远汐运来。")
    house.desk.press(house.owner, offer, "生效，并更正已发出的消息")
    assert STRANGE not in house.until(told, "四成左右的箱子由远汐运来。").text
