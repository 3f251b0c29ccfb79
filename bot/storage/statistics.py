"""What is counted of the ledger, by the database itself: however long the ledger, a few rows come back."""

from datetime import datetime
from typing import Any

from bot.core.model import Kind
from bot.core.records.statistics import Counts, Waits, statistics_of
from bot.core.records.statistics import Statistics as Figures
from bot.storage.cards import Cards
from bot.storage.db import Engine, Reader, Row
from bot.storage.rows import stamp
from bot.storage.votes import Votes

SHOWN = 10
"""How many of the most frequent are told."""


class Statistics:
    """Questions since some time, in one chat or in all."""

    def __init__(self, engine: Engine, votes: Votes, cards: Cards) -> None:
        """Figures with the `votes` on what is answered and the verdicts on the moderators' `cards`."""
        self._engine = engine
        self._votes = votes
        self._cards = cards

    async def over(self, since: datetime, chat_id: int | None = None) -> Figures:
        """Return the figures since then, of one chat or of all."""
        tallies, verdicts = await self._votes.tallies(since, chat_id), await self._cards.verdicts(since, chat_id)
        return statistics_of(await self.counts(since, chat_id), tallies, verdicts)

    async def counts(self, since: datetime, chat_id: int | None = None) -> Counts:
        """Count what was asked since then, in one chat or in all."""
        return await self._engine.read(_counts, since, chat_id)


def _counts(db: Reader, since: datetime, chat_id: int | None) -> Counts:
    asked = _Asked(db, since, chat_id)
    understood = db.dialect.json_text.format(column="l.evidence", key="text")
    not_covered = f"AND l.kind = '{Kind.NOT_COVERED}' AND {understood} <> ''"
    return Counts(
        kinds=tuple((Kind(r["what"]), r["n"]) for r in asked.most("l.kind", limit=len(Kind))),
        facts=asked.pairs("c.fact", "JOIN carries c ON c.entry_id = l.id"),
        uncovered=asked.pairs(understood, where=not_covered),
        chats=tuple((r["what"], r["n"]) for r in asked.most("CASE WHEN l.chat_id > 0 THEN 0 ELSE l.chat_id END")),
        waits=asked.waits(),
    )


class _Asked:
    """The questions of some days."""

    def __init__(self, db: Reader, since: datetime, chat_id: int | None) -> None:
        self._db = db
        self._where = "l.origin = 'question' AND l.at >= :since"
        self._values: dict[str, Any] = {"since": stamp(since)}
        if chat_id is not None:
            self._where += " AND l.chat_id = :chat_id"
            self._values["chat_id"] = chat_id

    def pairs(self, what: str, join: str = "", where: str = "") -> tuple[tuple[str, int], ...]:
        """The most frequent, each with its number."""
        return tuple((row["what"], row["n"]) for row in self.most(what, join, where))

    def most(self, what: str, join: str = "", where: str = "", limit: int = SHOWN) -> list[Row]:
        """The most frequent, as rows."""
        sql = f"SELECT {what} AS what, COUNT(*) AS n FROM ledger l {join} WHERE {self._where} {where} GROUP BY {what}"
        return self._db.query(f"{sql} ORDER BY n DESC, what LIMIT :limit", limit=limit, **self._values)

    def waits(self) -> Waits:
        """How long it took until the answers stood."""
        stood = f"FROM ledger l WHERE {self._where} AND l.took IS NOT NULL"
        number = int(self._db.query(f"SELECT COUNT(*) AS n {stood}", **self._values)[0]["n"])
        if not number:
            return Waits()
        nth = f"SELECT l.took {stood} ORDER BY l.took LIMIT 1 OFFSET :nth"
        median, p95 = (
            float(self._db.query(nth, nth=(number - 1) * hundredths // 100, **self._values)[0]["took"])
            for hundredths in (50, 95)
        )
        return Waits(number, median, p95)
