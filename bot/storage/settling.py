"""What moderators decide about cards: each decision with all that it brings about is one transaction."""

from typing import Any

from bot.core.records.record import Correcting, Priority
from bot.core.records.review import Card, Ruling, Settlement
from bot.core.records.revision import Revision, Stage
from bot.storage.corrections import order
from bot.storage.db import Db
from bot.storage.mutes import mute, unmute
from bot.storage.parcels import discard as discard_message
from bot.storage.parcels import release, rewrite
from bot.storage.revisions import add, take_back
from bot.storage.rows import stamp
from bot.storage.shelving import FAMILY, touch
from bot.storage.staff import write

AS_READ = "id = :id AND version = :version"


def _change(db: Db, card: Card, states: str, **columns: Any) -> bool:
    """Change a card that is in a state and as it was read; False where it is not."""
    changed = "".join(f", {name} = :{name}" for name in columns)
    sql = f"UPDATE cards SET version = version + 1{changed} WHERE {AS_READ} AND state IN ({states})"
    return db.execute(sql, id=card.id, version=card.version, **columns) > 0


def claim(db: Db, wanted: Settlement, awaits: bool) -> bool:
    """Note who looks after a card."""
    by = {"claimed_by": wanted.by.person_id, "claimed_name": wanted.by.name, "claimed_at": stamp(wanted.by.at)}
    claimed = _change(db, wanted.card, "'open'", awaits=int(awaits), **by)
    if claimed:
        write(db, wanted.act)
    return claimed


def unclaim(db: Db, wanted: Settlement) -> bool:
    """Note that nobody looks after a card."""
    free = _change(db, wanted.card, "'open'", awaits=0, claimed_by=None, claimed_name="", claimed_at=None)
    if free:
        write(db, wanted.act)
    return free


def settle(db: Db, wanted: Settlement) -> bool:
    """Close a card with all that follows; False where it has changed since it was read."""
    target = "UPDATE cards SET version = version + 1 WHERE id = :into AND state = 'open'"
    if wanted.into is not None and not db.execute(target, into=wanted.into):
        return False
    if not _change(db, wanted.card, "'open'", **_columns(wanted)):
        return False
    if wanted.good is not None:
        _judge(db, wanted.card.id, wanted.good)
    if wanted.revision is not None:
        _belongs(db, wanted.card, add(db, wanted.revision))
    if wanted.mute is not None:
        mute(db, wanted.mute.person_id, wanted.mute.until, wanted.by.person_id)
    for entry in wanted.release:
        release(db, entry, Priority.ANSWERS)
    for entry in wanted.rewrite:
        rewrite(db, entry, Priority.ANSWERS)
    write(db, wanted.act)
    return True


def _belongs(db: Db, card: Card, revision_id: int) -> None:
    """Note what became of a card, or will."""
    db.execute("UPDATE cards SET revision_id = :revision WHERE id = :id", revision=revision_id, id=card.id)


def _columns(wanted: Settlement) -> dict[str, Any]:
    return {
        "state": "done" if wanted.into is None else "merged",
        "person_id": wanted.by.person_id,
        "name": wanted.by.name,
        "settled_at": stamp(wanted.by.at),
        "verdict": wanted.ruling.value,
        "detail": wanted.detail,
        "fact": wanted.fact,
        "merged_into": wanted.into,
        "awaits": 0,
    }


def _judge(db: Db, card_id: int, good: bool | None) -> None:
    """Note what is found of the answers, also on the cards that were merged into this one."""
    judged = None if good is None else int(good)
    db.execute(f"UPDATE cards SET good = :good WHERE id IN ({FAMILY})", id=card_id, good=judged)


def reopen(db: Db, wanted: Settlement, undo: Revision | None) -> bool:
    """Take a decision back with what was taught and who was muted; False where that cannot be any more."""
    card = wanted.card
    # Asked again meanwhile: two cards of one question are not open together, so that one joins this one.
    same = "SELECT why, key FROM cards WHERE id = :id AND version = :version"
    twin = (
        "UPDATE cards SET state = 'merged', merged_into = :id, version = version + 1, person_id = :by, name = :name, "
        "settled_at = :at, verdict = :ruling, detail = :detail, awaits = 0 "
        f"WHERE state = 'open' AND id <> :id AND (why, key) IN ({same})"
    )
    by = {"by": wanted.by.person_id, "name": wanted.by.name, "at": stamp(wanted.by.at), "detail": f"#{card.id}"}
    db.execute(twin, id=card.id, version=card.version, ruling=Ruling.MERGED.value, **by)
    into = db.query("SELECT merged_into FROM cards WHERE id = :id", id=card.id)
    undecided = {"person_id": None, "name": "", "settled_at": None, "verdict": "", "detail": "", "fact": ""}
    # Whoever takes it back is not always who had it in hand.
    unclaimed = {"claimed_by": None, "claimed_name": "", "claimed_at": None}
    opened = {"state": "open", "revision_id": None, "merged_into": None, **undecided, **unclaimed}
    if not _change(db, card, "'done', 'merged'", **opened):
        return False
    for row in into:
        if row["merged_into"] is not None:
            touch(db, row["merged_into"])
    _judge(db, card.id, None)
    db.execute(f"UPDATE askers SET told = 0 WHERE card_id IN ({FAMILY})", id=card.id)
    if undo is not None and card.revision_id is not None:
        _take_back(db, card.revision_id, undo, wanted.act.chat_id)
    if wanted.mute is not None:
        unmute(db, wanted.mute.person_id)
    write(db, wanted.act)
    return True


def _take_back(db: Db, revision_id: int, undo: Revision, chat_id: int) -> None:
    """Undo what was taught, with what was said because of it; the report goes to the chat where that is decided."""
    number = take_back(db, revision_id, undo)
    if number is not None:
        order(db, Correcting(undo.fact, number, chat_id, undo.by, undo.at))


def propose(db: Db, wanted: Settlement) -> bool:
    """Keep a proposed fact as what becomes of a card."""
    by = {"fact": wanted.fact, "name": wanted.by.name, "awaits": 0}
    if wanted.revision is None or not _change(db, wanted.card, "'open'", **by):
        return False
    _belongs(db, wanted.card, add(db, wanted.revision))
    write(db, wanted.act)
    return True


def adopt(db: Db, card: Card, at: str) -> bool:
    """Settle an open card whose proposal is live, or drop one that was refused; False where neither is so."""
    found = db.query("SELECT * FROM revisions WHERE id = :id", id=card.revision_id) if card.revision_id else []
    stage = Stage(found[0]["stage"]) if found else Stage.PROPOSED
    if stage is Stage.PROPOSED:
        return False
    if stage is not Stage.LIVE:
        return _change(db, card, "'open'", fact="", revision_id=None)
    row = found[0]
    by = {"person_id": row["person_id"], "settled_at": at, "verdict": Ruling.ADDED.value}
    return _change(db, card, "'open'", state="done", detail=card.fact, **by)


def discard(db: Db, wanted: Settlement) -> bool:
    """Let withdrawn answers be deleted."""
    if not _change(db, wanted.card, "'done'", verdict=wanted.ruling.value):
        return False
    for entry in wanted.rewrite:
        discard_message(db, entry, Priority.ANSWERS)
    write(db, wanted.act)
    return True


def bury(db: Db, card_id: int) -> None:
    """Close a card of which nobody who asked is remembered, and forget by what it was known."""
    sql = "UPDATE cards SET state = 'gone', key = '', version = version + 1 WHERE id = :id AND state <> 'gone'"
    db.execute(sql, id=card_id)
