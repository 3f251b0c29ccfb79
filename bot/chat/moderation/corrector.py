"""Brings the messages that say a changed fact up to date, wherever they stand, and reports."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from bot.chat.desk import Desk
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.ports import Corrections, Facts, Revisions
from bot.chat.ports import Answerer, Clock, Ledger
from bot.chat.talks import TURNS
from bot.core.amend import Amendment
from bot.core.record import Correcting, Entry, Origin, Report, StorageError
from bot.core.revision import Revision, Stage

AT_ONCE = 20
"""Copies that are looked up together."""
LOOK_AGAIN = 1.0
"""Seconds between looks for orders and for what became of them."""
REASONS = 5
"""Reasons that a report names; the others are counted."""
OWN_NUMBERS = -(10**12)
"""Reports answer no update: their numbers begin here, where Telegram has none."""
log = logging.getLogger(__name__)


class Corrector:
    """Works orders off; one that is begun by a program that dies is gone on with by the next."""

    def __init__(
        self, orders: Corrections, revisions: Revisions, facts: Facts, follower: Follower, wake: Callable[[], None]
    ) -> None:
        self._orders = orders
        self._revisions = revisions
        self._facts = facts
        self._follower = follower
        self._wake = wake

    async def work_off(self, wanted: Correcting, ledger: Ledger, day: str) -> Report | None:
        """Write what every copy now says; return the report once nothing waits, None before."""
        await self._follower.catch_up()
        own = [r for r in await self._revisions.all() if r.fact == wanted.fact and r.number <= wanted.number]
        history = sorted(own, key=lambda revision: revision.number)
        while stale := await self._orders.stale(wanted, AT_ONCE):
            for entry, said in stale:
                # Undone ones too: a copy may have said what they said.
                since = [r for r in history if r.number > said and r.stage in {Stage.LIVE, Stage.UNDONE}]
                amended = await self._amended(entry, wanted, since, ledger, day)
                await self._orders.amend(wanted, amended, said)
            self._wake()
        report = await self._orders.report(wanted)
        return None if report.waiting else report

    async def _amended(
        self, entry: Entry, wanted: Correcting, since: list[Revision], ledger: Ledger, day: str
    ) -> Entry:
        amendment = Amendment(wanted.fact, wanted.number, since, day)
        question = entry.text if entry.origin in {Origin.QUESTION, Origin.INLINE} else ""
        turns = await ledger.conversation(entry.follows, TURNS) if entry.follows else ()
        try:
            reply = self._facts.amended(entry.reply, question, turns, amendment)
        except Exception:
            log.exception("entry %s cannot be answered anew, the fact alone stands there now", entry.id)
            reply = self._facts.amended(entry.reply, "", (), amendment)
        # Where the bot cannot post, its other buttons would do nothing.
        return replace(entry, reply=replace(reply, buttons=entry.reply.buttons) if entry.inline_id else reply)


class CorrectionDesk:
    """Looks for orders, and tells who ordered what became of them."""

    def __init__(self, corrector: Corrector, orders: Corrections, ledger: Ledger, desk: Desk, say: Answerer) -> None:
        self._corrector = corrector
        self._orders = orders
        self._ledger = ledger
        self._desk = desk
        self._say = say

    async def run(self, clock: Clock) -> None:
        """Work off for ever."""
        while True:
            try:
                for wanted in await self._orders.running():
                    await self._work_off(wanted, clock)
            except StorageError as error:
                log.warning("corrections wait for the database: %s", error)
            await asyncio.sleep(LOOK_AGAIN)

    async def _work_off(self, wanted: Correcting, clock: Clock) -> None:
        now = clock()
        report = await self._corrector.work_off(wanted, self._ledger, f"{now.month} 月 {now.day} 日")
        if report is None:
            return
        reply = self._say.say("correction_report", fact=wanted.fact, **report_words(report))
        number = OWN_NUMBERS - wanted.id
        # A report that is posted a second time, by another program or after a crash, is known by its number.
        await self._desk.post(Entry(number, now, Origin.REPORT, wanted.chat_id, 0, reply))
        await self._orders.finish(wanted)


def report_words(report: Report) -> dict[str, str]:
    """A report in words for the texts: counts, and where it failed."""
    some = "".join(f"\n· {chat}：{why}" for chat, why in report.unreachable[:REASONS])
    more = len(report.unreachable) - REASONS
    return {
        "edited": str(report.edited),
        "waiting": str(report.waiting),
        "unreachable": str(len(report.unreachable)),
        "where": some + (f"\n· …… 另有 {more} 处" if more > 0 else ""),
    }
