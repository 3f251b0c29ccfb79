"""/stats: figures for moderators, of their chat or of all."""

import pytest

from bot.sandbox.model import Chat, Person
from tests.chat.harness import Bench


@pytest.fixture
def asked(house: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> Bench:
    """A bot that was asked three things in a group and one in private, and whose moderator is 老李."""
    house.ask(owner, owner, f"/mod add {li.id}")
    for text in ("茶", "茶呢", "盐"):
        house.ask(wang, group, f"/ask {text}")
    house.ask(wang, wang, "茶")
    return house


def test_this_chat(asked: Bench, li: Person, group: Chat) -> None:
    """A moderator sees the figures of the chat where they ask, and other days by a button."""
    shown = asked.ask(li, group, "/stats")
    assert "本群，近 7 天" in shown.text
    assert "提问 3 次：答了 3" in shown.text
    assert "从提问到答复" in shown.text
    assert asked.press(li, shown, "近 30 天") == ""
    asked.server.wait_for(lambda: "近 30 天" in asked.server.current(shown).text)


def test_all_chats(asked: Bench, owner: Person, li: Person, wang: Person, group: Chat) -> None:
    """Owners alone see all chats; private ones are told together, without ids."""
    shown = asked.ask(owner, owner, "/stats 30").text
    assert "全部群，近 30 天" in shown
    assert "提问 4 次" in shown
    assert "私聊（1 次）" in shown
    assert str(wang.id) not in shown
    assert "只有 owner" in asked.ask(li, group, "/stats all").text
    assert "请在群里发" in asked.ask(li, li, "/stats").text


def test_not_for_everybody(asked: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Nobody else gets figures, by command or by button; a moderator cannot press an owner's button."""
    assert "没有这个权限" in asked.ask(wang, group, "/stats").text
    shown = asked.ask(owner, group, "/stats all")
    assert "全部群" in shown.text
    assert "没有这个权限" in asked.press(wang, shown, "近 1 天")
    assert "没有这个权限" in asked.press(li, shown, "近 1 天")
    assert "失效" in asked.press(owner, shown, "stats:0:all", stale=True)
