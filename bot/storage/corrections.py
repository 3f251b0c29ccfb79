"""Corrections of what already stands: which copies are out of date, and what became of each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.record import Correcting, Entry, Priority, Report
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import find
from bot.storage.outbox import rewrite
from bot.storage.rows import stamp, to_entry

STALE = (
    "FROM carries c JOIN ledger l ON l.id = c.entry_id WHERE c.fact = :fact AND c.number < :number "
    "AND (l.state IN ('waiting', 'held') OR (l.state = 'sent' AND l.answer_id IS NOT NULL)) AND l.moved_from IS NULL"
)


class Corrections:
    """Orders to bring copies up to date, worked off by whoever runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def order(self, wanted: Correcting) -> int:
        """Keep an order and return its number."""
        return await self._engine.run(_order, wanted)

    async def running(self) -> list[Correcting]:
        """Return the orders that are not done, oldest first."""
        return await self._engine.read(_listed, "WHERE state = 'running'")

    async def all(self) -> list[Correcting]:
        """Return every order, oldest first."""
        return await self._engine.read(_listed, "")

    async def stale(self, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
        """Return up to `limit` copies that say an older revision, each with its number."""
        return await self._engine.read(_stale, wanted, limit)

    async def amend(self, wanted: Correcting, entry: Entry, number: int) -> bool:
        """Write what a copy that said revision `number` now says; False where somebody else did so by now."""
        return await self._engine.run(_amend, wanted, entry, number)

    async def finish(self, wanted: Correcting) -> bool:
        """Note that an order is done; False where it was noted already."""
        return await self._engine.run(_finish, wanted.id)

    async def report(self, wanted: Correcting) -> Report:
        """Return what became of the copies."""
        return await self._engine.read(_report, wanted)


def _order(db: Db, wanted: Correcting) -> int:
    sql = (
        "INSERT INTO corrections (fact, number, state, chat_id, person_id, at) "
        "VALUES (:fact, :number, 'running', :chat_id, :person_id, :at) RETURNING id"
    )
    values = {"fact": wanted.fact, "number": wanted.number, "chat_id": wanted.chat_id, "person_id": wanted.by}
    return int(db.query(sql, at=stamp(wanted.at), **values)[0]["id"])


def _listed(db: Reader, where: str) -> list[Correcting]:
    return [_correcting(row) for row in db.query(f"SELECT * FROM corrections {where} ORDER BY id")]


def _correcting(row: Mapping[str, Any]) -> Correcting:
    at = datetime.fromisoformat(row["at"])
    return Correcting(row["fact"], row["number"], row["chat_id"], row["person_id"], at, row["state"], row["id"])


def _stale(db: Reader, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
    sql = f"SELECT l.*, c.number AS said {STALE} ORDER BY l.id DESC LIMIT :limit"
    rows = db.query(sql, fact=wanted.fact, number=wanted.number, limit=limit)
    return [(_with_all_it_says(db, to_entry(row)), row["said"]) for row in rows]


def _with_all_it_says(db: Reader, entry: Entry) -> Entry:
    said = db.query("SELECT fact, number FROM carries WHERE entry_id = :id ORDER BY fact", id=entry.id)
    return replace(entry, reply=replace(entry.reply, revisions=tuple((r["fact"], r["number"]) for r in said)))


def _amend(db: Db, wanted: Correcting, entry: Entry, number: int) -> bool:
    now = find(db, "id = :id", id=entry.id)
    if now is None or (now.text, now.edited) != (entry.text, entry.edited):
        # Forgotten or asked anew meanwhile: what was made of the old question must not come back.
        return False
    # Whoever moves the number first writes the words.
    sql = "UPDATE carries SET number = :new WHERE entry_id = :id AND fact = :fact AND number = :old"
    if not db.execute(sql, new=wanted.number, id=entry.id, fact=wanted.fact, old=number):
        return False
    rewrite(db, entry, Priority.CORRECTIONS, wanted.id)
    return True


def _finish(db: Db, correction_id: int) -> bool:
    sql = "UPDATE corrections SET state = 'done' WHERE id = :id AND state = 'running'"
    return db.execute(sql, id=correction_id) > 0


def _report(db: Reader, wanted: Correcting) -> Report:
    sql = "SELECT chat_id, state, error FROM outbox WHERE correction_id = :id ORDER BY id"
    rows = db.query(sql, id=wanted.id)
    left = db.query(f"SELECT COUNT(*) AS n {STALE}", fact=wanted.fact, number=wanted.number)[0]["n"]
    return Report(
        edited=sum(row["state"] == "sent" for row in rows),
        waiting=left + sum(row["state"] in {"waiting", "claimed"} for row in rows),
        unreachable=tuple((row["chat_id"], row["error"]) for row in rows if row["state"] == "dead"),
    )
