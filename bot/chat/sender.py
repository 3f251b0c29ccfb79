"""Works the outbox off: everything that the bot says leaves here, at Telegram's pace."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import Any

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.crew import ERROR_LENGTH, Box, Crew, Patient
from bot.chat.outgoing import Courier
from bot.chat.ports import Chats, Clock, Meters, Outbox
from bot.core.records.record import Action, Pace, Parcel, StorageError
from bot.logs import about

LOOK_AGAIN = 0.2
"""Seconds after which the outbox is looked at though nothing was heard of it: something may be due by now."""
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_NOTE_PAUSE = 0.5, 60.0, 5.0
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""Failures before a request was sent: it cannot have arrived."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How parcels are sent: `at_once` side by side, each tried `attempts` times, no wait longer than `longest_wait`."""

    pace: Pace
    at_once: int
    attempts: int
    longest_wait: timedelta
    lease: timedelta


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where parcels come from, where it is noted that a chat moved, and who hears of what will not be sent, and why."""

    outbox: Outbox
    chats: Chats
    lost: Callable[[Parcel, str], Awaitable[None]]


class Sender(Crew[Parcel]):
    """Sends what is due, and notes what became of it."""

    def __init__(self, boxes: Boxes, courier: Courier, plan: Plan, clock: Clock, meters: Meters) -> None:
        outbox = boxes.outbox
        due = Box(
            "outbox", lambda room: outbox.claim(room, clock(), plan.lease, plan.pace), attrgetter("id"), LOOK_AGAIN
        )
        super().__init__(due, self._send, plan.at_once)
        self._outbox = outbox
        self._chats = boxes.chats
        self._lost = boxes.lost
        self._courier = courier
        self._plan = plan
        self._clock = clock
        self._meters = meters
        self._patient = Patient(clock, None, FIRST_PAUSE, LONGEST_NOTE_PAUSE)

    async def run(self) -> None:
        """Send until told to stop, and then what may be sent at once."""
        await super().run()
        await self.drain()

    async def _send(self, parcel: Parcel) -> None:
        with about(parcel.entry.update_id):
            try:
                await self._deliver(parcel)
            except StorageError as error:
                # It does not stand, and when its lease runs out it is taken again.
                log.error("parcel %s is left for later: %s", parcel.id, str(error)[:ERROR_LENGTH])

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            answer_id = await self._courier.deliver(parcel)
        except ChatMigrated as moved:
            await self._chats.migrate(parcel.entry.chat_id, moved.new_chat_id)
            await self._outbox.later(parcel, self._clock(), "the group moved")
        except TelegramError as error:
            await self._refused(parcel, error)
        else:
            took = self._clock() - (parcel.entry.asked or parcel.entry.at)
            if parcel.action is Action.SEND:
                self._meters.delivered(took)
            await self._settle(parcel, lambda: self._outbox.sent(parcel, answer_id, took.total_seconds()))

    async def _refused(self, parcel: Parcel, error: TelegramError) -> None:
        why = _why(error)[:ERROR_LENGTH]
        self._meters.refused(type(error).__name__)
        if isinstance(error, RetryAfter) and (wait := _asked_to_wait(error)) <= self._plan.longest_wait:
            log.info("the chat waits %s as Telegram asked", wait)
            await self._outbox.delay(parcel, self._clock() + wait, why)
        elif _passing(parcel, error) and parcel.attempts < self._plan.attempts:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (parcel.attempts - 1))
            await self._outbox.later(parcel, self._clock() + timedelta(seconds=pause), why)
        else:
            level = logging.INFO if isinstance(error, Forbidden) else logging.WARNING
            log.log(level, "parcel %s was not delivered: %s", parcel.id, why)
            await self._settle(parcel, lambda: self._give_up(parcel, why))

    async def _give_up(self, parcel: Parcel, why: str) -> None:
        # First the word, which is written once however often this is tried.
        await self._lost(parcel, why)
        await self._outbox.dead(parcel, why)

    async def _settle(self, parcel: Parcel, note: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # However long the database is away: forgotten, the message would be sent twice.
        await self._patient.do(f"the note what became of parcel {parcel.id}", note)


def _why(error: TelegramError) -> str:
    """The kind of an error and its words, which often begin with the kind."""
    kind, words = type(error).__name__, str(error)
    return words if words.startswith(kind) else f"{kind}: {words}"


def _passing(parcel: Parcel, error: TelegramError) -> bool:
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        return False
    # A second message would be worse than none; a second edit says what the first one said.
    return parcel.edits is not None or not _may_have_arrived(error)


def _may_have_arrived(error: NetworkError) -> bool:
    # Without a cause, or with Telegram's words as the cause, there was an answer, and it was no.
    return error.__cause__ is not None and not isinstance(error.__cause__, (*NEVER_LEFT, TelegramError))


def _asked_to_wait(error: RetryAfter) -> timedelta:
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
