"""The ledger: every message that the bot sent or tried to send, and why it says what it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.model import Kind, Reply, Turn
from bot.core.records.record import OVERHEARD, Entry, Origin, Seat
from bot.storage.db import Db, Engine, Reader
from bot.storage.rows import stamp, to_entry, to_row

# A row whose group became a supergroup keeps its message ids, but they mean nothing in the new chat.
HERE = "chat_id = :chat_id AND moved_from IS NULL"
# What waits to be sent will stand.
STANDS = "state NOT IN ('failed', 'deleted')"
# What counts as a turn of a conversation: questions, and facts that somebody opened.
A_TURN = "(origin = 'question' OR (origin IN ('button', 'command') AND fact_ids <> '[]'))"
SAME_TALK = (
    "chat_id = :chat_id AND COALESCE(topic_id, 0) = :topic_id AND person_id = :person_id AND at >= :since AND " + A_TURN
)


class Ledger:
    """Entries by what they answer, by where they stand, and in conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    async def noticed(self, seat: Seat, trigger: str, since: datetime) -> bool:
        """Say whether such a notice was given since then: to this person, or in this chat where it names nobody."""
        who = "person_id = :who" if seat.person_id is not None else "chat_id = :who"
        where = f"{who} AND origin = 'notice' AND trigger = :trigger AND at >= :since"
        return await self._one(where, who=seat.speaker, trigger=trigger, since=stamp(since)) is not None

    async def by_number(self, update_id: int) -> Entry | None:
        """Find the entry of an update, or of a message of the bot's own by its own number."""
        return await self._one("update_id = :update_id", update_id=update_id)

    async def latest(self, seat: Seat, since: datetime) -> Entry | None:
        """Find the last turn of this person here."""
        return await self._one(
            SAME_TALK,
            chat_id=seat.chat_id,
            topic_id=seat.topic_id or 0,
            person_id=seat.person_id,
            since=stamp(since),
        )

    async def conversation(self, entry_id: int, length: int) -> tuple[Turn, ...]:
        """Return an entry and what it follows as turns, oldest first."""
        return await self._engine.read(_conversation, entry_id, length)

    async def overheard(self, chat_id: int, since: datetime) -> Entry | None:
        """Find the last answer in a chat that nobody asked the bot for."""
        where = f"chat_id = :chat_id AND at >= :since AND trigger = :trigger AND {STANDS}"
        return await self._one(where, chat_id=chat_id, since=stamp(since), trigger=OVERHEARD)

    async def said(self, seat: Seat, reply: Reply, since: datetime) -> Entry | None:
        """Find where the same words stand as an answer in the topic of a seat."""
        where = (
            f"{HERE} AND at >= :since AND COALESCE(topic_id, 0) = :topic_id AND origin = 'question' "
            "AND reply_text = :text AND kind = :kind AND answer_id IS NOT NULL"
        )
        return await self._one(
            where,
            chat_id=seat.chat_id,
            topic_id=seat.topic_id or 0,
            since=stamp(since),
            text=reply.text,
            kind=reply.kind.value,
        )

    async def _one(self, where: str, **values: int | str | None) -> Entry | None:
        return await self._engine.read(find, where, **values)


def insert(db: Db, entry: Entry) -> int | None:
    """Write an entry and return its id; None where its update has one already."""
    row = to_row(entry)
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    sql = f"INSERT INTO ledger ({columns}) VALUES ({values}) ON CONFLICT (update_id) DO NOTHING RETURNING id"
    entry_id = next((int(found["id"]) for found in db.query(sql, **row)), None)
    if entry_id is not None:
        _carry(db, entry_id, entry.reply)
    return entry_id


def carry_anew(db: Db, entry_id: int, reply: Reply) -> None:
    """Note which facts an entry says by now, and as of which revision, instead of what it said."""
    names = {f"fact_{place}": fact for place, (fact, _) in enumerate(reply.revisions)}
    others = f" AND fact NOT IN ({', '.join(f':{name}' for name in names)})" if names else ""
    db.execute(f"DELETE FROM carries WHERE entry_id = :entry_id{others}", entry_id=entry_id, **names)
    _carry(db, entry_id, reply)


def _carry(db: Db, entry_id: int, reply: Reply) -> None:
    # What it was brought to it stays at, though its words may be older.
    newest = "CASE WHEN excluded.reached > carries.reached THEN excluded.reached ELSE carries.reached END"
    sql = (
        "INSERT INTO carries (entry_id, fact, number, reached) VALUES (:entry_id, :fact, :number, :number) "
        f"ON CONFLICT (entry_id, fact) DO UPDATE SET number = excluded.number, reached = {newest}"
    )
    for fact, number in reply.revisions:
        db.execute(sql, entry_id=entry_id, fact=fact, number=number)


def change(db: Db, entry_id: int, changed: dict[str, Any]) -> None:
    """Give an entry new values in some columns."""
    columns = ", ".join(f"{name} = :{name}" for name in changed)
    db.execute(f"UPDATE ledger SET {columns} WHERE id = :id", id=entry_id, **changed)


def find(db: Reader, /, where: str, **values: int | str | None) -> Entry | None:
    """Return the latest entry of which `where` holds."""
    rows = db.query(f"SELECT * FROM ledger WHERE {where} ORDER BY id DESC LIMIT 1", **values)
    return next((to_entry(row) for row in rows), None)


def find_all(db: Reader, entry_ids: Sequence[int]) -> dict[int, Entry]:
    """Return the entries of these ids that there are, by id."""
    ids = {f"id_{place}": entry_id for place, entry_id in enumerate(entry_ids)}
    rows = db.query(f"SELECT * FROM ledger WHERE id IN ({', '.join(f':{name}' for name in ids)})", **ids) if ids else []
    return {row["id"]: to_entry(row) for row in rows}


def with_all_it_says(db: Reader, entry: Entry) -> Entry:
    """Return an entry whose reply knows the facts that it says, each as of its revision."""
    said = db.query("SELECT fact, number FROM carries WHERE entry_id = :id ORDER BY fact", id=entry.id)
    return replace(entry, reply=replace(entry.reply, revisions=tuple((r["fact"], r["number"]) for r in said)))


def _conversation(db: Reader, entry_id: int, length: int) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    at: int | None = entry_id
    while at is not None and len(turns) < length:
        entry = find(db, "id = :id", id=at)
        if entry is None:
            break
        turns.append(Turn(entry.text, Kind(entry.reply.kind), entry.reply.fact_ids))
        at = entry.follows
    return tuple(reversed(turns))
