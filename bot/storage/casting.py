"""A press on a vote: what it changes, and whether the answer is put to review because of it."""

from bot.core.records.ballot import DOWN, UP, Cast, Rule, Vote, Voted, fact_of, said
from bot.core.records.record import Entry
from bot.storage.chats import policy_of
from bot.storage.db import Db, Reader, Row
from bot.storage.room import desk_of
from bot.storage.rows import stamp

MINE = "entry_id = :entry_id AND said = :said AND person_id = :person_id"


def cast(db: Db, entry: Entry, vote: Vote, rule: Rule) -> Cast | None:
    """Count a vote within a transaction; None where there is no voting."""
    if not is_open(db, entry.chat_id):
        return None
    old = vote_of(db, entry, vote.person_id)
    if old is not None and old["update_id"] == vote.update_id:
        # Taken up a second time after a crash: it must not take itself back.
        return Cast(Voted.NEW if old["value"] else Voted.WITHDRAWN, _is_checked(db, entry))
    before = old["value"] if old is not None else 0
    value = 0 if before == vote.value else vote.value
    _write(db, entry, vote, value, _has_been_here(db, vote, rule))
    what = (Voted.CHANGED if before else Voted.NEW) if value else Voted.WITHDRAWN
    return Cast(what, value == DOWN and _is_doubtful(db, entry, rule) and _doubt(db, entry, stamp(vote.at)))


def _write(db: Db, entry: Entry, vote: Vote, value: int, weighs: bool) -> None:
    sql = (
        "INSERT INTO votes (entry_id, said, fact, person_id, value, weighs, at, update_id) "
        "VALUES (:entry_id, :said, :fact, :person_id, :value, :weighs, :at, :update_id) "
        "ON CONFLICT (entry_id, said, person_id) DO UPDATE SET value = excluded.value, weighs = excluded.weighs, "
        "at = excluded.at, update_id = excluded.update_id, reason = NULL, words = NULL, told = 0"
    )
    about = {"entry_id": entry.id, "said": said(entry.reply), "fact": fact_of(entry.reply)}
    by = {"person_id": vote.person_id, "at": stamp(vote.at), "update_id": vote.update_id}
    db.execute(sql, value=value, weighs=int(weighs), **about, **by)


def _has_been_here(db: Reader, vote: Vote, rule: Rule) -> bool:
    sql = "SELECT 1 FROM ledger WHERE person_id = :person_id AND at <= :then LIMIT 1"
    return bool(db.query(sql, person_id=vote.person_id, then=stamp(vote.at - rule.presence)))


def _is_doubtful(db: Reader, entry: Entry, rule: Rule) -> bool:
    if desk_of(db) is None:
        # Where nobody reviews, nothing may say that somebody does.
        return False
    sql = "SELECT value, COUNT(*) AS n FROM votes WHERE entry_id = :id AND said = :said AND weighs = 1 GROUP BY value"
    counts = {row["value"]: row["n"] for row in db.query(sql, id=entry.id, said=said(entry.reply))}
    downs = counts.get(DOWN, 0)
    return bool(downs >= rule.downs and downs > counts.get(UP, 0))


def _doubt(db: Db, entry: Entry, at: str) -> bool:
    """Put what an entry says to review; False where it is there already or was cleared."""
    sql = "INSERT INTO doubts (entry_id, said, state, at) VALUES (:id, :said, 'checking', :at) ON CONFLICT DO NOTHING"
    return db.execute(sql, id=entry.id, said=said(entry.reply), at=at) > 0


def _is_checked(db: Reader, entry: Entry) -> bool:
    sql = "SELECT 1 FROM doubts WHERE entry_id = :id AND said = :said AND state = 'checking'"
    return bool(db.query(sql, id=entry.id, said=said(entry.reply)))


def is_open(db: Reader, chat_id: int) -> bool:
    """Say within a transaction whether there is voting in a chat."""
    return policy_of(db, chat_id).votes and chat_id != desk_of(db)


def vote_of(db: Reader, entry: Entry, person_id: int) -> Row | None:
    """Return within a transaction what somebody votes on what an entry says."""
    sql = f"SELECT value, update_id FROM votes WHERE {MINE}"
    return next(iter(db.query(sql, entry_id=entry.id, said=said(entry.reply), person_id=person_id)), None)
