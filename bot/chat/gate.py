"""Whether the bot reacts at all: not where it is paused, not to a flood."""

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.incoming import Question
from bot.chat.ports import Answerer, Chats
from bot.core.record import Origin


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
        admission = self._flood.admit(question.seat.speaker, question.at)
        if admission is Admission.NOTICE:
            reply = self._answerer.say("flood", seconds=str(self._flood.seconds))
            await self._desk.post(question.entry(reply, Origin.NOTICE))
        return admission is Admission.YES
