"""Works the inbox off: chats side by side, within a chat one update after the other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.chat.ports import Clock, Inbox
from bot.core.record import Item, StorageError

Route = Callable[[Item], Awaitable[None]]
MOST_ATTEMPTS = 5
LOOK_AGAIN = 0.5
"""Seconds after which the inbox is looked at though nothing was heard of it: other programs fill it too."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
ERROR_LENGTH = 300
log = logging.getLogger(__name__)


class Dispatcher:
    """Hands each update to `route`, and notes that it was worked off."""

    def __init__(self, inbox: Inbox, route: Route, at_once: int, lease: timedelta, clock: Clock) -> None:
        """At most `at_once` updates are worked on together; after `lease` they count as abandoned."""
        self._inbox = inbox
        self._route = route
        self._at_once = at_once
        self._lease = lease
        self._clock = clock
        self._news = asyncio.Event()
        self._stopping = False
        self._working: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Say that the inbox may hold something new."""
        self._news.set()

    async def run(self) -> None:
        """Work until told to stop; what was claimed by then is still worked off."""
        while not self._stopping:
            self._news.clear()
            if not await self._take() and not self._stopping:
                await self._rest()
        if self._working:
            await asyncio.wait(self._working)

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping = True
        self._news.set()

    async def _take(self) -> bool:
        room = self._at_once - len(self._working)
        try:
            items = await self._inbox.claim(room, self._clock(), self._lease) if room else []
        except StorageError as error:
            log.warning("the inbox cannot be read: %s", error)
            items = []
        for item in items:
            task = asyncio.create_task(self._work(item))
            self._working.add(task)
            task.add_done_callback(self._worked)
        return bool(items)

    def _worked(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        # The next update of the same chat may be taken now.
        self._news.set()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), LOOK_AGAIN)
        except TimeoutError:
            return

    async def _work(self, item: Item) -> None:
        try:
            if item.attempts > MOST_ATTEMPTS:
                await self._inbox.failed(item.update_id, f"given up after {MOST_ATTEMPTS} attempts")
                return
            await self._steadily(item, lambda: self._route(item))
            await self._steadily(item, lambda: self._inbox.done(item.update_id))
        except StorageError as error:
            # Its lease runs out, and then it is taken again.
            log.error("update %s is left for later: %s", item.update_id, str(error)[:ERROR_LENGTH])

    async def _steadily(self, item: Item, work: Callable[[], Awaitable[None]]) -> None:
        """Do it again while the database is away, for as long as the lease lasts."""
        pause, until = FIRST_PAUSE, self._clock() + self._lease / 2
        while True:
            try:
                return await work()
            except StorageError as error:
                if self._clock() > until:
                    raise
                log.warning("update %s waits for the database: %s", item.update_id, str(error)[:ERROR_LENGTH])
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
