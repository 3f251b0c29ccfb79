"""What is to be sent is written down within a transaction: new messages, edits, pins and deletions."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.model import Reply
from bot.core.records.record import Act, Action, Entry, Priority, State
from bot.storage.db import Db
from bot.storage.ledger import carry_anew, change, find, insert
from bot.storage.rows import outcome_columns
from bot.storage.staff import write


def post(db: Db, entry: Entry, priority: int) -> int | None:
    """Write an entry within a transaction, with its message to be sent; return its id, None where it is known."""
    entry_id = insert(db, entry)
    if entry_id is not None:
        _put(db, entry_id, entry, Action.SEND, priority)
    return entry_id


def publish(db: Db, entry: Entry, act: Act, pinned: bool) -> bool:
    """Write an entry to be sent and perhaps pinned, with its line of the audit log; False where it is known."""
    entry_id = post(db, entry, Priority.ANSWERS)
    if entry_id is None:
        return False
    if pinned:
        # Of one chat one message goes after the other, so this one comes when the entry stands.
        _put(db, entry_id, entry, Action.PIN, Priority.ANSWERS)
    write(db, act)
    return True


def release(db: Db, entry: Entry, priority: int) -> bool:
    """Let a held entry be sent within a transaction; False where it is held no more."""
    sql = "UPDATE ledger SET state = 'waiting' WHERE id = :id AND state = 'held' RETURNING reply_text"
    held = db.query(sql, id=entry.id)
    if not held:
        return False
    change(db, entry.id, outcome_columns(entry))
    if held[0]["reply_text"] != entry.reply.text:
        # What is read from the ledger does not know which facts it says: unchanged, it says the same ones.
        carry_anew(db, entry.id, entry.reply)
    _put(db, entry.id, entry, Action.SEND, priority)
    return True


def expire(db: Db, before: str, notice: Reply, priority: int) -> int:
    """Give up what is held since `before` and let its askers read `notice`; return how many."""
    sql = (
        "UPDATE ledger SET state = 'failed', error = 'not released in time' WHERE state = 'held' AND at < :before "
        "RETURNING id, chat_id, message_id"
    )
    expired = db.query(sql, before=before)
    for row in expired:
        where = "chat_id = :chat_id AND message_id = :message_id AND origin = 'notice' AND follows = :id"
        told = find(db, where, **row)
        if told is not None and (told.answer_id is not None or told.state is State.WAITING):
            rewrite(db, replace(told, reply=notice), priority)
    return len(expired)


def rewrite(db: Db, entry: Entry, priority: int, correction: int | None = None) -> None:
    """Write within a transaction what an entry now says, with its message to be edited; `correction` is why."""
    changed = outcome_columns(entry) | {"text": entry.text or None, "edited": int(entry.edited)}
    if entry.state is State.HELD:
        now = db.query("SELECT state FROM ledger WHERE id = :id", id=entry.id)
        if not now or now[0]["state"] == State.FAILED.value:
            # It expired meanwhile, and must not be posted after all.
            return
        if now[0]["state"] == State.HELD.value:
            change(db, entry.id, changed)
            carry_anew(db, entry.id, entry.reply)
            return
    change(db, entry.id, changed | {"state": State.WAITING.value})
    carry_anew(db, entry.id, entry.reply)
    _drop_counts(db, entry.id)
    # What waits already will say the newest words.
    sql = (
        "UPDATE outbox SET correction_id = COALESCE(:correction, correction_id) "
        "WHERE chat_id = :chat_id AND entry_id = :entry_id AND state = 'waiting' AND action <> 'pin'"
    )
    if not db.execute(sql, chat_id=entry.chat_id, entry_id=entry.id, correction=correction):
        _put(db, entry.id, entry, Action.EDIT, priority, correction)


def touch(db: Db, entry_id: int, action: Action, due: float) -> None:
    """Have a standing message edited (EDIT) or the buttons below it (COUNT), though its entry stays the same."""
    entry = find(db, "id = :id AND state = 'sent' AND answer_id IS NOT NULL AND moved_from IS NULL", id=entry_id)
    if entry is None:
        return
    if action is Action.EDIT:
        _drop_counts(db, entry_id)
    # What waits already will have the newest counts.
    sql = "SELECT 1 FROM outbox WHERE chat_id = :chat_id AND entry_id = :id AND state = 'waiting' AND action <> 'pin'"
    if not db.query(sql, chat_id=entry.chat_id, id=entry_id):
        priority = Priority.COUNTS if action is Action.COUNT else Priority.CORRECTIONS
        _put(db, entry_id, replace(entry, at=datetime.fromtimestamp(due, UTC)), action, priority)


def _drop_counts(db: Db, entry_id: int) -> None:
    """Whatever else is sent of an entry brings its counts with it."""
    sql = "DELETE FROM outbox WHERE entry_id = :id AND action = 'count' AND state = 'waiting'"
    db.execute(sql, id=entry_id)


def discard(db: Db, entry: Entry, priority: int) -> None:
    """Let within a transaction an entry's message be deleted."""
    _put(db, entry.id, entry, Action.DELETE, priority)


def give_up(db: Db, chat_id: int, why: str) -> None:
    """Note within a transaction that nothing of what waits for a chat will be sent, and why."""
    waits = "FROM outbox WHERE chat_id = :chat_id AND state = 'waiting'"
    db.execute(f"DELETE {waits} AND action = 'count'", chat_id=chat_id)
    sql = f"UPDATE ledger SET state = 'failed', error = :why WHERE id IN (SELECT entry_id {waits} AND action <> 'pin')"
    db.execute(sql, chat_id=chat_id, why=why)
    sql = "UPDATE outbox SET state = 'dead', error = :why WHERE chat_id = :chat_id AND state = 'waiting'"
    db.execute(sql, chat_id=chat_id, why=why)


def _put(db: Db, entry_id: int, entry: Entry, action: Action, priority: int, correction: int | None = None) -> None:
    sql = (
        "INSERT INTO outbox (entry_id, chat_id, action, priority, state, at, due, correction_id) "
        "VALUES (:entry_id, :chat_id, :action, :priority, 'waiting', :at, :at, :correction)"
    )
    values = {"entry_id": entry_id, "chat_id": entry.chat_id, "action": action.value, "priority": priority}
    db.execute(sql, at=entry.at.timestamp(), correction=correction, **values)
