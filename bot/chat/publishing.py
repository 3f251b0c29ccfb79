"""The way of an answer: posted, or kept back and brought before the moderators first."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.desk import Desk
from bot.chat.links import message_link
from bot.chat.numbers import Own
from bot.chat.policies import Fate
from bot.chat.ports import Answerer, Clock, Ledger
from bot.core.model import Kind, Reply
from bot.core.records.record import Entry, Origin, Seat, State, StorageError, Why

LOOK_AGAIN = 60.0
"""Seconds between looks for answers that nobody released."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moderators:
    """How answers come before the moderators: `bring` for a reason, `answered` is shown every one that was posted."""

    bring: Callable[[Entry, Why], Awaitable[None]]
    answered: Callable[[Entry], Awaitable[None]]


class Publisher:
    """Does with an answer what its fate says."""

    def __init__(self, say: Answerer, desk: Desk, ledger: Ledger, moderators: Moderators) -> None:
        self._say = say
        self._desk = desk
        self._ledger = ledger
        self._moderators = moderators

    async def publish(self, entry: Entry, fate: Fate, collapse: timedelta) -> None:
        """Post an answer or keep it back; what was said within `collapse` is pointed at instead."""
        if fate is Fate.POST:
            await self._desk.post(await self._collapsed(entry, collapse) if collapse else entry)
            await self._moderators.answered(entry)
        elif fate is Fate.SHADOW:
            await self._desk.hold(entry)
            await self._moderators.bring(entry, Why.SHADOW)
        elif fate is Fate.HOLD:
            await self._desk.hold(entry)
            await self._moderators.bring(entry, Why.HELD)
            await self._ask_to_wait(entry)

    async def update(self, entry: Entry, fate: Fate) -> None:
        """Bring an answer up to date; what stands is left alone where no answer is posted unseen."""
        if fate is Fate.POST or (fate is not Fate.NOTHING and entry.state is State.HELD):
            await self._desk.rewrite(entry)
        if fate is not Fate.NOTHING and entry.state is State.HELD:
            # It is another question now: nobody may approve it as the one that its card shows.
            await self._moderators.bring(entry, Why.SHADOW if fate is Fate.SHADOW else Why.HELD)

    async def expire(self, clock: Clock, after: timedelta) -> None:
        """Give up for ever what nobody released in time, and tell those who wait."""
        while True:
            try:
                await self._desk.expire(clock() - after, self._say.say("held_expired"))
            except StorageError as error:
                log.warning("held answers wait for the database: %s", error)
            await asyncio.sleep(LOOK_AGAIN)

    async def _ask_to_wait(self, entry: Entry) -> None:
        kept = await self._ledger.by_number(entry.update_id)
        if kept is not None and kept.state is State.HELD:
            # An update that is worked on a second time finds its notice by the number.
            number, reply = Own.WAITING.number(kept.id), self._say.say("held")
            notice = Entry(number, entry.at, Origin.NOTICE, entry.chat_id, entry.message_id, reply)
            await self._desk.post(replace(notice, topic_id=entry.topic_id, follows=kept.id))

    async def _collapsed(self, entry: Entry, within: timedelta) -> Entry:
        """The entry, or a short one that points at where the same was said; a correction is always said in full."""
        if entry.reply.kind is not Kind.ANSWER or entry.follows is not None:
            return entry
        seat = Seat(entry.chat_id, entry.topic_id, entry.person_id)
        earlier = await self._ledger.said(seat, entry.reply, entry.at - within)
        if earlier is None or earlier.answer_id is None or earlier.update_id == entry.update_id:
            return entry
        link = message_link(earlier.chat_id, earlier.answer_id, earlier.topic_id)
        # It says no fact itself: a correction edits the message that it points at.
        said = replace(self._pointer(link), kind=Kind.ANSWER, fact_ids=entry.reply.fact_ids)
        return replace(entry, reply=said, message_id=entry.message_id if link else earlier.answer_id)

    def _pointer(self, link: str) -> Reply:
        said = self._say.say("said_already")
        return replace(said, html=f'<a href="{link}">{said.html}</a>') if link else said
