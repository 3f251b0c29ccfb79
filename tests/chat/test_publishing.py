"""/publish and /chart: what is posted, who may, and how it stays right."""

import pytest

from bot.pictures import NoPainterError
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.model import Chat, Json, Message, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench

FACT, ASK = "yuanxi-boxes", "远汐占港口几成箱子"
OLD, NEW = "港口三成左右的箱子由远汐运来。", "港口四成左右的箱子由远汐运来。"
EDIT = "生效，并更正已发出的消息"
AMOUNT = "/set yuanxi-amount\nsay: 远汐航运拟认购 21 亿元，它在投资者说明会上认领了这个数。\nfigure.value: 21"


@pytest.fixture
def talk(server: SandboxServer, wang: Person, li: Person) -> Chat:
    """The discussion group of a channel, which the bot is in."""
    return server.add_group("潮声讨论", admins=(li,), members=(wang,))


@pytest.fixture
def channel(server: SandboxServer, talk: Chat, desk: Bench, owner: Person) -> Chat:
    """A channel that made the bot an admin while it was running."""
    channel = server.add_channel("潮声频道", discussion=talk, bot="left")
    server.set_bot(channel, "administrator", owner)
    desk.ask(owner, owner, "/help")
    return channel


def chosen(bench: Bench, person: Person, what: str, command: str = "/publish") -> Message:
    """Choose what to publish and return its preview."""
    menu = bench.ask(person, person, command)
    before = len(bench.server.said(person))
    assert bench.press(person, menu, what) == ""
    return bench.server.wait_for(lambda: bench.server.said(person)[before:])[-1]


def published(bench: Bench, person: Person, channel: Chat, what: str, command: str = "/publish") -> Message:
    """Publish something and return the post."""
    preview = chosen(bench, person, what, command)
    before = len(bench.server.said(channel))
    bench.press(person, preview, f"发到「{channel.title}」")
    settle(bench, preview, "发布")
    bench.press(person, preview, "发布")
    return bench.server.wait_for(lambda: bench.server.said(channel)[before:])[-1]


def settle(bench: Bench, message: Message, button: str) -> Message:
    """Wait until a message has a button."""
    bench.server.wait_for(lambda: button in bench.server.current(message).buttons)
    return bench.server.current(message)


def until(bench: Bench, message: Message, words: str) -> Message:
    """Wait until a message says something, and return it as it is then."""
    bench.server.wait_for(lambda: words in bench.server.current(message).text, 20)
    return bench.server.current(message)


def changed(bench: Bench, owner: Person, command: str, button: str = EDIT) -> str:
    """Change a fact with its copies and return the report."""
    before = len(bench.server.said(owner))
    bench.press(owner, bench.ask(owner, owner, command), button)
    reports = bench.server.wait_for(
        lambda: [m.text for m in bench.server.said(owner)[before:] if "更正完成" in m.text], 20
    )
    return str(reports[-1])


class Refusing:
    """Lets one method fail in one chat."""

    def __init__(self, method: str, chat: Chat, error: ApiError) -> None:
        self.method, self.chat, self.error = method, chat, error

    def __call__(self, method: str, params: Json) -> ApiError | None:
        """Refuse or let through."""
        there = method == self.method and str(params.get("chat_id")) == str(self.chat.id)
        return self.error if there else None


def test_published_asked_corrected(desk: Bench, owner: Person, wang: Person, channel: Chat, talk: Chat) -> None:
    """A pinned post, the answer in its thread, a private answer and an inline copy are all corrected and counted."""
    server = desk.server
    preview = chosen(desk, owner, "事实：远汐占港口几成箱子", f"/publish {ASK}")
    desk.press(owner, preview, "发到「潮声频道」")
    settle(desk, preview, "发布并置顶")
    desk.press(owner, preview, "发布并置顶")
    post = server.wait_for(lambda: server.said(channel))[0]
    server.wait_for(lambda: server.world.chats[channel.id].pinned == post.id)
    assert OLD in post.text
    assert post.buttons == {"在私聊里接着问": f"https://t.me/{server.bot.username}?start={FACT}"}
    forward = server.wait_for(lambda: server.messages(talk))[0]
    thread = desk.ask(wang, talk, f"/ask {ASK}", reply_to=forward)
    assert thread.thread == forward.id
    alone = desk.ask(wang, wang, f"/start {FACT}")
    copy = inline_copy(desk, wang)
    report = changed(desk, owner, f"/set {FACT}\nsay: {NEW}")
    assert report.endswith("已更正 4 处，够不着 0 处。")
    for message in (post, thread, alone, copy):
        assert f"{OLD} → {NEW}" in until(desk, message, "⚠️ 更正").text
    assert server.current(post).buttons == post.buttons
    assert server.world.chats[channel.id].pinned == post.id
    assert OLD in server.current(preview).text
    acts = desk.ask(owner, owner, "/audit").text
    assert f"{owner.id} publish pinned fact:{FACT} {channel.id}" in acts


