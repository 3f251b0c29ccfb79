"""What becomes of an answer in each mode, and what is answered unasked."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.model import Chat, Message, Person
from tests.chat.harness import Bench
from tests.chat.rooms import TEA, choose, silent

HELD, EXPIRED = "已转人工", "没有等到人工回复"


def cards(bench: Bench, room: Chat) -> list[Message]:
    """What was brought before the moderators."""
    return [message for message in bench.server.said(room) if "问过" in message.text]


def test_off(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Where the bot is off, members get nothing, commands of admins work, and its buttons say why they do not."""
    answer = house.ask(wang, group, "/ask 茶")
    choose(house, li, group, "mode:off")
    messages = [house.server.say(wang, group, text) for text in ("/ask 茶", "/facts", "@dealbot_sandbox_bot 盐")]
    assert house.ask(li, group, "/facts").text == "目录 menu"
    assert silent(house, li, messages)
    assert house.press(wang, answer, "来源") == "我在这里现在不回答。"
    choose(house, li, group, "mode:automatic")
    assert house.ask(wang, group, "/ask 茶").text == TEA


def test_shadow(house: Bench, wang: Person, li: Person, group: Chat, room: Chat) -> None:
    """On trial nothing is posted in the group, and the moderators see what would have been."""
    choose(house, li, group, "mode:shadow")
    asked = [house.server.say(wang, group, text) for text in ("/ask 茶", "/facts", "/ask")]
    card = house.server.wait_for(lambda: cards(house, room))[0]
    assert "茶" in card.text
    assert silent(house, li, asked)
    assert [(row["state"], row["reply_text"]) for row in house.rows("origin = 'question'")] == [("held", TEA)]


def test_checked_first(house: Bench, wang: Person, li: Person, group: Chat, room: Chat) -> None:
    """Where answers are checked first, the asker is told once to wait, and an edited question is another card."""
    choose(house, li, group, "mode:reviewed")
    question = house.server.say(wang, group, "/ask 茶")
    assert HELD in house.answer(question).text
    house.server.duplicate_last_update()
    assert house.server.wait_for(lambda: cards(house, room))
    house.server.edit(question, "/ask 盐")
    held = house.wait_row(lambda row: row["state"] == "held" and row["edited"])
    assert held["reply_text"] == "盐从海水来。"
    house.server.wait_for(lambda: [card for card in house.server.said(room) if "盐从海水来" in card.text])
    house.server.wait_for(lambda: [card for card in house.server.said(room) if card.text.startswith("🗑")])
    house.ask(li, group, "/facts")
    assert len(house.server.replies(question)) == 1


