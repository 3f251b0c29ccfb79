"""Questions, and questions that their author edits afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.addressing import Me
from bot.chat.commands import Heard
from bot.chat.gate import Gate
from bot.chat.hearing import Hearing
from bot.chat.incoming import Question, read_question
from bot.chat.policies import Bar, fate
from bot.chat.ports import Answerer, Clock, Ledger, Outcome
from bot.chat.publishing import Publisher
from bot.chat.talks import Talks
from bot.core.model import Reply
from bot.core.records.policy import Policy
from bot.core.records.record import OVERHEARD, Entry, Origin


@dataclass(frozen=True, slots=True)
class Tact:
    """When a question is too old: longer than `late` that is said, longer than `silent` it gets no answer.

    `bar` is how sure an answer must be that nobody asked the bot for.
    """

    late: timedelta
    silent: timedelta
    bar: Bar


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a message has to pass: whether it is heard there, and whether its sender is in no hurry."""

    hearing: Hearing
    gate: Gate


class Questions:
    """Answers what is asked of the bot, and where that is wanted what is asked of nobody."""

    def __init__(self, answerer: Answerer, entrance: Entrance, talks: Talks, publisher: Publisher, tact: Tact) -> None:
        self._answerer = answerer
        self._hearing = entrance.hearing
        self._gate = entrance.gate
        self._talks = talks
        self._publisher = publisher
        self._tact = tact

    async def answer(self, question: Question) -> None:
        """Answer a question if it is meant for the bot, or may be answered unasked."""
        if self._waited(question) > self._tact.silent:
            return
        standing = await self._hearing.heard(question)
        if standing is None or not await self._gate.lets_ask(question, standing):
            return
        if question.command not in {"", "ask"}:
            await self._gate.remark(question, "unknown_command")
        elif not question.text:
            await self._gate.remark(question, "ask_what")
        else:
            await self._answer(question, standing.policy)

    async def answer_again(self, question: Question, entry: Entry) -> None:
        """Bring an answer up to date with its question; where there was none, none appears."""
        asked_anew = question.text and question.text != entry.text
        # Without a person the entry was erased, and an edit must not fill it again.
        if entry.person_id is None or not asked_anew:
            return
        standing = await self._hearing.standing(question)
        if standing is None or not await self._gate.lets_ask(question, standing):
            return
        outcome = await self._outcome(question, entry.follows)
        kept = replace(entry, text=question.text, reply=self._worded(question, outcome), edited=True)
        kept = replace(kept, scores=outcome.scores, evidence=outcome.evidence())
        await self._publisher.update(kept, fate(standing.policy, question, outcome, self._tact.bar))

    async def _answer(self, question: Question, policy: Policy) -> None:
        # What somebody says to nobody stands by itself: it continues no talk with the bot.
        follows = await self._talks.before(question) if question.addressed else None
        outcome = await self._outcome(question, follows)
        entry = replace(
            question.entry(self._worded(question, outcome), Origin.QUESTION),
            text=question.text,
            trigger="" if question.addressed else OVERHEARD,
            scores=outcome.scores,
            evidence=outcome.evidence(),
            follows=follows,
        )
        collapse = timedelta(minutes=policy.collapse)
        await self._publisher.publish(entry, fate(policy, question, outcome, self._tact.bar), collapse)

    async def _outcome(self, question: Question, follows: int | None) -> Outcome:
        return self._answerer.answer(question.text, await self._talks.turns(follows))

    def _worded(self, question: Question, outcome: Outcome) -> Reply:
        late = self._waited(question) > self._tact.late
        return _after(self._answerer.say("late"), outcome.reply) if late else outcome.reply

    def _waited(self, question: Question) -> timedelta:
        return question.at - question.asked


def _after(word: Reply, reply: Reply) -> Reply:
    return replace(reply, text=word.text + reply.text, html=word.html + reply.html)


class QuestionHandlers:
    """What Telegram delivers, handed to Questions."""

    def __init__(self, questions: Questions, ledger: Ledger, clock: Clock, takers: Sequence[Heard]) -> None:
        """Handlers that leave a message to the first of `takers` that wants it: not all that is written asks."""
        self._takers = takers
        self._questions = questions
        self._ledger = ledger
        self._clock = clock

    async def asked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a new message."""
        question = read_question(update, Me.of(context.bot), self._clock())
        if question is None:
            return
        for takes in self._takers:
            if await takes(question):
                break
        else:
            await self._questions.answer(question)

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take a message that its author edited."""
        question = read_question(update, Me.of(context.bot), self._clock())
        if question is None:
            return
        entry = await self._ledger.by_question(question.seat.chat_id, question.message_id)
        if entry is not None:
            await self._questions.answer_again(question, entry)
