"""Fetches updates until it is cancelled or Telegram says that it never will work."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.chat.mail import item_of
from bot.chat.ports import Clock, Inbox
from bot.core.records.record import StorageError

LONG_POLL = timedelta(seconds=25)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# Always named: Telegram remembers the last list it was given, whoever gave it.
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]
log = logging.getLogger(__name__)


class Poller:
    """Puts updates into the inbox and moves the offset only after that.

    python-telegram-bot's own updater goes on for ever on a conflict, and ends unnoticed on a revoked token.
    """

    def __init__(self, inbox: Inbox, wake: Callable[[], None], clock: Clock) -> None:
        """A poller that calls `wake` when there is something new."""
        self._inbox = inbox
        self._wake = wake
        self._clock = clock
        self._offset: int | None = None

    async def run(self, bot: Bot) -> None:
        """Fetch for ever; raises Conflict or InvalidToken."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._fetch(bot)
                pause = FIRST_PAUSE
            except (Conflict, InvalidToken):
                raise
            except TimedOut:
                continue
            except (TelegramError, StorageError) as error:
                log.warning("cannot fetch updates, next try in %.1f s: %s", _wait(error, pause), error)
                await asyncio.sleep(_wait(error, pause))
                pause = min(LONGEST_PAUSE, pause * 2)

    async def confirm(self, bot: Bot) -> None:
        """Tell Telegram what has arrived, so that it does not come again after a restart."""
        if self._offset is None:
            return
        try:
            await bot.get_updates(offset=self._offset, limit=1, timeout=0, allowed_updates=ALLOWED_UPDATES)
        except TelegramError as error:
            log.info("the last updates were not confirmed and may come again: %s", error)

    async def _fetch(self, bot: Bot) -> None:
        updates = await bot.get_updates(offset=self._offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES)
        if not updates:
            return
        items = [item for update in updates if (item := item_of(update.to_dict()))]
        await self._inbox.put(items, self._clock())
        self._offset = max(update.update_id for update in updates) + 1
        self._wake()


def _wait(error: Exception, pause: float) -> float:
    if isinstance(error, RetryAfter) and isinstance(error.retry_after, timedelta):
        return error.retry_after.total_seconds()
    return pause
