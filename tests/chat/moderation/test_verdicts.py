"""What each decision about a card brings about."""

from datetime import UTC, datetime, timedelta

from bot.core.records.record import Verdict, Why
from bot.sandbox.model import Chat, Person
from bot.storage.store import Storage
from tests.chat.moderation.house import ASK, FACT, LABEL, SAYS, STRANGE, House

NEW = "港口四成左右的箱子由远汐运来。"
SILENT = "只对以后生效"


def test_released(house: House, wang: Person, group: Chat) -> None:
    """A held answer goes out once it is approved, as it is."""
    question = house.desk.server.say(wang, group, "几成箱子是它的")
    house.held(question, ASK)
    card = house.card("还没有发出")
    assert house.desk.server.replies(question) == []
    house.desk.press(house.mod, card, "批准")
    assert SAYS in house.desk.answer(question).text
    house.until(card, "认可了")


def test_released_as_it_is_now(house: House, wang: Person, group: Chat) -> None:
    """A held answer whose fact has changed meanwhile goes out as the fact is now."""
    question = house.desk.server.say(wang, group, "几成箱子是它的")
    house.held(question, ASK)
    card = house.card("还没有发出")
    offer = house.desk.ask(house.owner, house.owner, f"/set {FACT}\nsay: {NEW}")
    house.desk.press(house.owner, offer, SILENT)
    house.desk.press(house.mod, card, "批准")
    assert NEW in house.desk.answer(question).text


def test_held_goes_to_another_fact(house: House, wang: Person, group: Chat) -> None:
    """A held answer that belongs to another fact goes out as that one."""
    question = house.desk.server.say(wang, group, "铁盒子")
    house.held(question, STRANGE)
    house.desk.press(house.mod, house.card("还没有发出"), LABEL)
    assert SAYS in house.desk.answer(question).text


def test_judged(house: House, wang: Person) -> None:
    """What reviewers find of answers is counted by chat and reason, and no more once it is taken back."""
    for text in (ASK, "远汐航运出多少钱"):
        question = house.desk.server.say(wang, wang, text)
        house.desk.answer(question)
        house.brought(Why.SAMPLED, question)
    good, bad = house.card(ASK), house.card("远汐航运出多少钱")
    house.desk.press(house.mod, good, "👍 答得对")
    house.desk.press(house.mod, bad, "👎 不对")
    house.until(good, "认可了")
    house.until(bad, "不对。")

    async def read(storage: Storage) -> list[Verdict]:
        return await storage.cards.verdicts(datetime.now(UTC) - timedelta(hours=1), wang.id)

    assert house.stored(read) == [Verdict(wang.id, Why.SAMPLED, 1, 1)]
    house.desk.press(house.mod, bad, "撤销（10 分钟内）")
    house.until_offered(bad, "👍 答得对")
    assert house.stored(read) == [Verdict(wang.id, Why.SAMPLED, 1, 0)]


def test_withdrawn_and_deleted(house: House, wang: Person, group: Chat) -> None:
    """A withdrawn answer is a tombstone where it stands, and is deleted when a second press asks for that."""
    question = house.desk.server.say(wang, group, f"/ask {ASK}")
    answer = house.desk.answer(question)
    house.brought(Why.WRONG, question)
    card = house.card("读者说答得不对")
    house.desk.press(house.mod, card, "撤回")
    assert SAYS not in house.until(answer, "已由版主撤回").text
    house.until_offered(card, "删除原消息")
    house.desk.press(house.mod, card, "删除原消息")
    house.desk.server.wait_for(lambda: house.desk.server.replies(question) == [], 20)
    house.until(card, "撤回并删除了")


def test_merged(house: House, wang: Person, li: Person) -> None:
    """Two cards of one question become one with all who asked; who asks again comes there, and undoing parts them."""
    other = "铁皮箱是谁家的船扛到码头的"
    house.desk.ask(wang, wang, STRANGE)
    house.desk.ask(li, li, other)
    main, twin = house.card(STRANGE), house.card(other)
    house.desk.press(house.mod, twin, "合并")
    label = next(iter(house.until_offered(twin, "‹ 返回").buttons))
    assert STRANGE[:10] in label
    house.desk.press(house.mod, twin, label)
    house.until(twin, "并入了 #1")
    house.until(main, "问过 2 次")
    house.desk.ask(wang, wang, other)
    house.until(main, "问过 3 次")
    house.desk.press(house.mod, twin, "撤销（10 分钟内）")
    house.until(main, "问过 2 次")
    house.until_offered(twin, "忽略")


def test_muted(house: House, wang: Person) -> None:
    """Who asked is muted for a while, and no more once that is taken back."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    house.desk.press(house.mod, card, "禁言提问者")
    house.until_offered(card, "7 天")
    house.desk.press(house.mod, card, "1 天")
    house.until(card, "禁言了提问者：1 天")

    async def muted(storage: Storage) -> tuple[bool, bool]:
        now = datetime.now(UTC)
        return await storage.staff.muted(wang.id, now), await storage.staff.muted(wang.id, now + timedelta(days=1))

    assert house.stored(muted) == (True, False)
    house.desk.press(house.mod, card, "撤销（10 分钟内）")
    house.until_offered(card, "忽略")
    assert house.stored(muted) == (False, False)


def test_any_fact(house: House, wang: Person) -> None:
    """A fact that is not near is found by its topic, page by page, and the way back leads to the card."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    house.desk.press(house.mod, card, "归到别的事实…")
    house.until_offered(card, "港口家底")
    house.desk.press(house.mod, card, "‹ 返回")
    house.until_offered(card, "归到别的事实…")
    house.desk.press(house.mod, card, "归到别的事实…")
    house.until_offered(card, "港口家底")
    house.desk.press(house.mod, card, "港口家底")
    house.until_offered(card, "港口负债多少")
    house.desk.press(house.mod, card, "港口负债多少")
    house.until(card, "归到 debt")
    assert "26 亿元" in house.desk.ask(wang, wang, STRANGE).text


def test_taken_back(house: House, wang: Person) -> None:
    """What was taught is taken back by who did it or an owner; who was told wrong reads what is right in its place."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    card = house.card(STRANGE)
    wrong = next(label for label in card.buttons if label.startswith("归到：") and label != LABEL)
    house.desk.press(house.mod, card, wrong)
    house.until(card, "归到")
    house.desk.server.wait_for(lambda: len(house.desk.server.replies(question)) == 2, 20)
    told = house.desk.server.replies(question)[1]
    assert "只有" in house.desk.press(house.other, card, "撤销（10 分钟内）")
    assert "正在更正" in house.desk.press(house.owner, card, "撤销（10 分钟内）")
    house.until_offered(card, LABEL)
    house.desk.press(house.mod, card, LABEL)
    house.until(told, SAYS)
    assert SAYS in house.desk.ask(wang, wang, STRANGE).text
    assert f"{house.owner.id} card #1 undo taught" in house.acts()
