"""Whether the bot reacts at all: not where it may not speak, not to a flood."""

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.hearing import Hearing
from bot.chat.incoming import Question
from bot.chat.ports import Answerer
from bot.core.record import Origin


class Gate:
    """Lets a message in, or tells its sender once why not."""

    def __init__(self, answerer: Answerer, desk: Desk, hearing: Hearing, flood: Flood) -> None:
        self._answerer = answerer
        self._desk = desk
        self._hearing = hearing
        self._flood = flood

    async def admits(self, question: Question) -> bool:
        """Say whether a command is to be carried out."""
        return await self._hearing.obeyed(question) and await self.unhurried(question)

    async def unhurried(self, question: Question) -> bool:
        """Say whether the person has not asked too much lately."""
        admission = self._flood.admit(question.seat.speaker, question.at)
        if admission is Admission.NOTICE:
            await self.remark(question, "flood", seconds=str(self._flood.seconds))
        return admission is Admission.YES

    async def remark(self, question: Question, key: str, **values: str) -> None:
        """Reply with something that is no answer, where that is wanted now."""
        if not await self._hearing.hushed(question):
            await self._desk.post(question.entry(self._answerer.say(key, **values), Origin.NOTICE))
