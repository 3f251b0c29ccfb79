"""Every reply is written down with its message to be sent, and then the sender is told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.chat.ports import Meters, Outbox
from bot.core.model import Reply
from bot.core.records.record import Act, Action, Entry, Priority, State

GATHERING = timedelta(seconds=1)
"""How long votes are gathered before the counts are shown: presses come in flocks."""


class Desk:
    """Posts new messages and rewrites those that stand."""

    def __init__(self, outbox: Outbox, wake: Callable[[], None], meters: Meters) -> None:
        """A desk that calls `wake` when something waits to be sent."""
        self._outbox = outbox
        self._wake = wake
        self._meters = meters

    async def post(self, entry: Entry) -> None:
        """Write an entry down to be sent; an update that has one already gets no second."""
        if await self._outbox.post(entry, Priority.ANSWERS) is not None:
            self._meters.answered(entry.reply.kind.value)
        self._wake()

    async def publish(self, entry: Entry, act: Act, pinned: bool) -> None:
        """Write an entry down to be sent and, if so wished, pinned, together with its line of the audit log."""
        if await self._outbox.publish(entry, act, pinned):
            self._meters.answered(entry.reply.kind.value)
        self._wake()

    async def hold(self, entry: Entry) -> None:
        """Write an entry down that is not sent unless it is released."""
        await self._outbox.hold(entry)

    async def expire(self, before: datetime, notice: Reply) -> None:
        """Give up what is held since `before` and let its askers read `notice`."""
        if await self._outbox.expire(before, notice, Priority.ANSWERS):
            self._wake()

    async def release(self, entry: Entry) -> bool:
        """Let a held entry be sent with what it says now; False where it is held no more."""
        released = await self._outbox.release(entry, Priority.ANSWERS)
        if released:
            self._meters.answered(entry.reply.kind.value)
        self._wake()
        return released

    async def touch(self, entry: Entry, at: datetime) -> None:
        """Have a standing message edited though its entry stays the same: what is put around it has changed."""
        await self._outbox.touch(entry.id, Action.EDIT, at)
        self._wake()

    async def recount(self, entry: Entry, at: datetime) -> None:
        """Have the counts below a standing message brought up to date soon, together with what else comes till then."""
        await self._outbox.touch(entry.id, Action.COUNT, at + GATHERING)

    async def rewrite(self, entry: Entry) -> None:
        """Write down what an entry now says; where it stands nowhere, nothing appears."""
        if entry.answer_id is not None or entry.state in {State.WAITING, State.HELD}:
            await self._outbox.rewrite(entry, Priority.ANSWERS)
            self._wake()
