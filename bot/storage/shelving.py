"""Cards as rows: where an answer goes, what a card is, which need looking after."""

from datetime import datetime
from typing import Any

from bot.core.records.ballot import Reason
from bot.core.records.record import Entry, Why
from bot.core.records.review import Card, Hand
from bot.core.records.statistics import Share
from bot.storage.db import Db, Reader, Row
from bot.storage.ledger import find, with_all_it_says
from bot.storage.privacy import HOLDS_SOMETHING
from bot.storage.rows import to_entry

FAMILY = (
    "WITH RECURSIVE family (id) AS (SELECT id FROM cards WHERE id = :id "
    "UNION ALL SELECT c.id FROM cards c JOIN family f ON c.merged_into = f.id) SELECT id FROM family"
)
"""A card and all that were merged into it."""
ON_IT = f"SELECT entry_id FROM askers WHERE card_id IN ({FAMILY})"
_ABOVE = (
    "WITH RECURSIVE above (id, merged_into, state) AS (SELECT id, merged_into, state FROM cards WHERE id = :id "
    "UNION ALL SELECT c.id, c.merged_into, c.state FROM cards c JOIN above a ON c.id = a.merged_into) "
    "SELECT id FROM above WHERE state = 'open'"
)
_ENDED = "EXISTS (SELECT 1 FROM revisions r WHERE r.id = cards.revision_id AND r.stage <> 'proposed')"


def note(db: Db, why: Why, key: str, entry_id: int, at: str) -> Card | None:
    """Put an answer on the card of its question; None where it has been on one for the same reason already."""
    same = "a.entry_id = :id AND c.why = :why AND c.key = :key"
    if db.query(
        f"SELECT 1 FROM askers a JOIN cards c ON c.id = a.card_id WHERE {same}", id=entry_id, why=why.value, key=key
    ):
        return None
    _leave(db, why, entry_id)
    card_id = _card_of(db, why, key, at)
    sql = "INSERT INTO askers (entry_id, card_id) VALUES (:entry_id, :card_id) ON CONFLICT DO NOTHING"
    if not db.execute(sql, entry_id=entry_id, card_id=card_id):
        return None
    touch(db, card_id)
    return find_card(db, card_id)


def _leave(db: Db, why: Why, entry_id: int) -> None:
    """Take an answer off the open card on which it was before its question was edited."""
    on = "SELECT c.id FROM cards c JOIN askers a ON a.card_id = c.id WHERE a.entry_id = :id AND c.why = :why"
    left = db.query(f"{on} AND c.state IN ('open', 'merged')", id=entry_id, why=why.value)
    for row in left:
        db.execute("DELETE FROM askers WHERE entry_id = :id AND card_id = :card", id=entry_id, card=row["id"])
        touch(db, row["id"])


def _card_of(db: Db, why: Why, key: str, at: str) -> int:
    """The open card of a question, the one that its card was merged into, or a new one."""
    same = {"why": why.value, "key": key}
    merged = "SELECT id FROM cards WHERE why = :why AND key = :key AND state = 'merged' ORDER BY id DESC LIMIT 1"
    for row in db.query(merged, **same):
        for above in db.query(_ABOVE, id=row["id"]):
            return int(above["id"])
    sql = "INSERT INTO cards (why, key, state, at) VALUES (:why, :key, 'open', :at) ON CONFLICT DO NOTHING"
    db.execute(sql, at=at, **same)
    return int(db.query("SELECT id FROM cards WHERE why = :why AND key = :key AND state = 'open'", **same)[0]["id"])


def touch(db: Db, card_id: int) -> None:
    """Note that a card has changed."""
    db.execute("UPDATE cards SET version = version + 1 WHERE id = :id", id=card_id)


def find_card(db: Reader, card_id: int) -> Card | None:
    """Return a card; None where there is none."""
    rows = db.query("SELECT * FROM cards WHERE id = :id", id=card_id)
    return _card(db, rows[0]) if rows else None


