"""/pause and /resume: a chat's own admins decide whether the bot speaks there, owners whether it speaks at all."""

from collections.abc import Mapping

from bot.chat.authority import Authority
from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.incoming import Question
from bot.chat.ports import Answerer, Chats, Doors
from bot.core.records.access import Budget
from bot.core.records.record import Act, Origin

EVERYWHERE = "all"
"""What an owner says behind the command to mean every chat."""


class Switch:
    """Turns the bot off and on, in one chat or in all; rights are looked up when the command comes."""

    def __init__(self, answerer: Answerer, desk: Desk, chats: Chats, doors: Doors, authority: Authority) -> None:
        self._answerer = answerer
        self._desk = desk
        self._chats = chats
        self._doors = doors
        self._authority = authority

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        return {"pause": self._pause, "resume": self._resume}

    async def _pause(self, question: Question) -> None:
        await self._turn(question, paused=True)

    async def _resume(self, question: Question) -> None:
        await self._turn(question, paused=False)

    async def _turn(self, question: Question, paused: bool) -> None:
        everywhere = question.text.strip() == EVERYWHERE
        key = await (self._turn_all(question, paused) if everywhere else self._turn_here(question, paused))
        await self._desk.post(question.entry(self._answerer.say(key), Origin.COMMAND))

    async def _turn_here(self, question: Question, paused: bool) -> str:
        objection = await self._authority.objection(question)
        if objection is not None:
            await self._authority.refused(question.seat, question.at, f"/{question.command}")
            return objection
        before = await self._chats.paused(question.seat.chat_id)
        await self._chats.pause(question.seat.chat_id, paused)
        key = "paused" if paused else "resumed"
        await self._authority.note(question.seat, question.at, key, "", (_word(before), _word(paused)))
        return key

    async def _turn_all(self, question: Question, paused: bool) -> str:
        seat, at = question.seat, question.at
        if not self._authority.owns(seat.person_id):
            await self._authority.refused(seat, at, f"/{question.command} {EVERYWHERE}")
            return "owners_only"
        before = (await self._doors.standing(seat, at, Budget())).closed
        change = (_word(before), _word(paused))
        key = "paused_all" if paused else "resumed_all"
        await self._doors.shut(paused, Act(at, seat.speaker, seat.chat_id, key, "", *change))
        return key


def _word(paused: bool) -> str:
    return "paused" if paused else "running"
