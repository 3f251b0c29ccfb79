"""Questions for the moderators, the same one grouped, with those who asked it."""

from datetime import datetime

from bot.core.record import Card, Entry, Why
from bot.storage.db import Db, Engine, Reader
from bot.storage.ledger import find
from bot.storage.rows import stamp, to_entry

DESK = "moderators' chat"


class Cards:
    """The cards, and the chat that they go to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def desk(self) -> int | None:
        """Return the moderators' chat; None where there is none."""
        return await self._engine.read(desk_of)

    async def move_desk(self, chat_id: int) -> None:
        """Let cards go to another chat."""
        await self._engine.run(_move_desk, chat_id)

    async def note(self, why: Why, key: str, entry_id: int, at: datetime) -> Card | None:
        """Put an answer on the open card of its question, or a new one; None where it is on one already."""
        return await self._engine.run(_note, why, key, entry_id, stamp(at))

    async def find(self, card_id: int) -> Card | None:
        """Return a card; None where there is none, or everybody who asked is forgotten."""
        return await self._engine.read(_find, card_id)

    async def settle(self, card_id: int, person_id: int, verdict: str) -> bool:
        """Close a card with a verdict; False where somebody else has closed it."""
        return await self._engine.run(_settle, card_id, person_id, verdict)

    async def untold(self, card_id: int) -> list[Entry]:
        """Return the answers of those who asked and have not been told what came of it."""
        return await self._engine.read(_untold, card_id)

    async def told(self, entry_id: int) -> None:
        """Note that somebody was told."""
        await self._engine.run(_told, entry_id)


def desk_of(db: Reader) -> int | None:
    """Return within a transaction the moderators' chat."""
    return next((row["value"] for row in db.query("SELECT value FROM house WHERE name = :name", name=DESK)), None)


def _move_desk(db: Db, chat_id: int) -> None:
    sql = "INSERT INTO house (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value"
    db.execute(sql, name=DESK, value=chat_id)


def _note(db: Db, why: Why, key: str, entry_id: int, at: str) -> Card | None:
    sql = "INSERT INTO cards (why, key, state, at) VALUES (:why, :key, 'open', :at) ON CONFLICT DO NOTHING"
    db.execute(sql, why=why.value, key=key, at=at)
    open_one = "SELECT id FROM cards WHERE why = :why AND key = :key AND state = 'open'"
    card_id = db.query(open_one, why=why.value, key=key)[0]["id"]
    sql = "INSERT INTO askers (entry_id, card_id) VALUES (:entry_id, :card_id) ON CONFLICT DO NOTHING"
    return _find(db, card_id) if db.execute(sql, entry_id=entry_id, card_id=card_id) else None


def _find(db: Reader, card_id: int) -> Card | None:
    sql = "SELECT COUNT(*) AS n, MIN(entry_id) AS first FROM askers WHERE card_id = :id"
    asked = db.query(sql, id=card_id)[0]
    rows = db.query("SELECT why, state, verdict FROM cards WHERE id = :id", id=card_id)
    first = find(db, "id = :id", id=asked["first"]) if rows and asked["n"] else None
    if first is None:
        return None
    card = rows[0]
    return Card(card_id, Why(card["why"]), asked["n"], card["state"], card["verdict"], first)


def _settle(db: Db, card_id: int, person_id: int, verdict: str) -> bool:
    sql = "UPDATE cards SET state = 'done', person_id = :person, verdict = :verdict WHERE id = :id AND state = 'open'"
    return db.execute(sql, person=person_id, verdict=verdict, id=card_id) > 0


def _untold(db: Reader, card_id: int) -> list[Entry]:
    sql = (
        "SELECT l.* FROM askers a JOIN ledger l ON l.id = a.entry_id "
        "WHERE a.card_id = :id AND a.told = 0 AND l.moved_from IS NULL ORDER BY l.id"
    )
    return [to_entry(row) for row in db.query(sql, id=card_id)]


def _told(db: Db, entry_id: int) -> None:
    db.execute("UPDATE askers SET told = 1 WHERE entry_id = :id", id=entry_id)
