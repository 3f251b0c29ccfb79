"""What is to be sent, kept before it is sent: one message of a chat at a time, fresh answers first."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.model import Reply
from bot.core.records.record import MOVED, Act, Action, Dead, Depths, Entry, Pace, Parcel, Priority, State
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import change, find_all, insert
from bot.storage.parcels import expire, post, publish, release, rewrite, touch
from bot.storage.rows import stamp

OPEN = "state IN ('waiting', 'claimed')"
FREE = "(o.state = 'waiting' OR (o.state = 'claimed' AND o.until < :now))"
A_MINUTE = 60.0
KEPT = 2 * A_MINUTE
"""Seconds for which what was sent still counts towards Telegram's limits."""


class Outbox:
    """Messages and edits on their way to Telegram."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def post(self, entry: Entry, priority: int) -> int | None:
        """Write an entry with its message to be sent; return its id, None where its update has an entry already."""
        return await self._engine.run(post, entry, priority)

    async def publish(self, entry: Entry, act: Act, pinned: bool) -> bool:
        """Write an entry to be sent and perhaps pinned, with its line of the audit log; False where it is known."""
        return await self._engine.run(publish, entry, act, pinned)

    async def hold(self, entry: Entry) -> int | None:
        """Write an entry that is not sent unless it is released; return its id, None where its update has an entry."""
        return await self._engine.run(insert, replace(entry, state=State.HELD))

    async def release(self, entry: Entry, priority: int) -> bool:
        """Let a held entry be sent with what it says now; False where it is held no more."""
        return await self._engine.run(release, entry, priority)

    async def rewrite(self, entry: Entry, priority: int) -> None:
        """Write what an entry now says, with its message to be edited; a held one goes on being held."""
        await self._engine.run(rewrite, entry, priority)

    async def touch(self, entry_id: int, action: Action, due: datetime) -> None:
        """Have a standing message edited (EDIT) or the buttons below it (COUNT), though its entry stays the same."""
        await self._engine.run(touch, entry_id, action, due.timestamp())

    async def expire(self, before: datetime, notice: Reply, priority: int) -> int:
        """Give up what is held since `before` and let its askers read `notice`; return how many."""
        return await self._engine.run(expire, stamp(before), notice, priority)

    async def claim(self, limit: int, now: datetime, lease: timedelta, pace: Pace) -> list[Parcel]:
        """Take up to `limit` messages that may be sent now, of each chat one; after `lease` another may take them."""
        return await self._engine.run(_claim, limit, now.timestamp(), lease.total_seconds(), pace)

    async def sent(self, parcel: Parcel, answer_id: int, took: float | None = None) -> None:
        """Note that a parcel now stands in its chat as this message, so many seconds after it was asked for."""
        await self._engine.run(_sent, parcel, answer_id, took)

    async def later(self, parcel: Parcel, due: datetime, error: str) -> None:
        """Put a parcel back until `due`: it failed, and may not fail again."""
        await self._engine.run(_later, parcel, due.timestamp(), error)

    async def delay(self, parcel: Parcel, until: datetime, error: str) -> None:
        """Put a parcel back and let its whole chat wait, as Telegram asked."""
        await self._engine.run(_delay, parcel, until.timestamp(), error)

    async def dead(self, parcel: Parcel, error: str) -> None:
        """Note that a parcel will not be sent, and why."""
        await self._engine.run(_dead, parcel, error)

    async def give_back(self) -> int:
        """Give back what was claimed by a program that is gone; return how many parcels."""
        return await self._engine.run(_give_back)

    async def doubt(self, error: str) -> int:
        """Note of all that waits to be sent that it may have been sent already; return how many messages."""
        return await self._engine.run(_doubt, error)

    async def dead_letters(self) -> list[Dead]:
        """Return what was not sent or not worked on, oldest first."""
        return await self._engine.read(_dead_letters)

    async def retry(self, parcel_id: int, now: datetime) -> bool:
        """Let a dead letter be tried again; False where there is none of this number."""
        return await self._engine.run(_retry, parcel_id, now.timestamp())

    async def depths(self, now: datetime) -> Depths:
        """Return how much waits, and since when; StorageError also where the database can be read but not written."""
        # As a writer would: who asks wants to know whether the bot can work.
        return await self._engine.run(_depths, now.timestamp())


def _claim(db: Db, limit: int, now: float, lease: float, pace: Pace) -> list[Parcel]:
    limit = min(limit, _allowed(db, now, pace))
    if limit <= 0:
        return []
    before = (
        f"SELECT 1 FROM outbox b WHERE b.chat_id = o.chat_id AND b.{OPEN} AND b.id <> o.id AND ("
        "(b.state = 'claimed' AND b.until >= :now) OR b.priority < o.priority "
        "OR (b.priority = o.priority AND b.id < o.id))"
    )
    lately = "SELECT 1 FROM outbox r WHERE r.chat_id = o.chat_id AND r.started > :now - :pause"
    minute = "SELECT COUNT(*) FROM outbox r WHERE r.chat_id = o.chat_id AND r.started > :now - :minute"
    paced = [f"NOT EXISTS ({lately})"] if pace.chat_pause else []
    # Counts alone take half of what a group may get, so that there is room for the next answer.
    most = "CASE WHEN o.priority < :counts THEN :most ELSE :half END"
    paced += [f"(o.chat_id > 0 OR ({minute}) < {most})"] if pace.group_minute else []
    chosen = " AND ".join((f"o.{OPEN}", FREE, "o.due <= :now", f"NOT EXISTS ({before})", *paced))
    sql = (
        "UPDATE outbox SET state = 'claimed', until = :until, started = :now, attempts = attempts + 1 WHERE id IN "
        f"(SELECT o.id FROM outbox o WHERE {chosen} ORDER BY o.priority, o.id LIMIT :limit {db.dialect.skip_locked}) "
        "RETURNING id, entry_id, chat_id, action, attempts"
    )
    values = {"pause": pace.chat_pause} if pace.chat_pause else {}
    if pace.group_minute:
        half = max(1, pace.group_minute // 2)
        values |= {"minute": A_MINUTE, "most": pace.group_minute, "half": half, "counts": int(Priority.COUNTS)}
    rows = sorted(db.query(sql, now=now, until=now + lease, limit=limit, **values), key=lambda row: int(row["id"]))
    entries = find_all(db, [row["entry_id"] for row in rows])
    found = ((row, entries.get(row["entry_id"])) for row in rows)
    return [Parcel(row["id"], Action(row["action"]), row["attempts"], entry) for row, entry in found if entry]


def _allowed(db: Db, now: float, pace: Pace) -> int:
    if not pace.second:
        return pace.at_once
    rows = db.query("SELECT COUNT(*) AS n FROM outbox WHERE started > :then", then=now - 1.0)
    return pace.second - int(rows[0]["n"])


def _sent(db: Db, parcel: Parcel, answer_id: int, took: float | None) -> None:
    # What was sent just now stands here, even if its group moved while it was on its way.
    gone = parcel.action is Action.DELETE
    state, stands_as = (State.DELETED, None) if gone else (State.SENT, answer_id)
    stands = {"state": state.value, "answer_id": stands_as, "error": None, "moved_from": None}
    # An edit comes long after the answer.
    first = {"took": took} if parcel.action is Action.SEND else {}
    if parcel.action is not Action.PIN:
        change(db, parcel.entry.id, stands | first)
    rows = db.query("UPDATE outbox SET state = 'sent' WHERE id = :id RETURNING started", id=parcel.id)
    then = float(rows[0]["started"]) - KEPT if rows else 0.0
    db.execute("DELETE FROM outbox WHERE state = 'sent' AND started < :then AND correction_id IS NULL", then=then)


def _later(db: Db, parcel: Parcel, due: float, error: str) -> None:
    sql = "UPDATE outbox SET state = 'waiting', due = :due, error = :error WHERE id = :id AND state <> 'dead'"
    db.execute(sql, id=parcel.id, due=due, error=error)


def _delay(db: Db, parcel: Parcel, until: float, error: str) -> None:
    _later(db, parcel, until, error)
    sql = "UPDATE outbox SET due = :until WHERE chat_id = :chat_id AND state = 'waiting' AND due < :until"
    db.execute(sql, chat_id=parcel.entry.chat_id, until=until)


def _dead(db: Db, parcel: Parcel, error: str) -> None:
    # Another program may have sent it by now, if the database was away for long.
    sql = f"UPDATE outbox SET state = 'dead', error = :error WHERE id = :id AND {OPEN}"
    if parcel.action is Action.COUNT:
        # The answer stands, whatever is below it, and pinned or not.
        db.execute("DELETE FROM outbox WHERE id = :id", id=parcel.id)
    elif db.execute(sql, id=parcel.id, error=error) and parcel.action is not Action.PIN:
        change(db, parcel.entry.id, {"state": State.FAILED.value, "error": error})


def _doubt(db: Db, error: str) -> int:
    sql = f"UPDATE outbox SET state = 'dead', error = :error WHERE {OPEN} AND action = 'send' RETURNING entry_id"
    doubted = db.query(sql, error=error)
    for row in doubted:
        change(db, row["entry_id"], {"state": State.FAILED.value, "error": error})
    return len(doubted)


def _give_back(db: Db) -> int:
    return db.execute("UPDATE outbox SET state = 'waiting' WHERE state = 'claimed'")


def _dead_letters(db: Reader) -> list[Dead]:
    sent = "SELECT id, chat_id, action AS what, at, attempts, error FROM outbox WHERE state = 'dead'"
    read = "SELECT id, chat_id, 'update' AS what, at, attempts, error FROM inbox WHERE state = 'failed'"
    rows = db.query(f"SELECT * FROM ({sent} UNION ALL {read}) AS letters ORDER BY at")
    return [Dead(r["id"], r["chat_id"], r["what"], r["at"], r["attempts"], r["error"]) for r in rows]


def _retry(db: Db, parcel_id: int, now: float) -> bool:
    # What stood in a group that got another id is not there to be edited.
    sql = (
        "UPDATE outbox SET state = 'waiting', due = :now, attempts = 0 "
        "WHERE id = :id AND state = 'dead' AND error <> :moved"
    )
    return db.execute(sql, id=parcel_id, now=now, moved=MOVED) > 0


def _depths(db: Db, now: float) -> Depths:
    inbox = db.query(f"SELECT COUNT(*) AS n, MIN(at) AS since FROM inbox WHERE {OPEN}")[0]
    outbox = db.query(f"SELECT COUNT(*) AS n, MIN(at) AS since FROM outbox WHERE {OPEN}")[0]
    dead = db.query("SELECT COUNT(*) AS n FROM outbox WHERE state = 'dead'")[0]
    ages = (max(0.0, now - float(row["since"])) if row["since"] is not None else 0.0 for row in (inbox, outbox))
    return Depths(inbox["n"], outbox["n"], dead["n"], *ages)
