"""What a chat's admins chose, and what happens when a chat changes its id."""

from bot.storage.db import Db, Engine, Reader


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

    async def migrate(self, old: int, new: int) -> None:
        """Move what is kept of a group to the supergroup it became. Telegram says so twice: both are fine."""
        await self._engine.run(_migrate, old, new)


def _paused(db: Reader, chat_id: int) -> bool:
    return bool(db.query("SELECT 1 FROM chats WHERE id = :id AND paused = 1", id=chat_id))


def _pause(db: Db, chat_id: int, paused: bool) -> None:
    sql = "INSERT INTO chats (id, paused) VALUES (:id, :paused) ON CONFLICT (id) DO UPDATE SET paused = :paused"
    db.execute(sql, id=chat_id, paused=int(paused))


def _migrate(db: Db, old: int, new: int) -> None:
    if _paused(db, old):
        _pause(db, new, paused=True)
    db.execute("DELETE FROM chats WHERE id = :old", old=old)
    db.execute("UPDATE ledger SET moved_from = chat_id, chat_id = :new WHERE chat_id = :old", old=old, new=new)
    db.execute("UPDATE house SET value = :new WHERE value = :old", old=old, new=new)
    db.execute("UPDATE corrections SET chat_id = :new WHERE chat_id = :old", old=old, new=new)
    db.execute("UPDATE outbox SET chat_id = :new WHERE chat_id = :old", old=old, new=new)