def inline_copy(bench: Bench, person: Person) -> Message:
    """Send an inline result to a chat without the bot, and wait until the bot knows of it."""
    elsewhere = bench.server.add_group("别处", members=(person,), bot="left")
    asked = bench.server.ask_inline(person, ASK)
    bench.server.wait_for(lambda: bench.server.world.inline[asked] is not None)
    results = (bench.server.world.inline[asked] or {})["results"]
    copy = bench.server.choose(person, asked, results[0]["id"], elsewhere)
    bench.wait_row(lambda row: row["inline_id"] == copy.inline)
    return copy


def test_each_keeps_its_shape(desk: Bench, owner: Person, channel: Chat) -> None:
    """A digest is corrected as a digest, loses a withdrawn fact, and an index is edited where what it names changes."""
    digest = published(desk, owner, channel, "港口家底")
    index = published(desk, owner, channel, "目录：点一条到私聊里看")
    say = desk.core.values(FACT)["say"]
    assert digest.text.startswith("要点：")
    assert say in digest.text
    assert len([line for line in digest.text.split("\n") if line.startswith("· ")]) > 1
    links = [e["url"] for e in index.entities if e["type"] == "text_link"]
    assert f"https://t.me/{desk.server.bot.username}?start={FACT}" in links
    assert "已更正 1 处" in changed(desk, owner, f"/set {FACT}\nsay: {NEW}")
    now = until(desk, digest, f"{OLD} → {NEW}")
    assert "要点：" in now.text
    assert [line for line in now.text.split("\n") if line.startswith("· ")][1:]
    assert desk.server.current(index).text == index.text
    assert "已更正 2 处" in changed(desk, owner, f"/retire {FACT}")
    assert f"· {NEW}" not in until(desk, digest, "部分已撤回").text
    assert index.text.replace("远汐占港口几成箱子", "").strip() != index.text
    assert "远汐占港口几成箱子" not in desk.server.current(index).text
    assert "⚠️" not in desk.server.current(index).text


def test_picture(desk: Bench, owner: Person, wang: Person, channel: Chat) -> None:
    """The picture is sent as one, in a channel and to who asks, and painted anew under what is told of the change."""
    pytest.importorskip("matplotlib")
    chart, post = desk.ask(wang, wang, "/chart"), published(desk, owner, channel, "图：谁出多少")
    assert chart.picture.startswith(b"\x89PNG")
    assert chart.picture == post.picture
    assert "不构成" in chart.text
    assert (list(chart.buttons), list(post.buttons)) == ([], ["在私聊里接着问"])
    assert "已更正 2 处" in changed(desk, owner, AMOUNT)
    for message in (chart, post):
        now = until(desk, message, "⚠️ 更正")
        assert now.photo
        assert now.picture.startswith(b"\x89PNG")
        assert now.picture != message.picture
        assert list(now.buttons) == list(message.buttons)


