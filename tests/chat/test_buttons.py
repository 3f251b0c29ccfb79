"""Buttons: what they bring, and to whom."""

from bot.sandbox.model import Chat, Message, Person
from tests.chat.harness import Bench


def becomes(bench: Bench, message: Message, text: str) -> None:
    """Wait until a message says something else."""
    bench.server.wait_for(lambda: now(bench, message).text == text)


def now(bench: Bench, message: Message) -> Message:
    """Return a message as it stands now."""
    return bench.server.current(message)


def test_related(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Anybody may open a related question; it comes as a reply and is then their context."""
    answer = bench.ask(wang, group, "/ask 茶")
    assert bench.press(li, answer, "那salt呢") == ""
    assert bench.answer(answer).text == "盐从海水来。"
    assert bench.ask(li, group, "/ask 再说说").text == "盐从海水来。"
    assert now(bench, answer).text == "茶每年三月采。"


def test_source(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Anybody may ask for the source; the second time they are pointed at the first."""
    answer = bench.ask(wang, group, "/ask 茶")
    assert bench.press(li, answer, "来源") == ""
    assert bench.press(wang, answer, "来源") == "[already_above]"
    assert [reply.text for reply in bench.server.replies(answer)] == ["出处：茶每年三月采。"]


def test_choice_of_the_asker(bench: Bench, wang: Person, group: Chat) -> None:
    """The asker's choice turns the question back into the answer."""
    clarify = bench.ask(wang, group, "/ask 那个")
    assert bench.press(wang, clarify, "茶") == ""
    becomes(bench, clarify, "茶每年三月采。")
    row = bench.wait_row(lambda row: row["state"] == "sent")
    assert (row["kind"], row["fact_ids"], row["text"]) == ("answer", '["tea"]', "那个")
    assert bench.press(wang, clarify, "pick:tea", stale=True) == "[stale]"


def test_choice_of_somebody_else(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Others are told that the choice is not theirs."""
    clarify = bench.ask(wang, group, "/ask 那个")
    assert bench.press(li, clarify, "茶") == "[not_yours]"
    assert bench.press(li, clarify, "都不是") == "[not_yours]"
    assert now(bench, clarify).text == "问茶还是盐？"


def test_none_of_these(bench: Bench, wang: Person) -> None:
    """「都不是」 closes the choice."""
    clarify = bench.ask(wang, wang, "那个")
    assert bench.press(wang, clarify, "都不是") == ""
    becomes(bench, clarify, "[none_of_these]")
    assert now(bench, clarify).buttons == {}


def test_choice_of_an_anonymous_admin(bench: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Who hides behind the group cannot be told apart, so anybody may choose."""
    clarify = bench.ask(li, group, "/ask 那个", sender=group)
    assert bench.press(wang, clarify, "茶") == ""


def test_menu(bench: Bench, wang: Person, group: Chat) -> None:
    """The list of facts turns its pages in place, and what is chosen comes as a message."""
    menu = bench.ask(wang, group, "/facts")
    assert bench.press(wang, menu, "下一页") == ""
    becomes(bench, menu, "目录 menu:topic:food:0")
    assert bench.press(wang, menu, "茶") == ""
    assert bench.answer(menu).text == "茶每年三月采。"


def test_menu_below_something_else(bench: Bench, wang: Person) -> None:
    """A menu opened below another message does not replace that message."""
    start = bench.ask(wang, wang, "/start")
    bench.press(wang, start, "看目录")
    assert bench.answer(start).text == "目录 menu"
    assert now(bench, start).text == "[start]"


def test_unknown_button(bench: Bench, wang: Person) -> None:
    """Buttons that lead nowhere are answered politely."""
    answer = bench.ask(wang, wang, "茶")
    for data in ("ask:gone", "src:gone", "menu:9", "pick:tea", "vote:sideways", ""):
        assert bench.press(wang, answer, data or "?", stale=True) == "[stale]"


def test_pressing_too_much(idle: Bench, wang: Person) -> None:
    """Who presses too fast is told, and only they see it."""
    idle.limit(press_burst=1, press_seconds=3600)
    idle.start()
    answer = idle.ask(wang, wang, "茶")
    idle.press(wang, answer, "来源")
    assert idle.press(wang, answer, "那salt呢") == "[too_many_presses]"
