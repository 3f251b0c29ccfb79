"""/doctor: what keeps the bot from its work, and what to do about it."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import WebhookInfo

from bot.chat.doctor import Finding, boxes, webhook
from bot.core.records.record import Depths
from bot.sandbox.model import Chat, Person
from tests.chat.harness import Bench
from tests.chat.rooms import choose

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.usefixtures("room")
def test_all_well(house: Bench, li: Person, group: Chat) -> None:
    """Where nothing is wrong every line says so."""
    house.server.set_bot(group, "administrator")
    lines = house.ask(li, group, "/doctor").text.split("\n")
    assert [line for line in lines if not line.startswith("✅")] == []
    assert "✅ 模式：自动。" in lines


def test_what_is_wrong(ready: Bench, owner: Person, li: Person) -> None:
    """Privacy mode, a missing right, topics that are gone, a pause, answers that nobody sees: each with its remedy."""
    ready.server.world.privacy = True
    ready.start()
    room = ready.server.add_group("版主", admins=(owner,))
    ready.ask(owner, room, "/modchat")
    forum = ready.server.add_group("论坛", admins=(li,), topics=True)
    topic = ready.server.add_topic(forum, "茶")
    choose(ready, li, forum, "mode:reviewed", f"topic:{topic}", thread=topic)
    ready.ask(li, forum, "/pause")
    ready.server.world.chats[forum.id].forum = False
    ready.ask(owner, forum, "/modchat")
    said = ready.ask(li, forum, "/doctor").text
    for wrong, remedy in (
        ("隐私模式开着", "/setprivacy"),
        ("不能置顶", "置顶消息"),
        ("现在没有分话题", "所有话题"),
        ("暂停了", "/resume"),
        ("没有别的群当版主群", "/modchat"),
    ):
        (at,) = [number for number, line in enumerate(said.split("\n")) if wrong in line]
        assert said.split("\n")[at].startswith("⚠️")
        assert remedy in said.split("\n")[at + 1]


def test_may_not_write(house: Bench, owner: Person, li: Person, group: Chat) -> None:
    """Where the bot may not write, who asked is told in private; what could not be sent is told to owners."""
    house.ask(li, group, "/help")
    house.server.silence(group)
    house.server.say(li, group, "/doctor")
    (told,) = house.server.wait_for(lambda: house.server.said(li))
    assert "⚠️ 不能在本群发消息" in told.text
    house.server.say(li, group, "/help")
    house.wait_row(lambda row: row["state"] == "failed")
    said = house.ask(owner, owner, "/doctor").text
    assert "⚠️ 有 1 条消息没发出去" in said
    assert "本群" not in said


def test_who_may(house: Bench, owner: Person, wang: Person, group: Chat) -> None:
    """In a group its admins may ask, in private owners and moderators; others are refused, and that is kept."""
    assert house.ask(wang, group, "/doctor").text == "只有本群管理员可以这样做。"
    assert "没有这个权限" in house.ask(wang, wang, "/doctor").text
    house.ask(owner, owner, f"/mod add {wang.id}")
    assert "收发正常" in house.ask(wang, wang, "/doctor").text
    assert house.ask(owner, owner, "/audit").text.count(f"{wang.id} refused /doctor") == 2


@pytest.mark.parametrize(
    ("pending", "failed", "what"),
    [
        (0, None, ["webhook_works"]),
        (0, timedelta(minutes=5), ["webhook_failed"]),
        (500, timedelta(days=1), ["webhook_behind"]),
        (500, timedelta(minutes=5), ["webhook_failed", "webhook_behind"]),
    ],
)
def test_webhook(pending: int, failed: timedelta | None, what: list[str]) -> None:
    """Of a webhook its last failure counts for an hour, and what waits when it is much."""
    at = NOON - failed if failed else None
    info = WebhookInfo("https://bot.example/hook", False, pending, at, "Connection refused" if failed else None)
    assert [finding.what for finding in webhook(info, NOON)] == what


def test_boxes() -> None:
    """What has waited for minutes is stuck, however little it is."""
    assert list(boxes(Depths(3, 0, 0, 1.0, 0.0))) == [
        Finding(True, "queues_flow", "", {"inbox": "3", "outbox": "0", "dead": "0"})
    ]
    assert [(f.ok, f.what) for f in boxes(Depths(0, 1, 2, 0.0, 500.0))] == [
        (False, "queues_stuck"), (False, "dead_letters"),
    ]  # fmt: skip


def test_the_day_is_used_up(ready: Bench, li: Person, group: Chat) -> None:
    """How much of a day's questions is left is told, and what to do once nothing is."""
    ready.limit(chat_daily=2)
    ready.start()
    ready.ask(li, group, "/ask 茶")
    assert "✅ 本群一天能问 2 个，已经问了 1 个" in ready.ask(li, group, "/doctor").text
    ready.ask(li, group, "/ask 盐")
    said = ready.ask(li, group, "/doctor").text
    assert "⚠️ 本群今天的 2 个问题用完了" in said
    assert "chat_daily" in said
