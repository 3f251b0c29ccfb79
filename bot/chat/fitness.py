"""Whether the bot can do its work: the database, Telegram, and how long anything waits."""

from datetime import datetime, timedelta
from typing import Protocol

from telegram import Bot
from telegram.error import TelegramError

from bot.chat.ports import Clock
from bot.core.records.record import Depths, StorageError

LOOK_AGAIN = timedelta(seconds=30)
"""How long Telegram's last word counts."""
TOO_OLD = 120.0
"""Seconds after which what still waits in the inbox is a sign that nothing works it off."""


class Boxes(Protocol):
    """What tells how much waits."""

    async def depths(self, now: datetime) -> Depths:
        """Return how much waits, and since when."""
        ...


class Fitness:
    """Looks at everything that the bot depends on."""

    def __init__(self, bot: Bot, boxes: Boxes, clock: Clock) -> None:
        self._bot = bot
        self._boxes = boxes
        self._clock = clock
        self._asked: datetime | None = None
        self._telegram = ""

    async def problems(self) -> list[str]:
        """Return what is unfit, one sentence each; empty where all is well."""
        return [problem for problem in (await self._waiting(), await self._out_of_reach()) if problem]

    async def _waiting(self) -> str:
        try:
            depths = await self._boxes.depths(self._clock())
        except StorageError:
            return "the database does not work"
        return f"an update has waited for {depths.inbox_age:.0f} s" if depths.inbox_age > TOO_OLD else ""

    async def _out_of_reach(self) -> str:
        now = self._clock()
        if self._asked is None or now - self._asked > LOOK_AGAIN:
            self._asked = now
            try:
                await self._bot.get_me()
                self._telegram = ""
            except TelegramError as error:
                self._telegram = f"Telegram is out of reach: {type(error).__name__}"
        return self._telegram
