"""What is written down, to be read in the chat."""

from bot.chat.incoming import Question
from bot.chat.moderation.corrector import report_words
from bot.chat.moderation.editing import RefusedError
from bot.chat.moderation.ports import Corrections, Facts, Revisions, Shelf, Staff
from bot.chat.ports import Answerer
from bot.core.model import Reply
from bot.core.record import Act

SHOWN = 10
"""How many lines a list in the chat has at most."""


class Books:
    """What is written down, and read in the chat: facts, their history, corrections, who moderates, who did what."""

    def __init__(
        self, say: Answerer, facts: Facts, revisions: Revisions, corrections: Corrections, staff: Staff, shelf: Shelf
    ) -> None:
        self._say = say
        self._facts = facts
        self._revisions = revisions
        self._orders = corrections
        self._staff = staff
        self._shelf = shelf

    async def card(self, fact: str) -> Reply:
        """A fact as it is now, by its id or by a question that it answers, with everything that may be set."""
        try:
            values = self._facts.values(fact)
        except LookupError:
            owner = self._facts.owner(fact)
            if not owner:
                raise RefusedError("edit_unknown", fact=fact) from None
            fact, values = owner, self._facts.values(owner)
        lines = "\n".join(f"{key}：{value}" for key, value in values.items())
        return self._say.say("fact_card", fact=fact, number=str(self._facts.number(fact)), lines=lines)

    async def history(self, fact: str) -> Reply:
        """The last revisions of a fact."""
        own = [r for r in await self._revisions.all() if r.fact == fact][-SHOWN:]
        lines = "\n".join(
            f"#{r.number} {r.at:%Y-%m-%d %H:%M} {r.change.value} {r.stage.value} {r.by}"
            + "".join(f"\n   {key}：{r.before.get(key, '')} → {new}" for key, new in r.fields.items())
            for r in own
        )
        return self._say.say("history", fact=fact, lines=lines or "—")

    async def corrections(self) -> Reply:
        """The last corrections with what became of their copies."""
        last = (await self._orders.all())[-SHOWN:]
        reports = [(wanted, report_words(await self._orders.report(wanted))) for wanted in last]
        lines = "\n".join(
            f"{w.at:%Y-%m-%d} {w.fact} #{w.number}：{r['edited']} / {r['waiting']} / {r['unreachable']}"
            for w, r in reports
        )
        return self._say.say("corrections", lines=lines or "—")

    async def moderators(self, question: Question) -> Reply:
        """/mod add ID, /mod remove ID, /mod list."""
        verb, _space, rest = question.text.strip().partition(" ")
        if verb in {"add", "remove"} and not is_number(rest.strip()):
            raise RefusedError("mod_how")
        before = await self._staff.moderators()
        if verb == "add":
            await self._staff.appoint(int(rest), question.seat.speaker, question.at)
        elif verb == "remove" and not await self._staff.dismiss(int(rest)):
            raise RefusedError("mod_none")
        if verb in {"add", "remove"}:
            was, now = ("moderator" if int(rest) in before else "nobody"), ("moderator" if verb == "add" else "nobody")
            who, where = question.seat.speaker, question.seat.chat_id
            await self._staff.log(Act(question.at, who, where, f"moderator {verb}", rest.strip(), was, now))
        return self._say.say("moderators", lines="\n".join(map(str, await self._staff.moderators())) or "—")

    async def move_desk(self, question: Question) -> Reply:
        """Let the cards go to the chat where this is said."""
        who, where, before = question.seat.speaker, question.seat.chat_id, await self._shelf.desk()
        await self._shelf.move_desk(where)
        await self._staff.log(Act(question.at, who, where, "moderators' chat", "", str(before or ""), str(where)))
        return self._say.say("modchat")

    async def audit(self) -> Reply:
        """The last lines of the audit log."""
        acts = await self._staff.acts(SHOWN)
        return self._say.say("audit", lines="\n".join(map(_line, acts)) or "—")

    async def refused(self, question: Question) -> None:
        """Note that somebody wanted what they may not do."""
        chat_id = question.seat.chat_id
        await self._staff.log(Act(question.at, question.seat.speaker, chat_id, "refused", f"/{question.command}"))


def _line(act: Act) -> str:
    change = f"（{act.before or '—'} → {act.after or '—'}）" if act.before or act.after else ""
    return f"{act.at:%m-%d %H:%M} {act.person_id} {act.action} {act.detail}".rstrip() + change


def is_number(text: str) -> bool:
    """Whether a text is a number that an id can be."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID


_LONGEST_ID = 15