def _card(db: Reader, row: Row) -> Card:
    count = db.query(f"SELECT COUNT(*) AS n FROM askers WHERE card_id IN ({FAMILY})", id=row["id"])[0]["n"]
    known = f"{HOLDS_SOMETHING} AND id IN ({ON_IT})"
    first = find(db, f"id = (SELECT MIN(id) FROM ledger WHERE {known})", id=row["id"])
    return Card(
        id=row["id"],
        why=Why(row["why"]),
        count=count,
        state=row["state"],
        version=row["version"],
        shows=row["shows"],
        first=with_all_it_says(db, first) if first else None,
        ruling=row["verdict"],
        detail=row["detail"],
        settled=_hand(row["person_id"], row["name"], row["settled_at"]),
        claimed=_hand(row["claimed_by"], row["claimed_name"], row["claimed_at"]),
        awaits=bool(row["awaits"]),
        fact=row["fact"],
        revision_id=row["revision_id"],
        good=None if row["good"] is None else bool(row["good"]),
        reasons=_reasons(db, row["id"]) if Why(row["why"]) is Why.WRONG else (),
        so_far=_so_far(db, row["why"], first) if first else Share(0, 0),
    )


def _reasons(db: Reader, card_id: int) -> tuple[tuple[Reason, str], ...]:
    sql = (
        f"SELECT reason, words FROM votes WHERE entry_id IN ({ON_IT}) AND value = -1 AND reason IS NOT NULL ORDER BY id"
    )
    return tuple((Reason(row["reason"]), row["words"] or "") for row in db.query(sql, id=card_id))


def _so_far(db: Reader, why: str, first: Entry) -> Share:
    sql = (
        "SELECT COALESCE(SUM(c.good), 0) AS good, COUNT(*) AS n FROM cards c JOIN askers a ON a.card_id = c.id "
        "JOIN ledger l ON l.id = a.entry_id WHERE c.good IS NOT NULL AND c.why = :why AND l.chat_id = :chat_id"
    )
    found = db.query(sql, why=why, chat_id=first.chat_id)[0]
    return Share(int(found["good"]), int(found["n"]))


def _hand(person_id: Any, name: str, at: Any) -> Hand | None:
    return Hand(person_id, name, datetime.fromisoformat(at)) if person_id is not None and at else None


def entries(db: Reader, card_id: int) -> list[Entry]:
    """Return the answers on a card and on those merged into it."""
    rows = db.query(f"SELECT * FROM ledger WHERE id IN ({ON_IT}) ORDER BY id", id=card_id)
    return [with_all_it_says(db, to_entry(row)) for row in rows]


def mergeable(db: Reader, card: Card, limit: int) -> list[Card]:
    """Return the last open cards that came for the same reason."""
    sql = "SELECT * FROM cards WHERE why = :why AND state = 'open' AND id <> :id ORDER BY id DESC LIMIT :limit"
    return [_card(db, row) for row in db.query(sql, why=card.why.value, id=card.id, limit=limit)]


def due(db: Reader, limit: int) -> list[int]:
    """Return the cards that need looking after."""
    proposal = f"state = 'open' AND revision_id IS NOT NULL AND {_ENDED}"
    sql = f"SELECT id FROM cards WHERE version > attended OR ({proposal}) ORDER BY id LIMIT :limit"
    return [int(row["id"]) for row in db.query(sql, limit=limit)]


def attended(db: Db, card_id: int, version: int) -> None:
    """Note up to which version a card was looked after."""
    db.execute(
        "UPDATE cards SET attended = :version WHERE id = :id AND attended < :version", id=card_id, version=version
    )


def show_anew(db: Db, card_id: int, shows: int) -> bool:
    """Note that a card is to be posted anew; False where that is noted already."""
    sql = "UPDATE cards SET shows = shows + 1, version = version + 1 WHERE id = :id AND shows = :shows"
    return db.execute(sql, id=card_id, shows=shows) > 0
