"""The bot's name and a question typed in any chat."""

import pytest

from bot.sandbox.model import Chat, Json, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench

FACT, ASK = "yuanxi-boxes", "远汐占港口几成箱子"
OLD, NEW = "港口三成左右的箱子由远汐运来。", "港口四成左右的箱子由远汐运来。"


@pytest.fixture
def elsewhere(server: SandboxServer, wang: Person) -> Chat:
    """A group that the bot is not in."""
    return server.add_group("别处", members=(wang,), bot="left")


def typed(bench: Bench, person: Person, text: str) -> tuple[str, list[Json]]:
    """Type something after the bot's name and wait for the results."""
    asked = bench.server.ask_inline(person, text)
    bench.server.wait_for(lambda: bench.server.world.inline[asked] is not None)
    return asked, list((bench.server.world.inline[asked] or {})["results"])


def test_results(desk: Bench, wang: Person) -> None:
    """First the answer itself with source and footer, then what is near; nothing typed shows what is asked most."""
    _, results = typed(desk, wang, ASK)
    first = results[0]["input_message_content"]["message_text"]
    assert OLD in first
    assert "来源：" in first
    assert "不构成" in first
    assert 1 < len(results) <= 10
    desk.ask(wang, wang, ASK)
    _, popular = typed(desk, wang, "")
    assert popular[0]["id"].startswith(f"f:{FACT}#")
    _, nothing = typed(desk, wang, "你好呀")
    assert all("你好" not in result["title"] for result in nothing)


def test_a_copy_is_corrected(desk: Bench, owner: Person, wang: Person, elsewhere: Chat) -> None:
    """A copy in a chat without the bot is edited when its fact changes, and keeps its own buttons."""
    asked, results = typed(desk, wang, ASK)
    copy = desk.server.choose(wang, asked, results[0]["id"], elsewhere)
    desk.wait_row(lambda row: row["inline_id"] == copy.inline)
    offer = desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}")
    desk.press(owner, offer, "生效，并更正已发出的消息")
    desk.server.wait_for(lambda: f"{OLD} → {NEW}" in desk.server.current(copy).text, 20)
    now = desk.server.current(copy)
    assert list(now.buttons) == ["来源", "在私聊里接着问"]
    assert desk.server.wait_for(lambda: [m for m in desk.server.said(owner) if "更正完成" in m.text], 20)


def test_a_copy_nobody_told_of(desk: Bench, owner: Person, wang: Person, elsewhere: Chat) -> None:
    """Where inline feedback is off, a copy is counted, until a press makes it known; then it is corrected."""
    asked, results = typed(desk, wang, ASK)
    copy = desk.server.choose(wang, asked, results[0]["id"], elsewhere, feedback=False)
    offer = desk.ask(owner, owner, f"/set {FACT}\nmore: 三成是按箱数算的。")
    desk.press(owner, offer, "生效，并更正已发出的消息")
    (report,) = desk.server.wait_for(lambda: [m for m in desk.server.said(owner) if "更正完成" in m.text], 20)
    assert "已更正 0 处" in report.text
    assert "列出过旧说法 1 次" in report.text
    assert "来源" in desk.press(wang, copy, "来源")
    desk.wait_row(lambda row: row["inline_id"] == copy.inline)
    offer = desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}")
    desk.press(owner, offer, "生效，并更正已发出的消息")
    desk.server.wait_for(lambda: NEW in desk.server.current(copy).text, 20)


def test_a_result_that_went_stale(desk: Bench, owner: Person, wang: Person, elsewhere: Chat) -> None:
    """A result that was offered before a change and sent after it is edited at once."""
    asked, results = typed(desk, wang, ASK)
    offer = desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}")
    desk.press(owner, offer, "只对以后生效")
    copy = desk.server.choose(wang, asked, results[0]["id"], elsewhere)
    assert OLD in copy.text
    desk.server.wait_for(lambda: NEW in desk.server.current(copy).text, 20)


def test_forgotten(desk: Bench, wang: Person, elsewhere: Chat) -> None:
    """After /forget nobody can tell who sent a copy or what they typed, and it can still be corrected."""
    asked, results = typed(desk, wang, ASK)
    copy = desk.server.choose(wang, asked, results[0]["id"], elsewhere)
    desk.wait_row(lambda row: row["inline_id"] == copy.inline)
    desk.ask(wang, wang, "/forget")
    row = desk.wait_row(lambda row: row["inline_id"] == copy.inline)
    assert (row["person_id"], row["text"], row["chat_id"]) == (None, None, 0)
