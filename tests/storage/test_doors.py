"""Who is let in, looked up at once."""

from datetime import datetime, timedelta

from bot.core.records.access import Budget, Standing
from bot.core.records.policy import Mode, Policy
from bot.core.records.record import OVERHEARD, Act, Origin, Seat
from bot.storage.store import Storage, open_storage
from tests.storage.samples import entry, post

SEAT = Seat(-1, None, 5)
HOUR = timedelta(hours=1)


def act(at: datetime) -> Act:
    """What an owner did."""
    return Act(at, 1, -9, "mute", "5")


async def test_a_stranger(storage: Storage, noon: datetime) -> None:
    """Nothing stands against somebody new."""
    assert await storage.doors.standing(SEAT, noon, Budget(3, 3)) == Standing(Policy())


async def test_everything_at_once(storage: Storage, noon: datetime) -> None:
    """A chat's choice, its pause, a pause everywhere, a mute and a moderator are all seen, by another program too."""
    await storage.chats.choose(-1, Policy(Mode.SHADOW))
    await storage.chats.pause(-1, paused=True)
    await storage.doors.shut(True, act(noon))
    await storage.staff.hush(5, noon + HOUR, act(noon))
    await storage.staff.appoint(5, act(noon))
    found = await storage.doors.standing(SEAT, noon, Budget())
    assert found == Standing(Policy(Mode.SHADOW), closed=True, paused=True, trusted=True, muted=noon + HOUR)
    await storage.doors.shut(False, act(noon))
    assert not (await storage.doors.standing(SEAT, noon, Budget())).closed


async def test_budgets_outlast_a_restart(storage: Storage, url: str, noon: datetime) -> None:
    """The questions of a day are counted from the ledger, by person everywhere and by chat, no further than needed."""
    for chat_id, person_id in ((-1, 5), (-2, 5), (-1, 6)):
        await post(storage, entry(noon, chat_id=chat_id, person_id=person_id))
    await post(storage, entry(noon, trigger=OVERHEARD))
    await post(storage, entry(noon, origin=Origin.NOTICE))
    await post(storage, entry(noon - timedelta(days=2)))
    again = open_storage(url)
    found = await again.doors.standing(SEAT, noon + HOUR, Budget(10, 1))
    assert (found.asked, found.asked_here) == (2, 1)
    again.close()


async def test_mutes(storage: Storage, noon: datetime) -> None:
    """A mute ends by itself or by hand, outlasts /forget, and the log knows what was before and after."""
    await storage.staff.hush(5, noon + HOUR, act(noon))
    await storage.privacy.forget(5)
    assert (await storage.doors.standing(SEAT, noon, Budget())).muted == noon + HOUR
    assert (await storage.doors.standing(SEAT, noon + HOUR, Budget())).muted is None
    assert await storage.staff.hush(5, None, act(noon))
    assert not await storage.staff.hush(5, None, act(noon))
    first, second = await storage.staff.acts(9)
    assert (first.before, second.before, second.after) == ("", first.after, "")
    assert first.after.startswith("2026-03-01T13:00")


async def test_noticed(storage: Storage, noon: datetime) -> None:
    """A notice is known by who got it, or where nobody is named by its chat."""
    await post(storage, entry(noon, origin=Origin.NOTICE, trigger="chat_daily", person_id=6))
    assert await storage.ledger.noticed(Seat(-1, None, None), "chat_daily", noon)
    assert await storage.ledger.noticed(Seat(-2, None, 6), "chat_daily", noon)
    assert not await storage.ledger.noticed(SEAT, "chat_daily", noon)
    assert not await storage.ledger.noticed(Seat(-1, None, None), "chat_daily", noon + HOUR)
