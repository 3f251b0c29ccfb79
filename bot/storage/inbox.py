"""Updates as they came, kept before they are acknowledged: each is worked on once, in order within its chat."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.records.record import Item
from bot.storage.db import Db, Engine

# Telegram keeps an update for a day, and may number from a random start after a quiet week.
REMEMBERED = timedelta(days=3)
OPEN = "state IN ('waiting', 'claimed')"
FREE = "(i.state = 'waiting' OR (i.state = 'claimed' AND i.until < :now))"


class Inbox:
    """The updates that Telegram delivered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def put(self, items: Sequence[Item], now: datetime) -> int:
        """Keep updates and return how many of them are new."""
        return await self._engine.run(_put, items, now.timestamp())

    async def claim(self, limit: int, now: datetime, lease: timedelta) -> list[Item]:
        """Take up to `limit` updates, of each chat only the first; after `lease` another may take them."""
        return await self._engine.run(_claim, limit, now.timestamp(), lease.total_seconds())

    async def done(self, update_id: int) -> None:
        """Note that an update is worked off; what it said is forgotten here."""
        await self._engine.run(_finish, update_id, "done", "")

    async def failed(self, update_id: int, error: str) -> None:
        """Note that an update cannot be worked on, and why."""
        await self._engine.run(_finish, update_id, "failed", error)

    async def give_back(self) -> int:
        """Give back what was claimed by a program that is gone; return how many updates."""
        return await self._engine.run(_give_back)


def _put(db: Db, items: Sequence[Item], now: float) -> int:
    sql = (
        "INSERT INTO inbox (id, chat_id, person_id, body, state, at) "
        "VALUES (:id, :chat_id, :person_id, :body, 'waiting', :now) ON CONFLICT (id) DO NOTHING"
    )
    return sum(
        db.execute(sql, id=i.update_id, chat_id=i.chat_id, person_id=i.person_id, body=i.body, now=now) for i in items
    )


def _claim(db: Db, limit: int, now: float, lease: float) -> list[Item]:
    earlier = f"SELECT 1 FROM inbox e WHERE e.chat_id = i.chat_id AND e.id < i.id AND e.{OPEN}"
    first = (
        f"SELECT i.id FROM inbox i WHERE i.{OPEN} AND {FREE} AND NOT EXISTS ({earlier}) "
        f"ORDER BY i.id LIMIT :limit {db.dialect.skip_locked}"
    )
    sql = (
        f"UPDATE inbox SET state = 'claimed', until = :until, attempts = attempts + 1 WHERE id IN ({first}) "
        "RETURNING id, chat_id, person_id, body, attempts"
    )
    rows = db.query(sql, now=now, until=now + lease, limit=limit)
    found = (Item(r["id"], r["chat_id"], r["person_id"], r["body"], r["attempts"]) for r in rows)
    return sorted(found, key=lambda item: item.update_id)


def _finish(db: Db, update_id: int, state: str, error: str) -> None:
    sql = "UPDATE inbox SET state = :state, body = '', person_id = NULL, error = :error WHERE id = :id"
    db.execute(sql, id=update_id, state=state, error=error)


def _give_back(db: Db) -> int:
    return db.execute("UPDATE inbox SET state = 'waiting' WHERE state = 'claimed'")


def drop_old(db: Db, now: datetime) -> None:
    """Forget the numbers that cannot come again."""
    db.execute("DELETE FROM inbox WHERE at < :then AND state = 'done'", then=(now - REMEMBERED).timestamp())


def drop_waiting(db: Db, person_id: int) -> None:
    """Forget what a person sent that nobody has taken up; what is being worked on now stays.

    The numbers stay, as of what was worked off: Telegram may deliver again what was not acknowledged.
    """
    sql = "UPDATE inbox SET state = 'done', body = '', person_id = NULL WHERE person_id = :id AND state = 'waiting'"
    db.execute(sql, id=person_id)
