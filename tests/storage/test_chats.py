"""What is kept of chats."""

from datetime import datetime

from bot.core.records.policy import Mode, Policy
from bot.core.records.record import Seat
from bot.storage.store import Storage
from tests.storage.samples import deliver, entry


async def test_pause(storage: Storage) -> None:
    """A chat is paused until it is not, and others are not concerned."""
    assert not await storage.chats.paused(-1)
    await storage.chats.pause(-1, paused=True)
    assert await storage.chats.paused(-1)
    assert not await storage.chats.paused(-2)
    await storage.chats.pause(-1, paused=False)
    assert not await storage.chats.paused(-1)


async def test_migrate(storage: Storage, noon: datetime) -> None:
    """Pause and conversations move to the new id, twice without harm; message ids mean nothing there."""
    await storage.chats.pause(-1, paused=True)
    entry_id = await deliver(storage, entry(noon), 42)
    await storage.chats.migrate(-1, -100)
    await storage.chats.migrate(-1, -100)
    assert await storage.chats.paused(-100)
    assert not await storage.chats.paused(-1)
    latest = await storage.ledger.latest(Seat(-100, None, 5), noon)
    assert latest is not None
    assert latest.id == entry_id
    assert await storage.ledger.by_answer(-100, 42) is None


async def test_policy(storage: Storage) -> None:
    """What admins chose is kept beside the pause, moves with the group, and is the default where nothing is chosen."""
    assert await storage.chats.policy(-1) == Policy()
    chosen = Policy(Mode.REVIEWED, votes=False, quiet=(23, 7), topics=(3, 4), cooldown=5)
    await storage.chats.choose(-1, chosen)
    await storage.chats.pause(-1, paused=True)
    await storage.chats.migrate(-1, -100)
    await storage.chats.migrate(-1, -100)
    assert await storage.chats.policy(-100) == chosen
    assert await storage.chats.paused(-100)
    assert await storage.chats.policy(-1) == Policy()
