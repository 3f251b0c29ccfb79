"""The chats that the bot is in, and in which of them it may post."""

import json

from bot.core.records.record import Entry, Place, Priority
from bot.storage.chats import to_policy
from bot.storage.db import Db, Engine, Reader
from bot.storage.doors import is_closed
from bot.storage.parcels import give_up, post


class Places:
    """Where the bot is."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def all(self) -> list[Place]:
        """Return where the bot may post and the chat's admins let it speak, channels first, by title."""
        return await self._engine.read(_all)

    async def arrive(self, chat_id: int, place: Place | None, welcome: Entry | None) -> None:
        """Keep that the bot is in a chat, where it may post (`place`) or may not; a chat that is new gets `welcome`.

        Where the bot is silent everywhere, it does not greet either.
        """
        await self._engine.run(_arrive, chat_id, place, welcome)

    async def leave(self, chat_id: int, why: str) -> None:
        """Forget a chat that the bot is not in any more, and give up what waits to be sent there."""
        await self._engine.run(_leave, chat_id, why)


def _all(db: Reader) -> list[Place]:
    joined = "SELECT p.*, c.paused, c.policy FROM places p JOIN chats c ON c.id = p.id"
    sql = f"{joined} ORDER BY p.channel DESC, p.title, p.id"
    open_ones = (r for r in db.query(sql) if not r["paused"] and not to_policy(json.loads(r["policy"])).mute)
    return [Place(row["id"], row["title"], bool(row["channel"])) for row in open_ones]


def _arrive(db: Db, chat_id: int, place: Place | None, welcome: Entry | None) -> None:
    new = db.execute("INSERT INTO chats (id) VALUES (:id) ON CONFLICT (id) DO NOTHING", id=chat_id)
    db.execute("DELETE FROM places WHERE id = :id", id=chat_id)
    if place is not None:
        sql = "INSERT INTO places (id, title, channel) VALUES (:id, :title, :channel)"
        db.execute(sql, id=place.id, title=place.title, channel=int(place.channel))
    if new and welcome is not None and not is_closed(db):
        post(db, welcome, Priority.ANSWERS)


def _leave(db: Db, chat_id: int, why: str) -> None:
    db.execute("DELETE FROM chats WHERE id = :id", id=chat_id)
    db.execute("DELETE FROM places WHERE id = :id", id=chat_id)
    give_up(db, chat_id, why)
