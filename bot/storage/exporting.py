"""The answers of the ledger page by page, so that a long one is never in memory as a whole."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime

from bot.core.records.exporting import Asker, Given
from bot.storage.db import Engine, Reader, Row
from bot.storage.ledger import A_TURN
from bot.storage.rows import stamp

PAGE = 2000
SINCE = f"FROM ledger WHERE at >= :since AND {A_TURN}"
"""Answers alone: what the bot told moderators names people."""


class Exporting:
    """Answers, oldest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def count(self, since: datetime) -> int:
        """Return how many answers there are since then."""
        return await self._engine.read(_count, since)

    async def pages(self, since: datetime) -> AsyncIterator[list[Given]]:
        """Give the answers since then, a page at a time."""
        after = 0
        while page := await self._engine.read(_page, since, after):
            yield page
            after = page[-1].id


def _count(db: Reader, since: datetime) -> int:
    return int(db.query(f"SELECT COUNT(*) AS n {SINCE}", since=stamp(since))[0]["n"])


def _page(db: Reader, since: datetime, after: int) -> list[Given]:
    sql = f"SELECT * {SINCE} AND id > :after ORDER BY id LIMIT :limit"
    rows = db.query(sql, since=stamp(since), after=after, limit=PAGE)
    if not rows:
        return []
    ids = {"first": rows[0]["id"], "last": rows[-1]["id"]}
    said, votes = _revisions(db, ids), _votes(db, ids)
    return [_given(row, said.get(row["id"], {}), votes.get(row["id"], (0, 0))) for row in rows]


def _votes(db: Reader, ids: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    sql = (
        "SELECT entry_id, SUM(CASE value WHEN 1 THEN 1 ELSE 0 END) AS ups, "
        "SUM(CASE value WHEN -1 THEN 1 ELSE 0 END) AS downs FROM votes "
        "WHERE entry_id BETWEEN :first AND :last GROUP BY entry_id"
    )
    return {row["entry_id"]: (int(row["ups"]), int(row["downs"])) for row in db.query(sql, **ids)}


def _revisions(db: Reader, ids: Mapping[str, int]) -> dict[int, dict[str, int]]:
    sql = "SELECT entry_id, fact, number FROM carries WHERE entry_id BETWEEN :first AND :last"
    said: dict[int, dict[str, int]] = {}
    for row in db.query(sql, **ids):
        said.setdefault(row["entry_id"], {})[row["fact"]] = row["number"]
    return said


def _given(row: Row, said: Mapping[str, int], votes: tuple[int, int]) -> Given:
    return Given(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        chat_id=row["chat_id"],
        kind=row["kind"],
        facts=tuple((fact, said.get(fact)) for fact in json.loads(row["fact_ids"])),
        reply=row["reply_text"],
        state=row["state"],
        seconds=row["took"],
        votes=votes,
        asker=Asker(row["person_id"], row["text"] or "", row["trigger"] or ""),
    )