@pytest.mark.usefixtures("room")
def test_what_stands_is_not_edited_unseen(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Once answers are checked first, a question that was answered before keeps its answer though it is edited."""
    question = house.server.say(wang, group, "/ask 茶")
    house.answer(question)
    choose(house, li, group, "mode:reviewed")
    house.server.edit(question, "/ask 盐")
    house.ask(li, group, "/facts")
    assert [reply.text for reply in house.server.replies(question)] == [TEA]


@pytest.mark.usefixtures("room")
def test_nobody_released_it(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """What nobody releases in time is given up, and the notice that asked to wait says so, once."""
    choose(house, li, group, "mode:reviewed")
    question = house.server.say(wang, group, "/ask 茶")
    house.answer(question)
    house.wait_row(lambda row: HELD in row["reply_text"] and row["state"] == "sent")
    house.stop()
    house.limit(held_hours=0)
    house.start()
    house.server.wait_for(lambda: EXPIRED in house.server.replies(question)[0].text)
    assert house.rows("origin = 'question'")[0]["state"] == "failed"
    house.server.edit(question, "/ask 盐")
    house.ask(li, group, "/facts")
    assert len(house.server.replies(question)) == 1


def test_nobody_to_check(house: Bench, owner: Person, li: Person, group: Chat) -> None:
    """Without a moderators' chat elsewhere nothing can be checked, and the menu says what to do."""
    menu = house.ask(li, group, "/settings")
    for mode in ("shadow", "reviewed"):
        assert "/modchat" in house.press(li, menu, f"set:do:mode:{mode}", stale=True)
    house.ask(owner, group, "/modchat")
    assert "/modchat" in house.press(li, menu, "set:do:mode:shadow", stale=True)
    assert "自动" in str(list(menu.buttons))


def test_unasked(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """Unasked, only claims are said, to nobody in particular, one in a while, and only where admins want that."""
    assert silent(house, li, [house.server.say(wang, group, "茶什么时候采")])
    choose(house, li, group, "unaddressed:on", "cooldown:0")
    channel = house.server.add_channel("茶报", discussion=group)
    ignored = [
        house.server.say(wang, group, "今天天气不错"),
        house.server.say(wang, group, "@laoli 茶呢"),
        house.server.say(wang, group, "茶呢", reply_to=house.server.say(li, group, "嗯")),
        house.server.say(wang, group, "茶呢", sender=channel),
        house.server.say(li, group, "茶呢", sender=group),
        house.server.say(wang, group, "/other 茶"),
    ]
    assert silent(house, li, ignored)
    assert house.ask(wang, group, "茶什么时候采").text == TEA
    choose(house, li, group, "cooldown:300")
    assert silent(house, li, [house.server.say(wang, group, "盐从哪来")])
    assert house.ask(wang, group, "/ask 盐").text == "盐从海水来。"


def test_unasked_is_no_flood(ready: Bench, wang: Person, li: Person, group: Chat) -> None:
    """What people say to each other does not count as asking too much."""
    ready.limit(flood_burst=2, flood_seconds=3600)
    ready.start()
    choose(ready, li, group, "unaddressed:on", "cooldown:0")
    for _ in range(4):
        assert ready.ask(wang, group, "茶什么时候采").text == TEA
    assert ready.ask(wang, group, "/ask 盐").text == "盐从海水来。"


def test_edited_into_chatter(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """An unasked answer follows its question, but stays when that becomes something that gets none."""
    choose(house, li, group, "unaddressed:on")
    question = house.server.say(wang, group, "茶什么时候采")
    house.answer(question)
    house.server.edit(question, "盐从哪来")
    house.server.wait_for(lambda: house.server.replies(question)[0].text == "盐从海水来。")
    house.server.edit(question, "算了")
    house.ask(li, group, "/help")
    assert [reply.text for reply in house.server.replies(question)] == ["盐从海水来。"]


def test_quiet_hours(ready: Bench, wang: Person, li: Person, group: Chat) -> None:
    """In quiet hours only who asks the bot is answered, and nobody is told to slow down."""
    ready.limit(flood_burst=1, flood_seconds=3600)
    ready.start()
    hour = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).hour
    choose(ready, li, group, "unaddressed:on", "cooldown:0", f"quiet:{hour}-{(hour + 2) % 24}")
    chatter = ready.server.say(wang, group, "茶什么时候采")
    assert ready.ask(wang, group, "/ask 茶").text == TEA
    hurried = ready.server.say(wang, group, "/ask 盐")
    zhao = ready.server.add_person("赵")
    assert ready.ask(zhao, group, "/ask 盐").text == "盐从海水来。"
    assert not ready.server.replies(chatter)
    assert not ready.server.replies(hurried)


def test_topics(house: Bench, wang: Person, li: Person) -> None:
    """Where topics are chosen the bot answers there alone, and admins' commands work everywhere."""
    forum = house.server.add_group("论坛", admins=(li,), members=(wang,), topics=True)
    tea, salt = house.server.add_topic(forum, "茶"), house.server.add_topic(forum, "盐")
    menu = choose(house, li, forum, f"topic:{tea}", thread=tea)
    elsewhere = [house.server.say(wang, forum, text, thread=salt) for text in ("/ask 茶", "/facts")]
    assert house.ask(wang, forum, "/ask 茶", thread=tea).text == TEA
    assert house.ask(li, forum, "/facts", thread=salt).text == "目录 menu"
    assert not [reply for message in elsewhere for reply in house.server.replies(message)]
    house.press(li, menu, "set:go:topics", stale=True)
    house.server.wait_for(lambda: "去掉这个话题" in house.server.current(menu).buttons)
    house.press(li, menu, "去掉这个话题")
    assert house.ask(wang, forum, "/ask 茶", thread=salt).text == TEA


def test_repeated(house: Bench, wang: Person, li: Person, group: Chat) -> None:
    """The same answer again is a link to the earlier one; who carries on a talk, or asks elsewhere, gets it in full."""
    choose(house, li, group, "collapse:10")
    first = house.ask(wang, group, "/ask 茶")
    question = house.server.say(li, group, "/ask 茶")
    pointer = house.answer(question)
    assert "刚答过" in pointer.text
    (link,) = [entity for entity in pointer.entities if entity["type"] == "text_link"]
    assert link["url"] == f"https://t.me/c/{-group.id - 10**12}/{first.id}"
    assert house.ask(wang, group, "/ask 茶").text == TEA
    assert house.ask(li, group, "/ask 再说说").text == TEA
    house.server.edit(question, "/ask 盐")
    house.server.wait_for(lambda: house.server.replies(question)[0].text == "盐从海水来。")


def test_repeated_in_a_basic_group(house: Bench, wang: Person, li: Person) -> None:
    """Where messages have no address, the earlier answer is replied to."""
    small = house.server.add_group("小群", admins=(li,), members=(wang,), basic=True)
    choose(house, li, small, "collapse:10")
    first = house.ask(wang, small, "/ask 茶")
    house.server.say(li, small, "/ask 茶")
    assert "刚答过" in house.answer(first).text
