"""What is written down, to be read in the chat."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.chat.calendar import Calendar
from bot.chat.incoming import Press, Question
from bot.chat.moderation.corrector import Records
from bot.chat.moderation.editing import RefusedError, called
from bot.chat.moderation.ports import Core, Shelf, Staff
from bot.chat.moderation.reports import Reports
from bot.core.model import Reply
from bot.core.records.record import Act, Correcting
from bot.core.records.revision import Revision
from bot.core.replies.public import Correction, corrections

SHOWN = 10
"""How many lines a list in the chat has at most."""


class Books:
    """What is written down, and read in the chat: facts, their history, corrections, who moderates, who did what."""

    def __init__(self, core: Core, records: Records, staff: Staff, shelf: Shelf, calendar: Calendar) -> None:
        self._say = core
        self._facts = core
        self._reports = Reports(core)
        self._revisions = records.revisions
        self._orders = records.orders
        self._staff = staff
        self._shelf = shelf
        self._calendar = calendar

    async def card(self, fact: str) -> Reply:
        """A fact as it is now, by its id or by a question that it answers, with everything that may be set."""
        try:
            values = self._facts.values(fact)
        except LookupError:
            owner = self._facts.owner(fact)
            if not owner:
                raise RefusedError("edit_unknown", fact=called(fact)) from None
            fact, values = owner, self._facts.values(owner)
        lines = "\n".join(f"{key}：{value}" for key, value in values.items())
        return self._say.say("fact_card", fact=fact, number=str(self._facts.number(fact)), lines=lines)

    async def history(self, fact: str) -> Reply:
        """The last revisions of a fact."""
        own = [r for r in await self._revisions.all() if r.fact == fact][-SHOWN:]
        if not own and self._facts.name(fact) == fact:
            raise RefusedError("edit_unknown", fact=called(fact))
        return self._say.say("history", fact=fact, lines="\n".join(map(self._revision, own)) or "—")

    async def corrections(self, counted: bool) -> Reply:
        """The last corrections: what was said, what is right now; `counted` adds what became of the copies."""
        last, revisions = (await self._orders.all())[-SHOWN:], await self._revisions.all()
        lines = [
            self._correction(one) + (await self._counts(one.wanted) if counted else "")
            for one in corrections(last, revisions, self._now(last))
        ]
        return self._say.say("corrections", lines="\n".join(lines) or "—")

    def _now(self, orders: Sequence[Correcting]) -> dict[str, dict[str, str]]:
        """What the facts of `orders` have under each key now; those that are gone are left out."""
        now: dict[str, dict[str, str]] = {}
        for fact in {wanted.fact for wanted in orders}:
            with suppress(LookupError):
                now[fact] = self._facts.values(fact)
        return now

    def _correction(self, one: Correction) -> str:
        changes = "；".join(f"{self._shown(key, old)} → {self._shown(key, new)}" for key, old, new in one.changed)
        words = {"title": one.title, "changes": changes, "day": f"{self._calendar.local(one.wanted.at):%Y-%m-%d}"}
        return self._say.say(f"corrections_{one.kind}", **words).text

    async def _counts(self, wanted: Correcting) -> str:
        report = await self._orders.report(wanted)
        words = {
            "edited": str(report.edited), "waiting": str(report.waiting), "unreachable": str(len(report.unreachable)),
        }  # fmt: skip
        counts = self._say.say("corrections_counts", fact=wanted.fact, number=str(wanted.number), **words).text
        return f"\n{counts}{self._reports.where(report)}"

    def _revision(self, one: Revision) -> str:
        what, how_far = self._word("change", one.change), self._word("stage", one.stage)
        changes = [f"\n   {key}：{one.before.get(key, '')} → {new}" for key, new in one.fields.items()]
        changes += [f"\n   + {ask}" for ask in one.asks]
        at = self._calendar.local(one.at)
        return f"#{one.number} {at:%Y-%m-%d %H:%M} {what}（{how_far}）{one.by}{''.join(changes)}"

    def _shown(self, key: str, value: str) -> str:
        return self._facts.standing(value) if key == "standing" else value

    def _word(self, what: str, value: str) -> str:
        return self._say.say(f"{what}_{value}").text

    async def moderators(self, question: Question) -> Reply:
        """/mod add ID, /mod remove ID, /mod list."""
        verb, _space, rest = question.text.strip().partition(" ")
        if verb in {"add", "remove"} and not is_number(rest.strip()):
            raise RefusedError("mod_how")
        act = _act(question, f"moderator {verb}", rest.strip())
        if verb == "add":
            await self._staff.appoint(int(rest), replace(act, after="moderator"))
        elif verb == "remove":
            gone = replace(act, before="moderator")
            if not await self._staff.dismiss(int(rest), gone, question.update_id):
                raise RefusedError("mod_none")
        return self._say.say("moderators", lines="\n".join(map(str, await self._staff.moderators())) or "—")

    async def move_desk(self, question: Question) -> Reply:
        """Let the cards go to the chat where this is said."""
        before, chat_id = await self._shelf.desk(), question.seat.chat_id
        await self._shelf.move_desk(chat_id)
        act = replace(_act(question, "moderators' chat"), before=str(before or ""), after=str(chat_id))
        await self._staff.log(act, question.update_id)
        return self._say.say("modchat")

    async def audit(self) -> Reply:
        """The last lines of the audit log."""
        acts = await self._staff.acts(SHOWN)
        return self._say.say("audit", lines="\n".join(map(self._line, acts)) or "—")

    def _line(self, act: Act) -> str:
        at = self._calendar.local(act.at)
        change = f"（{act.before or '—'} → {act.after or '—'}）" if act.before or act.after else ""
        return f"{at:%m-%d %H:%M} {act.person_id} {act.action} {act.detail}".rstrip() + change

    async def refused(self, question: Question) -> None:
        """Note that somebody wanted what they may not do."""
        await self._staff.log(_act(question, "refused", f"/{question.command}"), question.update_id)

    async def refused_press(self, press: Press) -> None:
        """Note that somebody pressed what they may not press."""
        act = Act(press.at, press.seat.speaker, press.seat.chat_id, "refused", f"button {press.data}")
        await self._staff.log(act, press.update_id)


def _act(question: Question, what: str, detail: str = "") -> Act:
    return Act(question.at, question.seat.speaker, question.seat.chat_id, what, detail)


def is_number(text: str) -> bool:
    """Whether a text is a number that an id can be."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID


_LONGEST_ID = 15
