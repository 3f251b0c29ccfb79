"""Messages of the bot that stand where it is not: sent by people, known by an id of their own."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.records.record import Entry
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import find, insert
from bot.storage.rows import stamp


class Copies:
    """Inline copies that can be edited, and how often facts were offered whose copies nobody told of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def find(self, inline_id: str) -> Entry | None:
        """Return the copy of that id; None where it is not known."""
        return await self._engine.read(find, "inline_id = :inline_id", inline_id=inline_id)

    async def keep(self, entry: Entry) -> Entry | None:
        """Write a copy into the ledger and return it; None where it is there already."""
        return await self._engine.run(_keep, entry)

    async def popular(self, since: datetime) -> list[str]:
        """Return the facts that were asked for most since then, most often first."""
        return await self._engine.read(_popular, stamp(since))

    async def offered(self, facts: Sequence[tuple[str, int]]) -> None:
        """Count that facts, each as of a revision, were offered once more."""
        await self._engine.run(_offered, facts)


def _keep(db: Db, entry: Entry) -> Entry | None:
    if find(db, "inline_id = :inline_id", inline_id=entry.inline_id) is not None:
        return None
    entry_id = insert(db, entry)
    return find(db, "id = :id", id=entry_id) if entry_id is not None else None


def _popular(db: Reader, since: str) -> list[str]:
    sql = (
        "SELECT c.fact, COUNT(*) AS n FROM carries c JOIN ledger l ON l.id = c.entry_id "
        "WHERE l.at >= :since AND l.origin = 'question' GROUP BY c.fact ORDER BY n DESC, c.fact LIMIT 10"
    )
    return [row["fact"] for row in db.query(sql, since=since)]


def _offered(db: Db, facts: Sequence[tuple[str, int]]) -> None:
    sql = (
        "INSERT INTO offers (fact, number, n) VALUES (:fact, :number, 1) "
        "ON CONFLICT (fact, number) DO UPDATE SET n = offers.n + 1"
    )
    for fact, number in facts:
        db.execute(sql, fact=fact, number=number)
