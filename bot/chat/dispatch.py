"""Works the inbox off: chats side by side, within a chat one update after the other."""

import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from operator import attrgetter
from typing import Any

from bot.chat.crew import ERROR_LENGTH, Box, Crew, Patient
from bot.chat.ports import Clock, Inbox
from bot.core.records.record import Item, StorageError
from bot.logs import about

Route = Callable[[Item], Coroutine[Any, Any, None]]
MOST_ATTEMPTS = 5
LOOK_AGAIN = 0.5
"""Seconds after which the inbox is looked at though nothing was heard of it: other programs fill it too."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
log = logging.getLogger(__name__)


class Dispatcher(Crew[Item]):
    """Hands each update to `route`, and notes that it was worked off."""

    def __init__(self, inbox: Inbox, route: Route, at_once: int, lease: timedelta, clock: Clock) -> None:
        """At most `at_once` updates are worked on together; after `lease` they count as abandoned."""
        claim = Box("inbox", lambda room: inbox.claim(room, clock(), lease), attrgetter("update_id"), LOOK_AGAIN)
        super().__init__(claim, self._handle, at_once)
        self._inbox = inbox
        self._route = route
        self._patient = Patient(clock, lease / 2, FIRST_PAUSE, LONGEST_PAUSE)

    async def _handle(self, item: Item) -> None:
        with about(item.update_id):
            try:
                await self._work_off(item)
            except StorageError as error:
                # Its lease runs out, and then it is taken again.
                log.error("the update is left for later: %s", str(error)[:ERROR_LENGTH])

    async def _work_off(self, item: Item) -> None:
        if item.attempts > MOST_ATTEMPTS:
            await self._inbox.failed(item.update_id, f"given up after {MOST_ATTEMPTS} attempts")
            return
        await self._patient.do("the update", lambda: self._route(item))
        await self._patient.do("the update", lambda: self._inbox.done(item.update_id))
