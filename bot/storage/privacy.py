"""Erasing who asked and what they wrote; what was answered stays, so that it can still be corrected."""

from datetime import datetime, timedelta

from bot.storage.db import Db, Engine
from bot.storage.inbox import drop_old, drop_waiting
from bot.storage.rows import stamp

# Evidence quotes the question in many forms, so all of it goes.
ERASE = "UPDATE ledger SET person_id = NULL, text = NULL, evidence = NULL, error = NULL WHERE "
# Who decides something answers for it by name; who only tried is anybody.
UNNAME = "UPDATE audit SET person_id = 0 WHERE action = 'refused' AND person_id <> 0"
HOLDS_SOMETHING = "(person_id IS NOT NULL OR text IS NOT NULL OR evidence IS NOT NULL)"


class Privacy:
    """The two ways to erase."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def forget(self, person_id: int) -> int:
        """Erase what one person left, everywhere, also what still waits to be read; return the number of entries."""
        erased = await self._engine.run(_forget, person_id)
        await self._engine.checkpoint()
        return erased

    async def purge(self, days: int, now: datetime) -> int:
        """Erase what is older than so many days; return the number of entries."""
        erased = await self._engine.run(_purge, days, now)
        await self._engine.checkpoint()
        return erased


def _forget(db: Db, person_id: int) -> int:
    drop_waiting(db, person_id)
    db.execute(f"{UNNAME} AND person_id = :person_id", person_id=person_id)
    return db.execute(f"{ERASE}person_id = :person_id", person_id=person_id)


def _purge(db: Db, days: int, now: datetime) -> int:
    drop_old(db, now)
    then = stamp(now - timedelta(days=days))
    db.execute(f"{UNNAME} AND at < :then", then=then)
    return db.execute(f"{ERASE}at < :then AND {HOLDS_SOMETHING}", then=then)
