"""Works a box off: takes what may be worked on, side by side, until told to stop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from bot.chat.ports import Clock
from bot.core.records.record import StorageError

Work = TypeVar("Work")
ERROR_LENGTH = 300
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Box(Generic[Work]):
    """Where work comes from: its name in the log, how up to so many pieces are claimed, and the number of each.

    It is looked at every `look_again` seconds though nothing was heard of it.
    """

    name: str
    claim: Callable[[int], Coroutine[Any, Any, Sequence[Work]]]
    number: Callable[[Work], int]
    look_again: float


class Crew(Generic[Work]):
    """Up to `at_once` pieces of work from one box, each in a task of its own."""

    def __init__(self, box: Box[Work], work: Callable[[Work], Coroutine[Any, Any, None]], at_once: int) -> None:
        """A crew that does `work` on what it claims from `box`."""
        self._box = box
        self._work = work
        self._at_once = at_once
        self._news = asyncio.Event()
        self._stopping = False
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Say that the box may hold something new."""
        self._news.set()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        """Work until told to stop; what was claimed by then is still worked off."""
        while not self._stopping:
            self._news.clear()
            if not await self._take() and not self._stopping:
                await self._rest()
        if self._tasks:
            await asyncio.wait(self._tasks.values())

    async def drain(self) -> None:
        """Work off what may be taken at once."""
        while await self._take() or self._tasks:
            await asyncio.wait(self._tasks.values())

    async def _take(self) -> bool:
        room = self._at_once - len(self._tasks)
        try:
            found = await self._box.claim(room) if room else ()
        except StorageError as error:
            log.warning("the %s cannot be read: %s", self._box.name, error)
            found = ()
        for one in found:
            self._begin(one)
        return bool(found)

    def _begin(self, one: Work) -> None:
        number = self._box.number(one)
        # What the box gives a second time is in hand still: its lease ran out while the database was away.
        if number not in self._tasks:
            task = self._tasks[number] = asyncio.create_task(self._work(one))
            task.add_done_callback(lambda _: self._worked(number))

    def _worked(self, number: int) -> None:
        del self._tasks[number]
        # What waited for this one may be taken now.
        self._news.set()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), self._box.look_again)
        except TimeoutError:
            return


@dataclass(frozen=True, slots=True)
class Patient:
    """Does again what fails while the database is away, after pauses that double; `last` is how long, None for ever."""

    clock: Clock
    last: timedelta | None
    first: float
    longest: float

    async def do(self, what: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do `work`, of which the log says that `what` waits; raises StorageError where the time is over."""
        pause, began = self.first, self.clock()
        while True:
            try:
                return await work()
            except StorageError as error:
                if self.last is not None and self.clock() - began > self.last:
                    raise
                log.warning("%s waits for the database: %s", what, str(error)[:ERROR_LENGTH])
                await asyncio.sleep(pause)
                pause = min(self.longest, pause * 2)
