"""Erasing: what must go is gone from the file, what must stay is there."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.core.records.record import Act, Item
from bot.storage.store import Storage
from tests.storage.samples import LEASE, REPLY, deliver, entry, post

SECRET = "我住在茶马古道三号"


async def test_purge(storage: Storage, noon: datetime) -> None:
    """Old entries lose person, words and evidence, and keep place, facts and reply; young ones stay whole."""
    await deliver(storage, entry(noon), 42)
    young = await post(storage, entry(noon + timedelta(days=9), message_id=2))
    assert await storage.privacy.purge(10, noon + timedelta(days=11)) == 1
    assert await storage.privacy.purge(10, noon + timedelta(days=11)) == 0
    erased = await storage.ledger.by_answer(-1, 42)
    assert erased is not None
    assert (erased.person_id, erased.text, erased.evidence) == (None, "", {})
    assert (erased.reply, erased.scores, erased.message_id) == (REPLY, (("tea", 0.9),), 1)
    kept = await storage.ledger.by_question(-1, 2)
    assert kept is not None
    assert (kept.id, kept.text) == (young, "茶？")


async def test_forget(storage: Storage, noon: datetime) -> None:
    """One person's traces go in all chats, another's stay."""
    for chat_id in (-1, -2):
        await post(storage, entry(noon, chat_id=chat_id))
    await post(storage, entry(noon, person_id=6, message_id=3))
    assert await storage.privacy.forget(5) == 2
    other = await storage.ledger.by_question(-1, 3)
    assert other is not None
    assert (other.person_id, other.text) == (6, "茶？")


async def test_forget_what_waits(storage: Storage, noon: datetime) -> None:
    """What a person sent that still waits goes for good; what is being worked on now and another's updates stay."""
    waiting = [Item(2, 1, 5, "{}"), Item(3, -1, 5, "{}")]
    await storage.inbox.put([Item(1, 1, 5, "{}"), *waiting, Item(4, -1, 6, "{}")], noon)
    (forgetting,) = await storage.inbox.claim(1, noon, LEASE)
    await storage.privacy.forget(5)
    await storage.inbox.done(forgetting.update_id)
    assert [item.update_id for item in await storage.inbox.claim(10, noon, LEASE)] == [4]
    assert await storage.inbox.put(waiting, noon) == 0


async def test_who_was_refused(storage: Storage, noon: datetime) -> None:
    """That somebody was refused stays in the audit log, but not who, once they or the time ask for it."""
    for person_id, action in ((5, "refused"), (6, "refused"), (5, "settings")):
        await storage.staff.log(Act(noon, person_id, -1, action, "/settings"))
    await storage.privacy.forget(5)
    assert [act.person_id for act in await storage.staff.acts(9)] == [0, 6, 5]
    await storage.privacy.purge(1, noon + timedelta(days=2))
    assert [act.person_id for act in await storage.staff.acts(9)] == [0, 0, 5]


async def test_nothing_left_in_the_file(file_storage: Storage, path: Path, noon: datetime) -> None:
    """What was erased cannot be read from the files either, while they are in use."""
    await post(file_storage, entry(noon, text=SECRET, evidence={"text": SECRET}))
    await file_storage.inbox.put([Item(1, 1, 5, f'{{"text": "{SECRET}"}}')], noon)
    await file_storage.privacy.forget(5)
    assert all(SECRET.encode() not in file.read_bytes() for file in path.parent.iterdir())
