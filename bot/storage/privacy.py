"""Erasing who asked and what they wrote; what was answered stays, so that it can still be corrected."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.storage.rows import stamp
from bot.storage.thread import Thread
from bot.storage.updates import drop_old

# Evidence quotes the question in many forms, so all of it goes.
ERASE = "UPDATE ledger SET person_id = NULL, text = NULL, evidence = NULL, error = NULL WHERE "
HOLDS_SOMETHING = "(person_id IS NOT NULL OR text IS NOT NULL OR evidence IS NOT NULL)"


class Privacy:
    """The two ways to erase."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    async def forget(self, person_id: int) -> int:
        """Erase what one person left, everywhere; return the number of entries."""
        erased = await self._thread.run(_erase, "person_id = ?", person_id)
        await self._thread.checkpoint()
        return erased

    async def purge(self, days: int, now: datetime) -> int:
        """Erase what is older than so many days; return the number of entries."""
        erased = await self._thread.run(_purge, days, now)
        await self._thread.checkpoint()
        return erased


def _purge(db: Database, days: int, now: datetime) -> int:
    drop_old(db, now)
    return _erase(db, f"at < ? AND {HOLDS_SOMETHING}", stamp(now - timedelta(days=days)))


def _erase(db: Database, where: str, value: int | str) -> int:
    return db.execute(ERASE + where, [value]).rowcount
