"""/pause and /resume: a chat's own admins decide whether the bot speaks there."""

from collections.abc import Mapping

from bot.chat.authority import Authority
from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.incoming import Question
from bot.chat.ports import Answerer, Chats
from bot.core.record import Origin


class Switch:
    """Turns the bot off and on in one chat; rights are looked up when the command comes."""

    def __init__(self, answerer: Answerer, desk: Desk, chats: Chats, authority: Authority) -> None:
        self._answerer = answerer
        self._desk = desk
        self._chats = chats
        self._authority = authority

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        return {"pause": self._pause, "resume": self._resume}

    async def _pause(self, question: Question) -> None:
        await self._turn(question, paused=True)

    async def _resume(self, question: Question) -> None:
        await self._turn(question, paused=False)

    async def _turn(self, question: Question, paused: bool) -> None:
        key = await self._authority.objection(question)
        if key is None:
            await self._chats.pause(question.seat.chat_id, paused)
            key = "paused" if paused else "resumed"
            await self._authority.note(question.seat, question.at, key, "")
        else:
            await self._authority.refused(question.seat, question.at, f"/{question.command}")
        await self._desk.post(question.entry(self._answerer.say(key), Origin.COMMAND))
