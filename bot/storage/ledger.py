"""The ledger: every message that the bot sent or tried to send, and why it says what it says."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.core.model import Kind, Turn
from bot.core.record import Entry, Origin, Seat, State
from bot.storage.migrations import table
from bot.storage.rows import outcome_columns, stamp, to_entry, to_row
from bot.storage.thread import Thread

# A row whose group became a supergroup keeps its message ids, but they mean nothing in the new chat.
HERE = "chat_id = :chat_id AND moved_from IS NULL"
# What was sent just now stands here, even if its group moved while it was on its way.
HAPPENED_HERE = {"error": None, "moved_from": None}
STANDS = "state = 'sent'"
# What counts as a turn of a conversation: questions, and facts that somebody opened.
A_TURN = "(origin = 'question' OR (origin IN ('button', 'command') AND fact_ids <> '[]'))"
SAME_TALK = "chat_id = :chat_id AND topic_id IS :topic_id AND person_id = :person_id AND at >= :since AND " + A_TURN


class Ledger:
    """Entries by what they answer, by where they stand, and in conversations."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    async def add(self, entry: Entry) -> int:
        """Write an entry before it is sent and return its id."""
        return await self._thread.run(_insert, entry)

    async def sent(self, entry_id: int, answer_id: int) -> None:
        """Note that an entry now stands in its chat as this message."""
        await self._update(entry_id, {"state": State.SENT.value, "answer_id": answer_id, **HAPPENED_HERE})

    async def failed(self, entry_id: int, error: str) -> None:
        """Note that Telegram did not take it, and why."""
        await self._update(entry_id, {"state": State.FAILED.value, "error": error})

    async def revise(self, entry: Entry) -> None:
        """Give an entry its new text and reply, before the message is edited."""
        changed = outcome_columns(entry) | {
            "text": entry.text or None,
            "edited": int(entry.edited),
            "state": State.WAITING.value,
        }
        await self._update(entry.id, changed)

    async def by_answer(self, chat_id: int, answer_id: int) -> Entry | None:
        """Find the entry that stands as this message."""
        return await self._one(f"{HERE} AND answer_id = :answer_id", chat_id=chat_id, answer_id=answer_id)

    async def by_question(self, chat_id: int, message_id: int) -> Entry | None:
        """Find the entry that answers this message."""
        where = f"{HERE} AND message_id = :message_id AND origin = :origin"
        return await self._one(where, chat_id=chat_id, message_id=message_id, origin=Origin.QUESTION.value)

    async def pressed(self, chat_id: int, message_id: int, trigger: str, since: datetime) -> Entry | None:
        """Find what the same button of the same message already brought."""
        where = f"{HERE} AND message_id = :message_id AND trigger = :trigger AND at >= :since AND {STANDS}"
        return await self._one(where, chat_id=chat_id, message_id=message_id, trigger=trigger, since=stamp(since))

    async def latest(self, seat: Seat, since: datetime) -> Entry | None:
        """Find the last turn of this person here."""
        return await self._one(
            SAME_TALK,
            chat_id=seat.chat_id,
            topic_id=seat.topic_id,
            person_id=seat.person_id,
            since=stamp(since),
        )

    async def conversation(self, entry_id: int, length: int) -> tuple[Turn, ...]:
        """Return an entry and what it follows as turns, oldest first."""
        return await self._thread.run(_conversation, entry_id, length)

    async def _one(self, where: str, **values: int | str | None) -> Entry | None:
        return await self._thread.run(_find, where, values)

    async def _update(self, entry_id: int, changed: dict[str, Any]) -> None:
        await self._thread.run(_change, entry_id, changed)


def _insert(db: Database, entry: Entry) -> int:
    key = table(db, "ledger").insert(to_row(entry)).last_pk
    return int(str(key))


def _change(db: Database, entry_id: int, changed: dict[str, Any]) -> None:
    table(db, "ledger").update(entry_id, changed)


def _find(db: Database, where: str, values: dict[str, int | str | None]) -> Entry | None:
    rows = table(db, "ledger").rows_where(where, values, order_by="id desc", limit=1)
    return next((to_entry(row) for row in rows), None)


def _conversation(db: Database, entry_id: int, length: int) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    at: int | None = entry_id
    while at is not None and len(turns) < length:
        row = next(iter(table(db, "ledger").rows_where("id = ?", [at])), None)
        if row is None:
            break
        entry = to_entry(row)
        turns.append(Turn(entry.text, Kind(entry.reply.kind), entry.reply.fact_ids))
        at = entry.follows
    return tuple(reversed(turns))