def test_without_a_painter(
    monkeypatch: pytest.MonkeyPatch, server: SandboxServer, ready: Bench, wang: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Where nothing can paint, the log says so once, and /chart is a table."""

    def nothing() -> None:
        raise NoPainterError("matplotlib is not installed")

    monkeypatch.setattr("bot.joining.painter", nothing)
    caplog.set_level("INFO")
    ready.start()
    shown = ready.ask(wang, wang, "/chart")
    assert shown.text == f"[table https://t.me/{server.bot.username}?start=]"
    assert caplog.text.count("pictures are sent as tables: matplotlib is not installed") == 1


def test_who_may(desk: Bench, owner: Person, wang: Person, group: Chat, channel: Chat) -> None:
    """Strangers may neither order nor press, nobody orders in other groups, and what is dropped is not posted."""
    assert "没有这个权限" in desk.ask(wang, wang, "/publish").text
    assert "版主群" in desk.ask(owner, group, "/publish").text
    assert "没有编号" in desk.ask(owner, owner, "/publish 今天天气怎么样").text
    room = desk.server.add_group("版主", admins=(owner,), members=(wang,))
    desk.ask(owner, room, "/modchat")
    menu = desk.ask(owner, room, "/publish")
    assert "没有这个权限" in desk.press(wang, menu, "目录：点一条到私聊里看")
    preview = chosen(desk, owner, "目录：点一条到私聊里看")
    assert "失效" in desk.press(owner, preview, f"pub:go:{channel.id}:00000000", stale=True)
    desk.press(owner, preview, "放弃")
    until(desk, preview, "✖️ 没有发布。")
    assert not desk.server.said(channel)
    acts = desk.ask(owner, owner, "/audit").text
    assert f"{wang.id} refused /publish" in acts
    assert f"{wang.id} refused button pub:show:index" in acts


def test_changed_since_it_was_seen(desk: Bench, owner: Person, channel: Chat) -> None:
    """What changes between preview and press is shown anew and not posted unseen."""
    preview = chosen(desk, owner, "事实：远汐占港口几成箱子", f"/publish {FACT}")
    desk.press(owner, preview, "发到「潮声频道」")
    settle(desk, preview, "发布")
    desk.press(owner, desk.ask(owner, owner, f"/set {FACT}\nsay: {NEW}"), "只对以后生效")
    assert "刚刚变了" in desk.press(owner, preview, "发布")
    until(desk, preview, NEW)
    assert not desk.server.said(channel)
    desk.press(owner, preview, "发布")
    assert NEW in desk.server.wait_for(lambda: desk.server.said(channel))[0].text


def test_what_cannot_be_done_is_told(desk: Bench, owner: Person, channel: Chat) -> None:
    """Who published is told where it could not be pinned, or not be posted at all."""
    server = desk.server
    server.intercept(Refusing("pinChatMessage", channel, bad_request("not enough rights to manage pinned messages")))
    preview = chosen(desk, owner, "目录：点一条到私聊里看")
    desk.press(owner, preview, "发到「潮声频道」")
    settle(desk, preview, "发布并置顶")
    desk.press(owner, preview, "发布并置顶")
    told = server.wait_for(lambda: [m for m in server.said(owner) if "没能置顶" in m.text])[0]
    assert told.text.startswith("⚠️ 已发到「潮声频道」，但没能置顶：没有权限。")
    assert desk.rows(f"chat_id = {channel.id}")[-1]["state"] == "sent"
    server.intercept(Refusing("sendMessage", channel, forbidden("bot was kicked from the channel chat")))
    again = chosen(desk, owner, "目录：点一条到私聊里看")
    desk.press(owner, again, "发到「潮声频道」")
    settle(desk, again, "发布")
    desk.press(owner, again, "发布")
    lost = server.wait_for(lambda: [m for m in server.said(owner) if "没能发到" in m.text])[0]
    assert lost.text == "⚠️ 没能发到「潮声频道」：被移出群。"


def test_removed_from_the_channel(desk: Bench, owner: Person, channel: Chat) -> None:
    """Where the bot is removed, its posts are out of reach, the report says so, and the place is offered no more."""
    published(desk, owner, channel, "事实：远汐占港口几成箱子", f"/publish {FACT}")
    desk.server.set_bot(channel, "kicked", owner)
    report = changed(desk, owner, f"/set {FACT}\nsay: {NEW}")
    assert f"已更正 0 处，够不着 1 处。\n· 被移出群：1 处（{channel.id}）" in report
    assert "还没有能发的地方" in desk.ask(owner, owner, "/publish").text
