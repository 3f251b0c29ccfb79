"""The ledger, over a real file and a real server."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.model import Kind, Reply, Turn
from bot.core.records.record import OVERHEARD, Origin, Seat, State
from bot.storage.store import Storage, open_storage
from tests.storage.samples import REPLY, deliver, entry, post, take

MINUTE = timedelta(minutes=1)
SEAT = Seat(-1, None, 5)


async def test_round_trip(storage: Storage, noon: datetime) -> None:
    """An entry comes back as it was written, with the message it stands as."""
    written = entry(noon, topic_id=7, trigger="tea", follows=3)
    entry_id = await deliver(storage, written, 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found == replace(written, id=entry_id, answer_id=42, state=State.SENT)
    assert await storage.ledger.by_question(-1, 1) == found
    assert await storage.ledger.by_answer(-2, 42) is None


async def test_failed(storage: Storage, noon: datetime) -> None:
    """An entry that could not be sent says why, and stands nowhere."""
    await post(storage, entry(noon))
    (parcel,) = await take(storage, noon)
    await storage.outbox.dead(parcel, "Forbidden")
    found = await storage.ledger.by_question(-1, 1)
    assert found is not None
    assert (found.state, found.error, found.answer_id) == (State.FAILED, "Forbidden", None)


async def test_revise(storage: Storage, noon: datetime) -> None:
    """A revised entry says something else as the same message."""
    await deliver(storage, entry(noon), 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found is not None
    other = replace(found, reply=Reply(Kind.NOT_COVERED, "无", "无"), text="盐？", edited=True)
    await storage.outbox.rewrite(other, 0)
    assert await storage.ledger.by_answer(-1, 42) == replace(other, state=State.WAITING)


async def test_one_entry_per_update(storage: Storage, noon: datetime) -> None:
    """The same update cannot have two entries, nor two messages."""
    assert await storage.outbox.post(entry(noon, update_id=9_000), 0)
    assert await storage.outbox.post(entry(noon, update_id=9_000, text="盐？"), 0) is None
    (parcel,) = await take(storage, noon)
    assert parcel.entry.text == "茶？"


async def test_latest(storage: Storage, noon: datetime) -> None:
    """The latest turn is the same person's, in the same chat and topic, and not too old."""
    await post(storage, entry(noon, text="早"))
    await post(storage, entry(noon + MINUTE, text="晚"))
    for other in ({"person_id": 6}, {"chat_id": -2}, {"topic_id": 7}, {"origin": Origin.NOTICE}):
        await post(storage, entry(noon + 2 * MINUTE, **other))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.text == "晚"
    assert await storage.ledger.latest(SEAT, noon + 2 * MINUTE) is None


async def test_commands_without_facts_are_no_turns(storage: Storage, noon: datetime) -> None:
    """/help in between does not cut a conversation; a fact that was opened continues it."""
    plain = Reply(Kind.ABOUT_BOT, "帮助", "帮助")
    await post(storage, entry(noon, text="茶？"))
    await post(storage, entry(noon, origin=Origin.COMMAND, reply=plain, text=""))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.text == "茶？"
    opened = await post(storage, entry(noon, origin=Origin.BUTTON, text="那盐呢"))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.id == opened


async def test_conversation(storage: Storage, noon: datetime) -> None:
    """A conversation is an entry and what it follows, oldest first, no longer than asked for."""
    follows = None
    for text in ("一", "二", "三"):
        follows = await post(storage, entry(noon, text=text, follows=follows))
    assert follows is not None
    turns = tuple(Turn(text, Kind.ANSWER, ("tea",)) for text in ("二", "三"))
    assert await storage.ledger.conversation(follows, 2) == turns
    assert await storage.ledger.conversation(999, 2) == ()


async def test_pressed(storage: Storage, noon: datetime) -> None:
    """A button's earlier answer is found, unless it is old or could not be delivered."""
    press = {"origin": Origin.BUTTON, "trigger": "src:tea", "message_id": 42}
    await post(storage, entry(noon, **press))
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon) is not None
    assert await storage.ledger.pressed(-1, 42, "ask:tea", noon) is None
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon + MINUTE) is None
    (parcel,) = await take(storage, noon)
    await storage.outbox.dead(parcel, "Forbidden")
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon) is None


async def test_reopening(storage: Storage, url: str, noon: datetime) -> None:
    """Everything is there for a second program on the same database."""
    await post(storage, entry(noon))
    await storage.chats.pause(-1, paused=True)
    second = open_storage(url)
    found = await second.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.reply == REPLY
    assert await second.chats.paused(-1)
    second.close()


async def test_overheard_and_said(storage: Storage, noon: datetime) -> None:
    """The last unasked answer of a chat is found, and where the same words stand in the same topic."""
    await deliver(storage, entry(noon, topic_id=7), 41)
    await deliver(storage, entry(noon, trigger=OVERHEARD, message_id=2), 42)
    unasked = await storage.ledger.overheard(-1, noon)
    assert unasked is not None
    assert unasked.answer_id == 42
    assert await storage.ledger.overheard(-1, noon + timedelta(seconds=1)) is None
    assert await storage.ledger.overheard(-2, noon) is None
    found = [await storage.ledger.said(Seat(-1, topic, 9), REPLY, noon) for topic in (7, None, 8)]
    assert [one and one.answer_id for one in found] == [41, 42, None]
    assert await storage.ledger.said(Seat(-1, 7, 9), replace(REPLY, text="盐"), noon) is None
