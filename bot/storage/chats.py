"""What a chat's admins chose, and what happens when a chat changes its id."""

import json
from dataclasses import asdict
from typing import Any

from bot.core.records.policy import Mode, Policy
from bot.core.records.record import MOVED
from bot.storage.db import Db, Engine, Reader
from bot.storage.rows import to_json


class Chats:
    """The state of each chat."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def paused(self, chat_id: int) -> bool:
        """Say whether the bot is to be quiet there."""
        return await self._engine.read(_paused, chat_id)

    async def pause(self, chat_id: int, paused: bool) -> None:
        """Make the bot quiet there, or let it speak again."""
        await self._engine.run(_pause, chat_id, paused)

    async def policy(self, chat_id: int) -> Policy:
        """Return what its admins chose."""
        return await self._engine.read(policy_of, chat_id)

    async def choose(self, chat_id: int, policy: Policy) -> None:
        """Keep what its admins chose."""
        await self._engine.run(_choose, chat_id, to_json(asdict(policy)))

    async def migrate(self, old: int, new: int) -> None:
        """Move what is kept of a group to the supergroup it became. Telegram says so twice: both are fine."""
        await self._engine.run(_migrate, old, new)


def _paused(db: Reader, chat_id: int) -> bool:
    return bool(db.query("SELECT 1 FROM chats WHERE id = :id AND paused = 1", id=chat_id))


def _pause(db: Db, chat_id: int, paused: bool) -> None:
    sql = "INSERT INTO chats (id, paused) VALUES (:id, :paused) ON CONFLICT (id) DO UPDATE SET paused = :paused"
    db.execute(sql, id=chat_id, paused=int(paused))


def policy_of(db: Reader, chat_id: int) -> Policy:
    """Return within a transaction what a chat's admins chose."""
    chosen = next((row["policy"] for row in db.query("SELECT policy FROM chats WHERE id = :id", id=chat_id)), "{}")
    return to_policy(json.loads(chosen))


def to_policy(chosen: dict[str, Any]) -> Policy:
    """Return the policy that was kept as `chosen`."""
    if "mode" in chosen:
        chosen["mode"] = Mode(chosen["mode"])
    for key in ("quiet", "topics"):
        if chosen.get(key) is not None:
            chosen[key] = tuple(chosen[key])
    return Policy(**chosen)


def _choose(db: Db, chat_id: int, policy: str) -> None:
    sql = "INSERT INTO chats (id, policy) VALUES (:id, :policy) ON CONFLICT (id) DO UPDATE SET policy = :policy"
    db.execute(sql, id=chat_id, policy=policy)


def _migrate(db: Db, old: int, new: int) -> None:
    # Telegram says so twice: the second time nothing is kept of the old one.
    sql = (
        "INSERT INTO chats (id, paused, policy) SELECT :new, paused, policy FROM chats WHERE id = :old "
        "ON CONFLICT (id) DO UPDATE SET paused = excluded.paused, policy = excluded.policy"
    )
    db.execute(sql, old=old, new=new)
    db.execute("DELETE FROM chats WHERE id = :old", old=old)
    # An edit would change whatever message has the same id in the new chat.
    edits = "FROM outbox WHERE chat_id = :old AND action = 'edit' AND state IN ('waiting', 'claimed')"
    sql = f"UPDATE ledger SET state = 'failed', error = :why WHERE id IN (SELECT entry_id {edits})"
    db.execute(sql, old=old, why=MOVED)
    sql = f"UPDATE outbox SET state = 'dead', error = :why WHERE id IN (SELECT id {edits})"
    db.execute(sql, old=old, why=MOVED)
    db.execute("UPDATE ledger SET moved_from = chat_id, chat_id = :new WHERE chat_id = :old", old=old, new=new)
    _move_place(db, old, new)
    db.execute("UPDATE house SET value = :new WHERE value = :old", old=old, new=new)
    db.execute("UPDATE corrections SET chat_id = :new WHERE chat_id = :old", old=old, new=new)
    # Of the old messages the buttons are gone with the group.
    db.execute("DELETE FROM outbox WHERE chat_id = :old AND action = 'count' AND state = 'waiting'", old=old)
    db.execute("UPDATE outbox SET chat_id = :new WHERE chat_id = :old", old=old, new=new)


def _move_place(db: Db, old: int, new: int) -> None:
    sql = (
        "INSERT INTO places (id, title, channel) SELECT :new, title, channel FROM places WHERE id = :old "
        "ON CONFLICT (id) DO NOTHING"
    )
    db.execute(sql, old=old, new=new)
    db.execute("DELETE FROM places WHERE id = :old", old=old)
