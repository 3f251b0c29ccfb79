"""Revisions of facts: proposed, live, taken back; every program on the database is told of the live ones."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.revision import VERSION, Change, Revision, Stage
from bot.storage.db import Db, Engine, Reader
from bot.storage.rows import stamp, to_json
from bot.storage.versions import bump


class Revisions:
    """What moderators changed, in order."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def all(self) -> list[Revision]:
        """Return every revision, oldest first."""
        return await self._engine.read(_all)

    async def add(self, revision: Revision) -> Revision:
        """Keep a revision and return it with its number; where it is live, everybody is told."""
        return await self._engine.run(add, revision)

    async def settle(self, revision_id: int, before: Stage, after: Stage, second: int | None = None) -> bool:
        """Take a revision from one stage to another; False where somebody else has moved it already."""
        return await self._engine.run(_settle, revision_id, before, after, second)

    async def take_back(self, revision_id: int, undoing: Revision) -> Revision | None:
        """Undo a live revision by `undoing`; None where it is not live any more."""
        return await self._engine.run(take_back, revision_id, undoing)


def _all(db: Reader) -> list[Revision]:
    return [_revision(row) for row in db.query("SELECT * FROM revisions ORDER BY id")]


def add(db: Db, revision: Revision) -> Revision:
    """Keep a revision within a transaction and return it with its number."""
    row = {
        "fact": revision.fact,
        "change": revision.change.value,
        "fields": to_json(dict(revision.fields)),
        "asks": to_json(revision.asks),
        "was": to_json(dict(revision.before)),
        "stage": revision.stage.value,
        "at": stamp(revision.at),
        "person_id": revision.by,
        "second_id": revision.second,
    }
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    number = "(SELECT COALESCE(MAX(number), 0) + 1 FROM revisions WHERE fact = :fact)"
    sql = f"INSERT INTO revisions ({columns}, number) VALUES ({values}, {number}) RETURNING id, number"
    given = db.query(sql, **row)[0]
    if revision.stage is Stage.LIVE:
        bump(db, VERSION)
    return replace(revision, id=given["id"], number=given["number"])


def _settle(db: Db, revision_id: int, before: Stage, after: Stage, second: int | None) -> bool:
    # It counts from now on: after everything that came to count before it.
    last = "(SELECT MAX(r.number) + 1 FROM revisions r WHERE r.fact = revisions.fact)"
    number = f", number = {last}" if after is Stage.LIVE else ""
    sql = f"UPDATE revisions SET stage = :after, second_id = :second{number} WHERE id = :id AND stage = :before"
    moved = db.execute(sql, id=revision_id, before=before.value, after=after.value, second=second) > 0
    if moved and Stage.LIVE in {before, after}:
        bump(db, VERSION)
    return moved


def take_back(db: Db, revision_id: int, undoing: Revision) -> Revision | None:
    """Undo a live revision within a transaction; None where it is not live any more."""
    return add(db, undoing) if _settle(db, revision_id, Stage.LIVE, Stage.UNDONE, undoing.by) else None


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(
        fact=row["fact"],
        change=Change(row["change"]),
        by=row["person_id"],
        at=datetime.fromisoformat(row["at"]),
        fields=json.loads(row["fields"]),
        asks=tuple(json.loads(row["asks"])),
        before=json.loads(row["was"]),
        stage=Stage(row["stage"]),
        second=row["second_id"],
        number=row["number"],
        id=row["id"],
    )
