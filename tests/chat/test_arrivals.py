"""What the bot does where it is added, promoted, removed or blocked."""

import pytest

from bot.sandbox.model import Chat, Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench

PRIVACY, MODE = "/setprivacy", "发 /settings 选一个模式"


@pytest.fixture
def new(server: SandboxServer, wang: Person, li: Person) -> Chat:
    """A group that the bot is not in yet."""
    return server.add_group("看海", admins=(li,), members=(wang,), bot="left")


@pytest.mark.parametrize(
    ("privacy", "status", "told"), [(True, "member", True), (True, "administrator", False), (False, "member", False)]
)
def test_welcome(ready: Bench, li: Person, new: Chat, privacy: bool, status: str, told: bool) -> None:
    """A group is greeted once, with what its admins still have to do and nothing else."""
    ready.server.world.privacy = privacy
    ready.start()
    ready.server.set_bot(new, status, li)
    welcome = ready.server.wait_for(lambda: ready.server.said(new))[0].text
    assert welcome.startswith("大家好")
    assert MODE in welcome
    assert (PRIVACY in welcome) is told
    ready.server.set_bot(new, "administrator", li)
    ready.ask(li, new, "/help")
    assert len(ready.server.said(new)) == 2


def test_removed_and_added_again(house: Bench, li: Person, new: Chat) -> None:
    """What was chosen in a group is forgotten when the bot is removed; added again it starts as in a new one."""
    house.server.set_bot(new, "member", li)
    house.server.wait_for(lambda: house.server.said(new))
    house.ask(li, new, "/pause")
    house.server.set_bot(new, "kicked", li)
    house.server.set_bot(new, "member", li)
    house.server.wait_for(lambda: len([m for m in house.server.said(new) if "大家好" in m.text]) == 2)
    assert house.ask(li, new, "/ask 茶").text == "茶每年三月采。"


def test_a_channel_is_not_greeted(house: Bench, owner: Person) -> None:
    """A channel only becomes a place to publish, and only while the bot may post there."""
    channel = house.server.add_channel("潮声频道", bot="left")
    house.server.set_bot(channel, "administrator", owner)
    assert "要发布什么" in house.ask(owner, owner, "/publish").text
    assert not house.server.said(channel)
    house.server.set_bot(channel, "member", owner)
    house.ask(owner, owner, "/help")
    assert "还没有能发的地方" in house.ask(owner, owner, "/publish").text


def test_upgraded_group_is_not_left(house: Bench, li: Person) -> None:
    """A group that becomes a supergroup keeps what was chosen, also where Telegram only says that the bot left it."""
    server = house.server
    group = server.add_group("喝茶", admins=(li,), basic=True, bot="left")
    server.set_bot(group, "member", li)
    server.wait_for(lambda: server.said(group))
    house.press(li, house.ask(li, group, "/settings"), "set:do:votes:off", stale=True)
    house.stop()
    server.set_bot(group, "left", li)
    new = server.migrate(group)
    server.set_bot(new, "member", li)
    house.start()
    house.wait_row(lambda row: row["moved_from"] == group.id)
    assert "👍 0" not in house.ask(li, new, "/ask 茶").buttons


def test_blocked(house: Bench, wang: Person) -> None:
    """Who blocks the bot and comes back finds it as it was at first."""
    house.ask(wang, wang, "/pause")
    house.server.block(wang)
    house.server.unblock(wang)
    assert house.ask(wang, wang, "茶").text == "茶每年三月采。"


def test_under_a_channel_post(bench: Bench, wang: Person, group: Chat) -> None:
    """Automatic forwards and channels that write are no people; a comment is answered in its thread when addressed."""
    channel = bench.server.add_channel("潮声", discussion=group)
    bench.server.post(channel, f"@{bench.server.bot.username} 茶")
    forward = bench.server.wait_for(lambda: bench.server.messages(group))[0]
    as_channel = bench.server.say(wang, group, "/ask 茶", sender=channel)
    comment = bench.server.say(wang, group, "茶呢", reply_to=forward)
    answer = bench.ask(wang, group, f"@{bench.server.bot.username} 盐", reply_to=forward)
    assert answer.thread == forward.id
    assert [bench.server.replies(message) for message in (forward, as_channel, comment)] == [[], [], []]


def test_inline_copies_are_no_questions(bench: Bench, wang: Person) -> None:
    """What somebody sends by the bot's own inline mode is no question to it, in private neither."""
    asked = bench.server.ask_inline(wang, "茶")
    bench.server.wait_for(lambda: bench.server.world.inline[asked] is not None)
    result = (bench.server.world.inline[asked] or {})["results"][0]
    copy = bench.server.choose(wang, asked, result["id"], wang)
    bench.ask(wang, wang, "盐")
    assert not bench.server.replies(copy)
