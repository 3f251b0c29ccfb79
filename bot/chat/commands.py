"""The commands that everybody has."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.addressing import Me
from bot.chat.desk import Desk
from bot.chat.gate import Gate
from bot.chat.incoming import Question, read_question
from bot.chat.ports import Answerer, Clock, Privacy
from bot.core.model import Reply
from bot.core.records.record import Origin

# These also work where the bot is paused: they say how to go on, or serve the person alone.
EVEN_PAUSED = frozenset({"start", "help", "forget", "pause", "resume", "settings", "doctor"})
Command = Callable[[Question], Awaitable[None]]
Heard = Callable[[Question], Awaitable[bool]]
"""Takes a message, or says False where it is somebody else's."""


class Commands:
    """/start /help /facts /sources /about /forget."""

    def __init__(self, answerer: Answerer, desk: Desk, privacy: Privacy, opened: Heard) -> None:
        """Commands that leave deep links to `opened` where it takes them."""
        self._opened = opened
        self._answerer = answerer
        self._desk = desk
        self._privacy = privacy

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        plain = {key: self._saying(key) for key in ("help", "sources", "about")}
        return {**plain, "start": self._start, "facts": self._facts, "forget": self._forget}

    def _saying(self, key: str) -> Command:
        async def say(question: Question) -> None:
            await self._post(question, self._answerer.say(key))

        return say

    async def _start(self, question: Question) -> None:
        if await self._opened(question):
            return
        try:
            reply = self._answerer.fact(question.text) if question.text else None
        except LookupError:
            reply = None
        if reply is None:
            await self._post(question, self._answerer.say("start"))
        else:
            entry = question.entry(reply, Origin.COMMAND)
            evidence = {"text": self._answerer.title(question.text)}
            await self._desk.post(replace(entry, trigger=question.text, evidence=evidence))

    async def _facts(self, question: Question) -> None:
        await self._post(question, self._answerer.menu("menu"), trigger="menu")

    async def _forget(self, question: Question) -> None:
        person_id = question.seat.person_id
        if person_id is not None:
            await self._privacy.forget(person_id)
        # The confirmation itself must not remember the person either.
        entry = question.entry(self._answerer.say("forgotten"), Origin.COMMAND)
        await self._desk.post(replace(entry, person_id=None))

    async def _post(self, question: Question, reply: Reply, trigger: str = "") -> None:
        await self._desk.post(replace(question.entry(reply, Origin.COMMAND), trigger=trigger))


class CommandHandlers:
    """What Telegram delivers, handed to the command it names."""

    def __init__(self, table: Mapping[str, Command], even_paused: Collection[str], gate: Gate, clock: Clock) -> None:
        """Handlers of `table`; those of `even_paused` also work where the bot is paused."""
        self._table = table
        self._even_paused = even_paused
        self._gate = gate
        self._clock = clock

    @property
    def names(self) -> list[str]:
        """The commands that are known."""
        return list(self._table)

    async def called(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a command."""
        question = read_question(update, Me.of(context.bot), self._clock())
        if question is None or question.command not in self._table:
            return
        admits = self._gate.admits_paused if question.command in self._even_paused else self._gate.admits
        if await admits(question):
            await self._table[question.command](question)
