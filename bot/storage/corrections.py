"""Corrections of what already stands: which copies are out of date, and what became of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.core.records.record import MOVED, Correcting, Entry, Priority, Report, State
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import carry_anew, find, with_all_it_says
from bot.storage.parcels import post, rewrite
from bot.storage.rows import outcome_columns, stamp, to_entry

# A copy whose last edit failed stands all the same, and may be in reach by now.
STANDS = "(l.state IN ('waiting', 'held') OR (l.state IN ('sent', 'failed') AND l.answer_id IS NOT NULL))"
OLD = f"FROM carries c JOIN ledger l ON l.id = c.entry_id WHERE c.fact = :fact AND c.reached < :number AND {STANDS}"
# Of a group that got another id only what was not sent yet is in reach.
STALE = f"{OLD} AND (l.moved_from IS NULL OR l.answer_id IS NULL)"
OUT_OF_REACH = f"{OLD} AND l.moved_from IS NOT NULL AND l.answer_id IS NOT NULL"


class Corrections:
    """Orders to bring copies up to date, worked off by whoever runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def order(self, wanted: Correcting) -> int:
        """Keep an order and return its number."""
        return await self._engine.run(order, wanted)

    async def running(self) -> list[Correcting]:
        """Return the orders that are not done, oldest first."""
        return await self._engine.read(_listed, "WHERE state = 'running'")

    async def all(self) -> list[Correcting]:
        """Return every order, oldest first."""
        return await self._engine.read(_listed, "")

    async def stale(self, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
        """Return up to `limit` copies that an order has not reached, each with the revision that it was brought to.

        What it says may be older: `entry.reply.revisions` tells.
        """
        return await self._engine.read(_stale, wanted, limit)

    async def amend(self, wanted: Correcting, entry: Entry, reached: int) -> bool:
        """Write what a copy that was at revision `reached` now says; False where somebody else did so by now."""
        return await self._engine.run(_amend, wanted, entry, reached)

    async def edited(self, wanted: Correcting) -> list[tuple[int, Entry]]:
        """Return the copies that were edited, oldest first, each with a number that no other edit has."""
        return await self._engine.read(_edited, wanted.id)

    async def finish(self, wanted: Correcting, messages: Sequence[Entry]) -> bool:
        """Note that an order is done, and send `messages`; False where it was noted already, and nothing is sent."""
        return await self._engine.run(_finish, wanted.id, messages)

    async def report(self, wanted: Correcting) -> Report:
        """Return what became of the copies."""
        return await self._engine.read(_report, wanted)


def order(db: Db, wanted: Correcting) -> int:
    """Keep an order within a transaction and return its number."""
    sql = (
        "INSERT INTO corrections (fact, number, state, chat_id, person_id, at, notify) "
        "VALUES (:fact, :number, 'running', :chat_id, :person_id, :at, :notify) RETURNING id"
    )
    values = {"fact": wanted.fact, "number": wanted.number, "chat_id": wanted.chat_id, "person_id": wanted.by}
    return int(db.query(sql, at=stamp(wanted.at), notify=int(wanted.notify), **values)[0]["id"])


def _listed(db: Reader, where: str) -> list[Correcting]:
    return [_correcting(row) for row in db.query(f"SELECT * FROM corrections {where} ORDER BY id")]


def _correcting(row: Mapping[str, Any]) -> Correcting:
    at, notify = datetime.fromisoformat(row["at"]), bool(row["notify"])
    return Correcting(row["fact"], row["number"], row["chat_id"], row["person_id"], at, row["state"], row["id"], notify)


def _stale(db: Reader, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
    sql = f"SELECT l.*, c.reached AS reached {STALE} ORDER BY l.id DESC LIMIT :limit"
    rows = db.query(sql, fact=wanted.fact, number=wanted.number, limit=limit)
    return [(with_all_it_says(db, to_entry(row)), row["reached"]) for row in rows]


def _amend(db: Db, wanted: Correcting, entry: Entry, reached: int) -> bool:
    now = find(db, "id = :id", id=entry.id)
    if now is None or (now.text, now.edited) != (entry.text, entry.edited):
        # Forgotten or asked anew meanwhile: what was made of the old question must not come back.
        return False
    # Whoever moves the number first writes the words.
    sql = "UPDATE carries SET reached = :new WHERE entry_id = :id AND fact = :fact AND reached = :old"
    if not db.execute(sql, new=wanted.number, id=entry.id, fact=wanted.fact, old=reached):
        return False
    if now.state is State.SENT and outcome_columns(now) == outcome_columns(entry):
        # It reads as it did, as an index does whose titles are the same: there is nothing to edit.
        carry_anew(db, entry.id, entry.reply)
    else:
        rewrite(db, entry, Priority.CORRECTIONS, wanted.id)
    return True


def _edited(db: Reader, correction_id: int) -> list[tuple[int, Entry]]:
    sql = (
        "SELECT l.*, o.id AS parcel FROM outbox o JOIN ledger l ON l.id = o.entry_id "
        "WHERE o.correction_id = :id AND o.state = 'sent' AND o.action = 'edit' AND l.moved_from IS NULL ORDER BY l.id"
    )
    return [(row["parcel"], with_all_it_says(db, to_entry(row))) for row in db.query(sql, id=correction_id)]


def _finish(db: Db, correction_id: int, messages: Sequence[Entry]) -> bool:
    sql = "UPDATE corrections SET state = 'done' WHERE id = :id AND state = 'running'"
    if not db.execute(sql, id=correction_id):
        return False
    for message in messages:
        post(db, message, Priority.CORRECTIONS)
    return True


def _report(db: Reader, wanted: Correcting) -> Report:
    sql = "SELECT chat_id, state, error FROM outbox WHERE correction_id = :id ORDER BY id"
    rows = db.query(sql, id=wanted.id)
    about = {"fact": wanted.fact, "number": wanted.number}
    left = db.query(f"SELECT COUNT(*) AS n {STALE}", **about)[0]["n"]
    moved = db.query(f"SELECT l.chat_id {OUT_OF_REACH} ORDER BY l.id", **about)
    offered = db.query("SELECT COALESCE(SUM(n), 0) AS n FROM offers WHERE fact = :fact AND number < :number", **about)
    copies = "FROM carries c JOIN ledger l ON l.id = c.entry_id WHERE c.fact = :fact AND l.inline_id IS NOT NULL"
    known = db.query(f"SELECT COUNT(*) AS n {copies}", fact=wanted.fact)
    return Report(
        edited=sum(row["state"] == "sent" for row in rows),
        waiting=left + sum(row["state"] in {"waiting", "claimed"} for row in rows),
        unreachable=(
            *((row["chat_id"], row["error"]) for row in rows if row["state"] == "dead"),
            *((row["chat_id"], MOVED) for row in moved),
        ),
        offered=max(0, int(offered[0]["n"]) - int(known[0]["n"])),
    )
