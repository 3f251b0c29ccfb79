"""Entries to write down."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.core.model import Button, Kind, Reply
from bot.core.records.record import Act, Entry, Origin, Pace, Parcel
from bot.core.records.revision import Revision
from bot.core.records.step import Step
from bot.storage.store import Storage

REPLY = Reply(Kind.ANSWER, "茶", "<b>茶</b>", ("tea",), ((Button("盐？", "pick:salt", asker_only=True),),))
numbers = count(1)
LEASE = timedelta(seconds=60)
UNPACED = Pace(second=0, chat_pause=0, group_minute=0)


def entry(at: datetime, **changes: Any) -> Entry:
    """Return an entry like a thousand others, but for the changes."""
    common: dict[str, Any] = {
        "update_id": next(numbers),
        "origin": Origin.QUESTION,
        "chat_id": -1,
        "message_id": 1,
        "person_id": 5,
        "text": "茶？",
        "reply": REPLY,
        "scores": (("tea", 0.9),),
        "evidence": {"text": "茶？"},
    }
    return Entry(at=at, **(common | changes))


async def keep(storage: Storage, revision: Revision, update_id: int | None = None) -> Revision:
    """Keep a revision and return it with its number."""
    act = Act(revision.at, revision.by, -9, "kept", "")
    kept = await storage.revisions.take(Step(act, update_id, adds=revision))
    assert kept is not None
    return kept


async def post(storage: Storage, entry: Entry) -> int:
    """Write an entry down, as a message that waits to be sent, and return its id."""
    entry_id = await storage.outbox.post(entry, 0)
    assert entry_id is not None
    return entry_id


async def take(storage: Storage, now: datetime, limit: int = 10, pace: Pace = UNPACED) -> list[Parcel]:
    """Take what may be sent now."""
    return await storage.outbox.claim(limit, now, LEASE, pace)


async def deliver(storage: Storage, entry: Entry, answer_id: int) -> int:
    """Write an entry down that stands in its chat, and return its id."""
    entry_id = await post(storage, entry)
    (parcel,) = [parcel for parcel in await take(storage, entry.at) if parcel.entry.id == entry_id]
    await storage.outbox.sent(parcel, answer_id)
    return entry_id
