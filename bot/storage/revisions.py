"""Revisions of facts: proposed, live, taken back; every program on the database is told of the live ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.records.record import Correcting
from bot.core.records.revision import VERSION, Change, Revision, Stage
from bot.core.records.step import Move, Reach, Step
from bot.storage.corrections import order
from bot.storage.db import Db, Engine, Reader
from bot.storage.deeds import deed, first, led_to
from bot.storage.rows import stamp, to_json
from bot.storage.staff import write
from bot.storage.versions import bump


class Revisions:
    """What moderators changed, in order."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def all(self) -> list[Revision]:
        """Return every revision, oldest first."""
        return await self._engine.read(_all)

    async def take(self, step: Step) -> Revision | None:
        """Do a step with its line of the audit log and its order, and tell everybody; return the revision it comes to.

        None where the one to be moved is not where it should be. A step that was done already is not done again.
        """
        return await self._engine.run(_take, step)

    async def done(self, update_id: int | None) -> Revision | None:
        """Return the revision that an update has led to."""
        return await self._engine.read(_done, update_id)

    async def merge(self, ids: Sequence[int]) -> None:
        """Note that live revisions count no more, as the fact base says them itself; their numbers stay in use."""
        await self._engine.run(_merge, ids)


def _all(db: Reader) -> list[Revision]:
    return [_revision(row) for row in db.query("SELECT * FROM revisions ORDER BY id")]


def _find(db: Reader, revision_id: int | None) -> Revision | None:
    return next(map(_revision, db.query("SELECT * FROM revisions WHERE id = :id", id=revision_id)), None)


def _done(db: Reader, update_id: int | None) -> Revision | None:
    return _find(db, deed(db, update_id))


def _take(db: Db, step: Step) -> Revision | None:
    if not first(db, step.update_id):
        return _done(db, step.update_id)
    moves = step.moves
    if moves is not None and not _move(db, moves):
        return None
    revision = _find(db, add(db, step.adds) if step.adds else moves.id if moves else None)
    if revision is None:
        return None
    act = step.act
    write(db, replace(act, detail=revision.label, before=act.before or revision.old, after=act.after or revision.new))
    if step.reach is not Reach.SILENT:
        notify = step.reach is Reach.NOTIFY
        order(db, Correcting(revision.fact, revision.number, act.chat_id, act.person_id, act.at, notify=notify))
    led_to(db, step.update_id, revision.id)
    return revision


def add(db: Db, revision: Revision) -> int:
    """Keep a revision within a transaction and return its id."""
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
    sql = f"INSERT INTO revisions ({columns}, number) VALUES ({values}, {number}) RETURNING id"
    if revision.stage is Stage.LIVE:
        bump(db, VERSION)
    return int(db.query(sql, **row)[0]["id"])


def _move(db: Db, move: Move) -> bool:
    # It counts from now on: after everything that came to count before it, and instead of what is said by now.
    last = "(SELECT MAX(r.number) + 1 FROM revisions r WHERE r.fact = revisions.fact)"
    counts = f", was = :was, number = {last}" if move.after is Stage.LIVE else ""
    sql = f"UPDATE revisions SET stage = :after, second_id = :second{counts} WHERE id = :id AND stage = :before"
    values = {"was": to_json(dict(move.was))} if counts else {}
    stages = {"before": move.before.value, "after": move.after.value}
    moved = db.execute(sql, id=move.id, second=move.second, **stages, **values) > 0
    if moved and Stage.LIVE in {move.before, move.after}:
        bump(db, VERSION)
    return moved


def _merge(db: Db, ids: Sequence[int]) -> None:
    for revision_id in ids:
        db.execute("UPDATE revisions SET stage = 'merged' WHERE id = :id AND stage = 'live'", id=revision_id)


def take_back(db: Db, revision_id: int, undoing: Revision) -> int | None:
    """Undo a live revision within a transaction and return the number of `undoing`; None where it is live no more."""
    if not _move(db, Move(revision_id, Stage.LIVE, Stage.UNDONE, undoing.by)):
        return None
    undone = _find(db, add(db, undoing))
    return undone.number if undone else None


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
