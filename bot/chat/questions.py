"""Questions, and questions that their author edits afterwards."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.addressing import Me
from bot.chat.desk import Desk
from bot.chat.gate import Gate
from bot.chat.incoming import Question, read_question
from bot.chat.ports import Answerer, Clock, Ledger
from bot.chat.talks import Talks
from bot.core.model import Reply
from bot.core.record import Entry, Origin

Unanswered = Callable[[Entry], Awaitable[None]]
Moderates = Callable[[Question], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a question may have waited: longer than `late` that is said, longer than `silent` it gets no answer."""

    late: timedelta
    silent: timedelta


class Questions:
    """Answers what is asked of the bot."""

    def __init__(
        self, answerer: Answerer, desk: Desk, gate: Gate, talks: Talks, patience: Patience, unanswered: Unanswered
    ) -> None:
        """Questions whose answers `unanswered` is shown: it knows what to do with those that say nothing is known."""
        self._unanswered = unanswered
        self._answerer = answerer
        self._patience = patience
        self._desk = desk
        self._gate = gate
        self._talks = talks

    async def answer(self, question: Question) -> None:
        """Answer a question if it is meant for the bot."""
        if not question.addressed or self._waited(question) > self._patience.silent:
            return
        if not await self._gate.admits(question):
            return
        if question.command not in {"", "ask"}:
            await self._remark(question, "unknown_command")
        elif not question.text:
            await self._remark(question, "ask_what")
        else:
            await self._answer(question)

    async def answer_again(self, question: Question, entry: Entry) -> None:
        """Bring an answer up to date with its question; where there was none, none appears."""
        asked_anew = question.text and question.text != entry.text
        # Without a person the entry was erased, and an edit must not fill it again.
        if entry.person_id is None or not asked_anew or not await self._gate.admits(question):
            return
        answered = await self._answered(question, entry.follows)
        kept = replace(entry, text=answered.text, reply=answered.reply, edited=True)
        await self._desk.rewrite(replace(kept, scores=answered.scores, evidence=answered.evidence))

    async def _answer(self, question: Question) -> None:
        entry = await self._answered(question, await self._talks.before(question))
        await self._desk.post(entry)
        await self._unanswered(entry)

    async def _answered(self, question: Question, follows: int | None) -> Entry:
        outcome = self._answerer.answer(question.text, await self._talks.turns(follows))
        late = self._waited(question) > self._patience.late
        reply = _after(self._answerer.say("late"), outcome.reply) if late else outcome.reply
        return replace(
            question.entry(reply, Origin.QUESTION),
            text=question.text,
            scores=outcome.scores,
            evidence=outcome.evidence(),
            follows=follows,
        )

    def _waited(self, question: Question) -> timedelta:
        return question.at - question.asked

    async def _remark(self, question: Question, key: str) -> None:
        await self._desk.post(question.entry(self._answerer.say(key), Origin.NOTICE))


def _after(word: Reply, reply: Reply) -> Reply:
    return replace(reply, text=word.text + reply.text, html=word.html + reply.html)


class QuestionHandlers:
    """What Telegram delivers, handed to Questions."""

    def __init__(self, questions: Questions, moderates: Moderates, ledger: Ledger, clock: Clock) -> None:
        """Handlers of questions; `moderates` is asked first whether a message is none, and takes it."""
        self._moderates = moderates
        self._questions = questions
        self._ledger = ledger
        self._clock = clock

    async def asked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a new message."""
        question = read_question(update, Me.of(context.bot), self._clock())
        if question is not None and not await self._moderates(question):
            await self._questions.answer(question)

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a message that its author edited."""
        question = read_question(update, Me.of(context.bot), self._clock())
        if question is None:
            return
        entry = await self._ledger.by_question(question.seat.chat_id, question.message_id)
        if entry is not None:
            await self._questions.answer_again(question, entry)
