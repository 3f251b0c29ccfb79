"""Whether the bot reacts at all: not where it is paused, not to a flood, not twice."""

import logging

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.incoming import Question
from bot.chat.ports import Answerer, Chats, Clock, Updates
from bot.core.record import Origin

log = logging.getLogger(__name__)


class Once:
    """Stops an update that Telegram delivers a second time."""

    def __init__(self, updates: Updates, clock: Clock) -> None:
        self._updates = updates
        self._clock = clock

    async def check(self, update: Update, _: object) -> None:
        """Take the update up, or end its processing."""
        if not await self._updates.claim(update.update_id, self._clock()):
            log.info("update %s came twice", update.update_id)
            raise ApplicationHandlerStop


class Gate:
    """Lets a message in, or tells its sender once why not."""

    def __init__(self, answerer: Answerer, desk: Desk, chats: Chats, flood: Flood) -> None:
        self._answerer = answerer
        self._desk = desk
        self._chats = chats
        self._flood = flood

    async def admits(self, question: Question) -> bool:
        """Say whether this message is to be reacted to."""
        if await self._chats.paused(question.seat.chat_id):
            return False
        return await self.unhurried(question)

    async def unhurried(self, question: Question) -> bool:
        """Say whether the person has not asked too much lately."""
        admission = self._flood.admit(question.seat.person_id or question.seat.chat_id, question.at)
        if admission is Admission.NOTICE:
            reply = self._answerer.say("flood", seconds=str(self._flood.seconds))
            await self._desk.post(question.entry(reply, Origin.NOTICE))
        return admission is Admission.YES
