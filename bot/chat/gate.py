"""Whether the bot reacts at all: not where it may not speak, to a flood, or to who is muted or has asked enough."""

from dataclasses import replace

from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.hearing import Hearing
from bot.chat.incoming import Question
from bot.chat.ports import Answerer, Ledger
from bot.core.records.access import A_DAY, Refusal, Standing, refusal
from bot.core.records.record import Origin, Seat


class Gate:
    """Lets a message in, or tells its sender once why not."""

    def __init__(self, answerer: Answerer, desk: Desk, hearing: Hearing, ledger: Ledger, flood: Flood) -> None:
        self._answerer = answerer
        self._desk = desk
        self._hearing = hearing
        self._ledger = ledger
        self._flood = flood

    async def lets_ask(self, question: Question, standing: Standing) -> bool:
        """Say whether a question is answered of somebody who stands so."""
        if question.addressed and not await self.unhurried(question):
            return False
        why = refusal(standing, self._hearing.house.budget)
        if why is not None and question.addressed:
            await self._tell_once(question, why, standing)
        return why is None

    async def admits(self, question: Question) -> bool:
        """Say whether a command is to be carried out."""
        return await self._hearing.obeyed(question) and await self.unhurried(question)

    async def admits_paused(self, question: Question) -> bool:
        """Say whether a command is to be carried out that works even where the bot is paused."""
        return await self._hearing.open_for(question) and await self.unhurried(question)

    async def unhurried(self, question: Question) -> bool:
        """Say whether the person has not asked too much lately."""
        admission = self._flood.admit(question.seat.speaker, question.at)
        if admission is Admission.NOTICE:
            await self.remark(question, "flood", seconds=str(self._flood.seconds))
        return admission is Admission.YES

    async def remark(self, question: Question, key: str, trigger: str = "", **values: str) -> None:
        """Reply with something that is no answer, where that is wanted now; `trigger` is what it is known by later."""
        if not await self._hearing.hushed(question):
            entry = question.entry(self._answerer.say(key, **values), Origin.NOTICE)
            await self._desk.post(replace(entry, trigger=trigger))

    async def _tell_once(self, question: Question, why: Refusal, standing: Standing) -> None:
        budget, until = self._hearing.house.budget, standing.muted or question.at
        # A notice is known by what it says: another mute, until another time, is told again.
        trigger = f"{why}:{until.isoformat()}" if why is Refusal.MUTED else why.value
        seat = Seat(question.seat.chat_id, None, None) if why is Refusal.CHAT else question.seat
        if not await self._ledger.noticed(seat, trigger, question.at - A_DAY):
            words = {"until": self._hearing.house.calendar.moment(until)}
            words |= {"person": str(budget.person), "chat": str(budget.chat)}
            await self.remark(question, f"refused_{why}", trigger, **words)
