"""/settings and who may use it."""

import pytest

from bot.sandbox.model import Chat, Message, Person
from tests.chat.harness import Bench
from tests.chat.rooms import TEA, choose


def shown(bench: Bench, menu: Message, button: str) -> None:
    """Wait until a menu has a button."""
    bench.server.wait_for(lambda: button in bench.server.current(menu).buttons)


def test_one_menu(house: Bench, li: Person, group: Chat) -> None:
    """The menu shows each state, opens pages and takes choices in one message; what was chosen survives a restart."""
    menu = house.ask(li, group, "/settings")
    assert menu.text == "本群设置，点一项来改。"
    assert list(menu.buttons) == [
        "模式：自动 ›", "安静时段：不设 ›", "主动回答间隔：1 分钟 ›", "重复合并：不设 ›", "话题：所有话题 ›",
        "没点名也回答：关", "回答下的投票：开", "匿名管理员可设置：关", "收起",
    ]  # fmt: skip
    steps = ("没点名也回答：关", "安静时段：不设 ›", "23", "23–7", "重复合并：不设 ›", "10 分钟")
    for step in steps:
        shown(house, menu, step)
        house.press(li, menu, step)
    shown(house, menu, "重复合并：10 分钟 ›")
    assert "没点名也回答：开" in house.server.current(menu).buttons
    house.stop()
    house.start()
    assert "安静时段：23–7 ›" in house.ask(li, group, "/settings").buttons
    house.press(li, menu, "收起")
    house.server.wait_for(lambda: not house.server.current(menu).buttons)
    assert len(house.server.said(group)) == 2


def test_who_may(house: Bench, owner: Person, wang: Person, li: Person, group: Chat) -> None:
    """Admins of the chat and owners may; others are refused at the command and at each press, and that is kept."""
    assert house.ask(wang, group, "/settings").text == "只有本群管理员可以这样做。"
    menu = house.ask(owner, group, "/settings")
    assert house.press(wang, menu, "没点名也回答：关") == "只有本群管理员可以这样做。"
    house.press(li, menu, "没点名也回答：关")
    shown(house, menu, "没点名也回答：开")
    house.ask(li, group, "/pause")
    said = house.ask(owner, owner, "/audit").text
    for line in (f"{wang.id} refused /settings", f"{wang.id} refused set:do:unaddressed:on",
                 f"{li.id} settings unaddressed: False -> True", f"{li.id} paused"):  # fmt: skip
        assert line in said
    assert house.press(li, menu, "没点名也回答：开") == ""
    elsewhere = house.server.add_group("别处", admins=(wang,))
    assert house.press(wang, house.ask(wang, elsewhere, "/help"), "set:do:mode:off", stale=True).startswith("这个按钮")


def test_anonymous_admins(house: Bench, li: Person, group: Chat) -> None:
    """Who speaks as the group may decide only where an admin with a name has let them."""
    for command in ("/settings", "/pause", "/doctor"):
        assert "看不出是哪位" in house.ask(li, group, command, sender=group).text
    choose(house, li, group, "anonymous:on")
    assert house.ask(li, group, "/settings", sender=group).buttons
    assert "先不说话了" in house.ask(li, group, "/pause", sender=group).text


@pytest.mark.parametrize(
    "data", ["set:", "set:do:", "set:do:mode:loud", "set:go:quiet-99", "set:go:nowhere", "set:do:x"]
)
def test_forged(house: Bench, wang: Person, li: Person, group: Chat, data: str) -> None:
    """A press that no button has changes nothing."""
    menu = house.ask(li, group, "/settings")
    house.press(li, menu, data, stale=True)
    assert house.ask(wang, group, "/ask 茶").text == TEA
    assert house.ask(li, group, "/settings").buttons == menu.buttons


def test_in_private(house: Bench, wang: Person) -> None:
    """In private, /settings says where what can be set."""
    said = house.ask(wang, wang, "/settings")
    assert "在群里发 /settings" in said.text
    assert not said.buttons
    assert house.press(wang, said, "set:do:mode:off", stale=True)
