"""The ledger, over a real file."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.model import Kind, Reply, Turn
from bot.core.record import Origin, Seat, State
from bot.storage.store import Storage
from bot.storage.thread import StorageError
from tests.storage.samples import REPLY, entry

MINUTE = timedelta(minutes=1)
SEAT = Seat(-1, None, 5)


async def test_round_trip(storage: Storage, noon: datetime) -> None:
    """An entry comes back as it was written, with the message it stands as."""
    written = entry(noon, topic_id=7, trigger="tea", follows=3)
    entry_id = await storage.ledger.add(written)
    await storage.ledger.sent(entry_id, 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found == replace(written, id=entry_id, answer_id=42, state=State.SENT)
    assert await storage.ledger.by_question(-1, 1) == found
    assert await storage.ledger.by_answer(-2, 42) is None


async def test_failed(storage: Storage, noon: datetime) -> None:
    """An entry that could not be sent says why, and stands nowhere."""
    entry_id = await storage.ledger.add(entry(noon))
    await storage.ledger.failed(entry_id, "Forbidden")
    found = await storage.ledger.by_question(-1, 1)
    assert found is not None
    assert (found.state, found.error, found.answer_id) == (State.FAILED, "Forbidden", None)


async def test_revise(storage: Storage, noon: datetime) -> None:
    """A revised entry says something else as the same message."""
    entry_id = await storage.ledger.add(entry(noon))
    await storage.ledger.sent(entry_id, 42)
    found = await storage.ledger.by_answer(-1, 42)
    assert found is not None
    other = replace(found, reply=Reply(Kind.NOT_COVERED, "无", "无"), text="盐？", edited=True)
    await storage.ledger.revise(other)
    assert await storage.ledger.by_answer(-1, 42) == replace(other, state=State.WAITING)


async def test_one_entry_per_update(storage: Storage, noon: datetime) -> None:
    """The same update cannot have two entries."""
    await storage.ledger.add(entry(noon, update_id=9_000))
    with pytest.raises(StorageError, match="UNIQUE"):
        await storage.ledger.add(entry(noon, update_id=9_000))


async def test_latest(storage: Storage, noon: datetime) -> None:
    """The latest turn is the same person's, in the same chat and topic, and not too old."""
    await storage.ledger.add(entry(noon, text="早"))
    await storage.ledger.add(entry(noon + MINUTE, text="晚"))
    for other in ({"person_id": 6}, {"chat_id": -2}, {"topic_id": 7}, {"origin": Origin.NOTICE}):
        await storage.ledger.add(entry(noon + 2 * MINUTE, **other))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.text == "晚"
    assert await storage.ledger.latest(SEAT, noon + 2 * MINUTE) is None


async def test_commands_without_facts_are_no_turns(storage: Storage, noon: datetime) -> None:
    """/help in between does not cut a conversation; a fact that was opened continues it."""
    plain = Reply(Kind.ABOUT_BOT, "帮助", "帮助")
    await storage.ledger.add(entry(noon, text="茶？"))
    await storage.ledger.add(entry(noon, origin=Origin.COMMAND, reply=plain, text=""))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.text == "茶？"
    opened = await storage.ledger.add(entry(noon, origin=Origin.BUTTON, text="那盐呢"))
    found = await storage.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.id == opened


async def test_conversation(storage: Storage, noon: datetime) -> None:
    """A conversation is an entry and what it follows, oldest first, no longer than asked for."""
    follows = None
    for text in ("一", "二", "三"):
        follows = await storage.ledger.add(entry(noon, text=text, follows=follows))
    assert follows is not None
    turns = tuple(Turn(text, Kind.ANSWER, ("tea",)) for text in ("二", "三"))
    assert await storage.ledger.conversation(follows, 2) == turns
    assert await storage.ledger.conversation(999, 2) == ()


async def test_pressed(storage: Storage, noon: datetime) -> None:
    """A button's earlier answer is found, unless it is old or was never delivered."""
    press = {"origin": Origin.BUTTON, "trigger": "src:tea", "message_id": 42}
    entry_id = await storage.ledger.add(entry(noon, **press))
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon) is None
    await storage.ledger.sent(entry_id, 43)
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon) is not None
    assert await storage.ledger.pressed(-1, 42, "ask:tea", noon) is None
    assert await storage.ledger.pressed(-1, 42, "src:tea", noon + MINUTE) is None


async def test_reopening(path: Path, noon: datetime) -> None:
    """Everything is there again when the file is opened anew."""
    first = Storage(path)
    await first.ledger.add(entry(noon))
    await first.chats.pause(-1, paused=True)
    first.close()
    second = Storage(path)
    found = await second.ledger.latest(SEAT, noon)
    assert found is not None
    assert found.reply == REPLY
    assert await second.chats.paused(-1)
    second.close()
