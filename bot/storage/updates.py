"""Which updates were taken up: Telegram delivers at least once, an answer is given once."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.storage.migrations import table
from bot.storage.rows import stamp
from bot.storage.thread import Thread

# Telegram keeps an update for a day, and may number from a random start after a quiet week.
REMEMBERED = timedelta(days=3)


class Updates:
    """The numbers of the updates taken up lately."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread

    async def claim(self, update_id: int, at: datetime) -> bool:
        """Take an update up; False if it was taken up before."""
        return await self._thread.run(_claim, update_id, at)


def _claim(db: Database, update_id: int, at: datetime) -> bool:
    sql = "INSERT OR IGNORE INTO updates (id, at) VALUES (?, ?)"
    return db.execute(sql, [update_id, stamp(at)]).rowcount > 0


def drop_old(db: Database, now: datetime) -> None:
    """Forget the numbers that cannot come again."""
    table(db, "updates").delete_where("at < ?", [stamp(now - REMEMBERED)])
