"""Brings the messages that say a changed fact up to date, wherever they stand, tells of it, and reports."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.chat.calendar import Calendar
from bot.chat.making import Maker
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.ports import Core, Corrections, Revisions
from bot.chat.moderation.reports import Reports
from bot.chat.ports import Clock
from bot.core.records.record import Correcting, Entry, StorageError
from bot.core.records.revision import Change, Revision
from bot.core.replies.amend import Amendment, happened

AT_ONCE = 20
"""Copies that are looked up together."""
LOOK_AGAIN = 1.0
"""Seconds between looks for orders and for what became of them."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Records:
    """Where it stands what is to be corrected, and what happened to facts."""

    orders: Corrections
    revisions: Revisions


async def nobody(_: Entry) -> None:
    """Tell nobody of a corrected copy."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears of corrections.

    `wake` is called when something waits to be sent, `corrected` with every copy that was edited, once or, after a
    crash, again; `hushed` says of a chat whether no notice may be posted there now.
    """

    wake: Callable[[], None]
    hushed: Callable[[int], Awaitable[bool]]
    corrected: Callable[[Entry], Awaitable[None]] = nobody


class Corrector:
    """Works orders off; one that is begun by a program that dies is gone on with by the next."""

    def __init__(self, records: Records, core: Core, maker: Maker, follower: Follower, ears: Ears) -> None:
        self._orders = records.orders
        self._revisions = records.revisions
        self._core = core
        self._maker = maker
        self._follower = follower
        self._ears = ears
        self._reports = Reports(core)

    async def run(self, clock: Clock, calendar: Calendar) -> None:
        """Work off for ever."""
        while True:
            try:
                for wanted in await self._orders.running():
                    await self._work_off(wanted, clock, calendar)
            except StorageError as error:
                log.warning("corrections wait for the database: %s", error)
            await asyncio.sleep(LOOK_AGAIN)

    async def _work_off(self, wanted: Correcting, clock: Clock, calendar: Calendar) -> None:
        await self._follower.catch_up()
        now, revisions = clock(), await self._revisions.all()
        while stale := await self._orders.stale(wanted, AT_ONCE):
            for entry, reached in stale:
                amended = await self._amended(entry, wanted, revisions, calendar.day(now))
                await self._orders.amend(wanted, amended, reached)
            self._ears.wake()
        report = await self._orders.report(wanted)
        if report.waiting:
            return
        # It is told only where that may be.
        edited = await self._audible(await self._orders.edited(wanted))
        own = [revision for revision in revisions if revision.fact == wanted.fact]
        if _says_otherwise(own, wanted.number):
            for _, entry in edited:
                await self._ears.corrected(entry)
        notices = self._reports.notices(wanted, own, edited) if wanted.notify else []
        notices = [replace(notice, at=now) for notice in notices]
        said = self._reports.report(wanted, report, len(notices))
        await self._orders.finish(wanted, [*notices, replace(said, at=now)])
        self._ears.wake()

    async def _amended(self, entry: Entry, wanted: Correcting, revisions: list[Revision], day: str) -> Entry:
        amendment = Amendment(wanted.fact, wanted.number, happened(revisions, entry.reply), day)
        try:
            fresh = await self._maker.anew(entry, wanted.fact)
        except Exception:
            log.exception("entry %s cannot be made anew, the fact alone stands there now", entry.id)
            fresh = self._maker.alone(entry, wanted.fact)
        return replace(entry, reply=self._core.amended(entry.reply, fresh, amendment))

    async def _audible(self, edited: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
        """Those of the copies in whose chats a notice may be posted."""
        hushed = {chat: await self._ears.hushed(chat) for chat in {entry.chat_id for _, entry in edited}}
        return [(number, entry) for number, entry in edited if not hushed[entry.chat_id]]


def _says_otherwise(revisions: list[Revision], number: int) -> bool:
    """Whether what made this number changed what is said, and did not only hold it back or let it go on."""
    switched = {Change.PAUSE, Change.RESUME}
    return all(revision.change not in switched for revision in revisions if revision.number == number)
