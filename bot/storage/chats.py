"""What a chat's admins chose, and what happens when a chat changes its id."""

from sqlite_utils import Database

from bot.storage.migrations import table
from bot.storage.thread import Thread


class Chats:
    """The state of each chat."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    async def paused(self, chat_id: int) -> bool:
        """Say whether the bot is to be quiet there."""
        return await self._thread.run(_paused, chat_id)

    async def pause(self, chat_id: int, paused: bool) -> None:
        """Make the bot quiet there, or let it speak again."""
        await self._thread.run(_pause, chat_id, paused)

    async def migrate(self, old: int, new: int) -> None:
        """Move what is kept of a group to the supergroup it became. Telegram says so twice: both are fine."""
        await self._thread.run(_migrate, old, new)


def _paused(db: Database, chat_id: int) -> bool:
    return table(db, "chats").count_where("id = ? AND paused = 1", [chat_id]) > 0


def _pause(db: Database, chat_id: int, paused: bool) -> None:
    table(db, "chats").upsert({"id": chat_id, "paused": int(paused)}, pk="id")


def _migrate(db: Database, old: int, new: int) -> None:
    if _paused(db, old):
        _pause(db, new, paused=True)
    table(db, "chats").delete_where("id = ?", [old])
    db.execute("UPDATE ledger SET moved_from = chat_id, chat_id = ? WHERE chat_id = ?", [new, old])
