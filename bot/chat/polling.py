"""Fetches updates until it is cancelled or Telegram says that it never will work."""

import asyncio
import logging
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

LONG_POLL = timedelta(seconds=25)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# Always named: Telegram remembers the last list it was given, whoever gave it.
ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
log = logging.getLogger(__name__)


class Poller:
    """Puts updates into a queue and moves the offset only after that.

    python-telegram-bot's own updater goes on for ever on a conflict, and ends unnoticed on a revoked token.
    """

    def __init__(self, bot: Bot, queue: "asyncio.Queue[object]") -> None:
        self._bot = bot
        self._queue = queue
        self._offset: int | None = None

    async def run(self) -> None:
        """Fetch for ever; raises Conflict or InvalidToken."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._fetch()
                pause = FIRST_PAUSE
            except (Conflict, InvalidToken):
                raise
            except TimedOut:
                continue
            except TelegramError as error:
                log.warning("cannot fetch updates, next try in %.1f s: %s", _wait(error, pause), error)
                await asyncio.sleep(_wait(error, pause))
                pause = min(LONGEST_PAUSE, pause * 2)

    async def confirm(self) -> None:
        """Tell Telegram what has arrived, so that it does not come again after a restart."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, allowed_updates=ALLOWED_UPDATES)
        except TelegramError as error:
            log.info("the last updates were not confirmed and may come again: %s", error)

    async def _fetch(self) -> None:
        updates = await self._bot.get_updates(offset=self._offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES)
        for update in updates:
            await self._queue.put(update)
            self._offset = max(self._offset or 0, update.update_id + 1)


def _wait(error: TelegramError, pause: float) -> float:
    if isinstance(error, RetryAfter) and isinstance(error.retry_after, timedelta):
        return error.retry_after.total_seconds()
    return pause
