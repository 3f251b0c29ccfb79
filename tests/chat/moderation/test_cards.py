"""What a card shows, and who may press what on it."""

from datetime import UTC, datetime

from bot.core.records.record import Act, Why
from bot.core.records.review import Hand, Ruling, Settlement
from bot.core.records.revision import Change, Revision, Stage
from bot.core.units import units
from bot.sandbox.model import Chat, Person
from bot.storage.store import Storage
from tests.chat.moderation.house import ASK, FACT, LABEL, SAYS, STRANGE, House

MOST = 4096


def test_no_name_is_called(house: House, wang: Person) -> None:
    """A card shows a question without its links and names."""
    house.desk.ask(wang, wang, "码头上的铁盒子都是哪条船拉来的 @laoli https://t.me/spam <b>")
    card = house.card("问过")
    assert "铁盒子" in card.text
    assert "@" not in card.text
    assert "t.me" not in card.text


def test_it_shows_why(house: House, wang: Person, group: Chat) -> None:
    """A card tells why it came, what was understood, what came near, what decided, and links to the message."""
    question = house.desk.server.say(wang, group, f"/ask {ASK}")
    answer = house.desk.answer(question)
    house.brought(Why.WRONG, question)
    card = house.card("读者说答得不对")
    for words in (ASK, SAYS, "看懂了：远汐", f"候选：{ASK} 0.", "用事实回答", f"{FACT}（#0）"):
        assert words in card.text
    (link,) = [entity["url"] for entity in card.entities if entity["type"] == "text_link"]
    assert link == f"https://t.me/c/{-group.id - 10**12}/{answer.id}"


def test_it_fits(house: House, wang: Person) -> None:
    """However long a question is, its card is one message."""
    house.desk.ask(wang, wang, "码头上的铁盒子都是哪条船拉来的" + "𝕏🚢<&码头" * 300)
    card = house.card("问过")
    assert units(card.text) < MOST
    assert LABEL not in card.buttons


def test_nobody_else_presses(house: House, wang: Person) -> None:
    """Every button of a card is refused to everybody else, and the audit log knows who tried."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    for data in card.buttons.values():
        assert "没有这个权限" in house.desk.press(wang, card, data)
    assert f"{wang.id} refused card:1:ignore" in house.acts()
    assert house.desk.server.current(card).buttons == card.buttons


def test_from_unknown_to_answered(house: House, wang: Person, li: Person) -> None:
    """An unknown question comes once with its count; taught, it is answered, and those who asked are told."""
    server, desk = house.desk.server, house.desk
    first, second = server.say(wang, wang, STRANGE), server.say(li, li, STRANGE)
    desk.answer(first)
    card = house.card("问过 2 次")
    assert len([m for m in server.said(house.room) if STRANGE in m.text]) == 1
    desk.press(house.mod, card, LABEL)
    house.until(card, f"{house.mod.id}） 归到")
    for question in (first, second):
        server.wait_for(lambda q=question: len(server.replies(q)) == 2, 20)  # type: ignore[misc]
        assert "现在能答了" in server.replies(question)[1].text
    assert f"小莫（{house.mod.id}） 处理过" in desk.press(house.owner, card, f"card:1:to:{FACT}", stale=True)
    others = (
        "铁盒子都是哪条船拉来的",
        "码头上的铁盒子是哪条船拉的",
        "哪条船拉来码头上的铁盒子",
        "码头的铁盒子谁的船拉来的",
    )
    assert sum(SAYS in desk.ask(wang, wang, other).text for other in others) >= 3


def test_one_of_two_wins(house: House, wang: Person) -> None:
    """Of two who press at once one settles the card, and the other is told who it was."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    presses = [house.desk.server.press(who, card, "忽略") for who in (house.mod, house.other)]
    house.desk.server.wait_for(lambda: all(press.answer is not None for press in presses))
    notices = [str((press.answer or {}).get("text") or "") for press in presses]
    assert sorted("处理过" in notice for notice in notices) == [False, True]
    assert any(str(house.mod.id) in notice or str(house.other.id) in notice for notice in notices)


def test_claimed(house: House, wang: Person) -> None:
    """A claim shows who has the card and keeps others out until it is released."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    house.desk.press(house.mod, card, "认领")
    house.until(card, f"小莫（{house.mod.id}） 认领了")
    assert "小莫" in house.desk.press(house.other, card, "忽略")
    house.desk.press(house.mod, card, "放开认领")
    house.until_offered(card, "认领")
    house.desk.press(house.other, card, "忽略")
    house.until(card, "忽略了")


def test_left_undone(house: House, wang: Person) -> None:
    """What was decided just before a program died is shown and told by the next one."""
    question = house.desk.server.say(wang, wang, STRANGE)
    house.desk.answer(question)
    card = house.card(STRANGE)
    house.desk.stop()

    async def decide(storage: Storage) -> bool:
        found, now = await storage.cards.find(1), datetime.now(UTC)
        assert found is not None
        taught = Revision(FACT, Change.PHRASING, house.mod.id, now, {}, (STRANGE,), {}, Stage.LIVE)
        by, act = Hand(house.mod.id, "小莫", now), Act(now, house.mod.id, house.room.id, "card", "#1 taught")
        wanted = Settlement(found, by, Ruling.TAUGHT, act, FACT, fact=FACT, revision=taught)
        return await storage.cards.settle(wanted)

    assert house.stored(decide)
    house.desk.start()
    house.until(card, f"归到 {FACT}")
    house.desk.server.wait_for(lambda: len(house.desk.server.replies(question)) == 2, 20)
    assert SAYS in house.desk.server.replies(question)[1].text


def test_sampled(house: House, wang: Person) -> None:
    """An answer is looked at unasked where the configuration says so."""
    house.desk.stop()
    house.desk.limit(sample_one_in=1, sample_gap_percent=100)
    house.desk.start()
    house.desk.ask(wang, wang, ASK)
    assert SAYS in house.card("抽查").text


def test_forgotten(house: House, wang: Person, li: Person) -> None:
    """What somebody asked goes from the card when they have it forgotten, and with the last of them the card."""
    for person in (wang, li):
        house.desk.ask(person, person, STRANGE)
    card = house.card("问过 2 次")
    for person in (wang, li):
        house.desk.ask(person, person, "/forget")
    now = house.until(card, "已删除自己的记录")
    assert STRANGE not in now.text
    assert now.buttons == {}
    assert "作废" in house.desk.press(house.mod, card, "card:1:ignore", stale=True)
    assert all("铁盒子" not in str(row["reply_text"]) for row in house.desk.rows())


def test_the_room_moves(house: House, wang: Person) -> None:
    """When the moderators go to another chat, an open card that changes is posted there."""
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    new = house.desk.server.add_group("新版主群", admins=(house.owner,))
    house.desk.ask(house.owner, new, "/modchat")
    house.desk.press(house.mod, card, "认领")
    house.desk.server.wait_for(lambda: [m for m in house.desk.server.said(new) if STRANGE in m.text], 20)
