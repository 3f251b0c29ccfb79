"""The moderators' commands and the buttons under what they bring; each asks first who it is."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat.buttons import Notice, Verb
from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.incoming import Press, Question
from bot.chat.moderation.books import Books, is_number
from bot.chat.moderation.editing import LONGEST, Doer, Editing, ForbiddenError, RefusedError
from bot.chat.moderation.offers import DROP, VERBS, offer
from bot.chat.moderation.rights import Rights, Role
from bot.chat.ports import Answerer
from bot.core.model import Reply
from bot.core.records.record import Entry, Origin
from bot.core.records.revision import Change, Revision
from bot.core.records.step import Reach

_PAIR = re.compile(r"^\s*([a-z_.]+)\s*[:：]\s*(.+)$")
FORBIDDEN = frozenset({"not_for_you", "edit_second", "edit_owner"})
"""Notices that somebody may not do what they pressed."""
Order = Callable[[Question, Role], Awaitable[Reply]]


class Orders:
    """/fact /set /teach /hold /release /retire /undo /history /corrections, for owners also /mod and /audit."""

    def __init__(self, say: Answerer, desk: Desk, rights: Rights, editing: Editing, books: Books) -> None:
        self._say = say
        self._desk = desk
        self._rights = rights
        self._editing = editing
        self._books = books

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        moderators: dict[str, Order] = {
            "fact": self._fact,
            "set": self._set,
            "teach": self._teach,
            "hold": self._switching(Change.PAUSE),
            "release": self._switching(Change.RESUME),
            "retire": self._switching(Change.RETIRE),
            "undo": self._undo,
            "history": self._history,
        }
        owners: dict[str, Order] = {"mod": self._mod, "audit": self._audit, "modchat": self._modchat}
        return {
            "corrections": self.guarded(Role.NOBODY, self._corrections),
            **{name: self.guarded(Role.MODERATOR, order) for name, order in moderators.items()},
            **{name: self.guarded(Role.OWNER, order) for name, order in owners.items()},
        }

    def guarded(self, least: Role, order: Order) -> Command:
        """Return the command that does `order` for who is at least `least`, and refuses everybody else."""

        async def command(question: Question) -> None:
            role = await self._rights.role(question.seat.person_id)
            try:
                if role < least:
                    raise ForbiddenError("not_for_you")
                reply = await order(question, role)
            except RefusedError as refused:
                if isinstance(refused, ForbiddenError):
                    await self._books.refused(question)
                reply = self._say.say(refused.key, **refused.words)
            said = question.entry(reply, Origin.COMMAND)
            await self._desk.post(replace(said, trigger=f"/{question.command}"))

        return command

    def audited(self, verb: Verb) -> Verb:
        """Return what does what `verb` does, and notes in the audit log whom it refuses."""

        async def pressed(press: Press, entry: Entry | None) -> Notice:
            notice = await verb(press, entry)
            if notice in FORBIDDEN:
                await self._books.refused_press(press)
            return notice

        return pressed

    async def pressed(self, press: Press, entry: Entry | None) -> Notice:
        """Do what a button under a proposal says; return the key of a notice, or nothing where the message says it."""
        role = await self._rights.role(press.seat.person_id)
        _, number, what = (*press.data.split(":"), "", "")[:3]
        if role is Role.NOBODY or press.seat.person_id is None:
            return "not_for_you"
        if entry is None or not is_number(number) or what not in VERBS:
            return "stale"
        if not entry.reply.offers(press.data):
            return "edit_settled"
        doer = Doer(press.seat.person_id, role, press.seat.chat_id, press.at, press.update_id)
        try:
            if what == DROP:
                revision = await self._editing.drop(int(number), doer)
            else:
                revision = await self._editing.confirm(int(number), doer, Reach(what))
        except RefusedError as refused:
            return refused.notice
        settled = self._say.say(f"edit_done_{what}", fact=revision.fact, number=str(revision.number))
        await self._desk.rewrite(replace(entry, reply=settled.below(entry.reply.text, entry.reply.html)))
        return None

    async def _fact(self, question: Question, _: Role) -> Reply:
        return await self._books.card(question.text.strip() or _first(question))

    async def _set(self, question: Question, _: Role) -> Reply:
        fact, *lines = question.text.strip().split("\n")
        pairs = [_PAIR.match(line) for line in lines if line.strip()]
        if not pairs or not all(pairs):
            raise RefusedError("edit_how")
        fields = {pair[1]: pair[2].strip() for pair in pairs if pair}
        if any(len(value) > LONGEST for value in fields.values()):
            raise RefusedError("too_long", most=str(LONGEST))
        return await self._offer(
            self._editing.change(fact.strip(), fields, question.seat.speaker, question.at), question
        )

    async def _teach(self, question: Question, _: Role) -> Reply:
        fact, _space, text = question.text.strip().partition(" ")
        if not text.strip():
            raise RefusedError("teach_how")
        if len(text.strip()) > LONGEST:
            raise RefusedError("too_long", most=str(LONGEST))
        revision = self._editing.phrasing(fact, (text.strip(),), question.seat.speaker, question.at)
        kept = await self._editing.propose(revision, _doer(question))
        return self._say.say("taught", fact=fact, text=text.strip(), number=str(kept.number))

    def _switching(self, change: Change) -> Order:
        async def switch(question: Question, _: Role) -> Reply:
            revision = self._editing.switch(_first(question), change, question.seat.speaker, question.at)
            return await self._offer(revision, question)

        return switch

    async def _offer(self, revision: Revision, question: Question) -> Reply:
        kept = await self._editing.propose(revision, _doer(question))
        return offer(self._say, kept)

    async def _undo(self, question: Question, role: Role) -> Reply:
        fact = _first(question)
        undone = await self._editing.undo(fact, _doer(question, role))
        return self._say.say("undone", fact=fact, number=str(undone.number))

    async def _history(self, question: Question, _: Role) -> Reply:
        return await self._books.history(_first(question))

    async def _corrections(self, question: Question, role: Role) -> Reply:
        if role is Role.NOBODY and not question.private:
            raise RefusedError("corrections_where")
        return await self._books.corrections(counted=role is not Role.NOBODY)

    async def _mod(self, question: Question, _: Role) -> Reply:
        return await self._books.moderators(question)

    async def _modchat(self, question: Question, _: Role) -> Reply:
        return await self._books.move_desk(question)

    async def _audit(self, _: Question, __: Role) -> Reply:
        return await self._books.audit()


def _doer(question: Question, role: Role = Role.MODERATOR) -> Doer:
    return Doer(question.seat.speaker, role, question.seat.chat_id, question.at, question.update_id)


def _first(question: Question) -> str:
    words = question.text.split()
    if not words:
        raise RefusedError("which_fact")
    return words[0]
