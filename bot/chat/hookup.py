"""Whether a set-up and Telegram agree: the token, who delivers where, the secret, the clock."""

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

import httpx
from telegram import WebhookInfo
from telegram.error import TelegramError

from bot.chat.connection import Connection, ConnectionFailedError, Hook
from bot.chat.doctor import Finding, reach
from bot.chat.polling import ALLOWED_UPDATES
from bot.chat.ports import Clock

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
ASTRAY = timedelta(seconds=30)
"""How far a clock may be off: beyond it, late questions are taken for fresh ones and fresh ones for late."""


class Hookup:
    """Looks at a bot through its line to Telegram, and at its webhook as Telegram does."""

    def __init__(self, connection: Connection, hook: Hook | None, clock: Clock) -> None:
        self._connection = connection
        self._hook = hook
        self._clock = clock

    async def examine(self) -> list[Finding]:
        """Return what was found; where Telegram cannot be used, that alone."""
        try:
            async with self._connection.opened() as bot:
                info = await bot.get_webhook_info()
                known = Finding(True, "known", "", {"name": bot.username})
                found = reach(bool(bot.bot.can_read_all_group_messages), info, self._clock())
                return [known, *found, *self._agreed(info), *await self._knock(info), *await self._time()]
        except (ConnectionFailedError, TelegramError) as error:
            return [Finding(False, "unusable", "", {"error": str(error)}, grave=True)]

    def _agreed(self, info: WebhookInfo) -> Iterator[Finding]:
        values = {"there": info.url, "here": self._hook.url if self._hook else ""}
        if self._hook is None:
            if info.url:
                yield Finding(False, "hook_unwanted", "hook_unwanted", values)
            return
        if not info.url:
            yield Finding(False, "hook_unset", "hook_set", values)
        elif info.url != self._hook.url:
            yield Finding(False, "hook_elsewhere", "hook_set", values, grave=True)
        elif missing := sorted(set(ALLOWED_UPDATES) - set(info.allowed_updates or ())):
            yield Finding(False, "hook_deaf", "hook_set", values | {"kinds": ", ".join(missing)})
        else:
            yield Finding(True, "hook_agrees", "", values)

    async def _knock(self, info: WebhookInfo) -> list[Finding]:
        """Deliver something that is no update: who has the same secret says that it is none."""
        if self._hook is None:
            return []
        values, grave = {"here": self._hook.url}, bool(info.url)
        try:
            async with httpx.AsyncClient() as client:
                answer = await client.post(self._hook.url, json={}, headers={SECRET: self._hook.secret})
        except httpx.HTTPError as error:
            # From the inside, some networks do not let a machine reach its own public address.
            return [Finding(False, "knock_unheard", "knock_unheard", values | {"error": type(error).__name__})]
        values |= {"status": str(answer.status_code)}
        if answer.status_code == httpx.codes.FORBIDDEN:
            return [Finding(False, "knock_refused", "knock_refused", values, grave)]
        if answer.status_code == httpx.codes.BAD_REQUEST and answer.text == "no update":
            return [Finding(True, "knock_heard", "", values)]
        return [Finding(False, "knock_lost", "knock_lost", values, grave)]

    async def _time(self) -> list[Finding]:
        """Compare the clock with the server's, which says what time it is in every answer."""
        try:
            async with httpx.AsyncClient() as client:
                said = (await client.get(self._connection.root)).headers.get("date", "")
            off = abs(self._clock() - parsedate_to_datetime(said))
        except (httpx.HTTPError, ValueError):
            return []
        values = {"seconds": f"{off.total_seconds():.0f}"}
        wrong = off > ASTRAY
        return [Finding(not wrong, "clock_off" if wrong else "clock_right", "clock" if wrong else "", values)]
