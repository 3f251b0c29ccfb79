"""/doctor: what the doctor found, in words."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from html import escape

from bot.chat.authority import Authority
from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.doctor import MUTE, Finding
from bot.chat.incoming import Question
from bot.chat.ports import Answerer
from bot.core.model import Kind, Reply
from bot.core.records.record import Origin

Examine = Callable[[int | None], Awaitable[list[Finding]]]
IsStaff = Callable[[int | None], Awaitable[bool]]
GOOD, BAD = "✅", "⚠️"


class Checkup:
    """In a group for its admins; in private, about the whole bot, for owners and moderators."""

    def __init__(self, say: Answerer, desk: Desk, authority: Authority, examine: Examine, staff: IsStaff) -> None:
        """A check-up by `examine` (of a group, or of none); `staff` says who is an owner or a moderator."""
        self._say = say
        self._desk = desk
        self._authority = authority
        self._examine = examine
        self._staff = staff

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        return {"doctor": self._doctor}

    async def _doctor(self, question: Question) -> None:
        key = await self._objection(question)
        if key is not None:
            await self._authority.refused(question.seat, question.at, "/doctor")
            await self._desk.post(question.entry(self._say.say(key), Origin.COMMAND))
            return
        findings = await self._examine(None if question.private else question.seat.chat_id)
        entry = question.entry(self._worded(findings), Origin.COMMAND)
        if any(finding.what == MUTE for finding in findings):
            # There it could not be said.
            entry = replace(entry, chat_id=question.seat.speaker, topic_id=None, message_id=0)
        await self._desk.post(entry)

    async def _objection(self, question: Question) -> str | None:
        if question.private:
            return None if await self._staff(question.seat.person_id) else "not_for_you"
        return await self._authority.objection(question)

    def _worded(self, findings: list[Finding]) -> Reply:
        text = "\n".join(map(self._line, findings))
        return Reply(Kind.ABOUT_BOT, text, escape(text, quote=False))

    def _line(self, finding: Finding) -> str:
        found = self._say.say(f"doctor_{finding.what}", **finding.values).text
        if not finding.remedy:
            return f"{GOOD if finding.ok else BAD} {found}"
        return f"{BAD} {found}\n   → {self._say.say(f'remedy_{finding.remedy}').text}"
