"""Who may decide how the bot behaves in a chat: its own admins, and the owners of the bot."""

from collections.abc import Collection
from datetime import datetime

from bot.chat.admins import Admins
from bot.chat.incoming import Press, Question
from bot.chat.ports import Audit, Chats
from bot.core.records.record import Act, Seat


class Authority:
    """Looked up when a command or a press comes; what is not certain is refused, and a refusal is written down."""

    def __init__(self, admins: Admins, owners: Collection[int], chats: Chats, audit: Audit) -> None:
        self._admins = admins
        self._owners = frozenset(owners)
        self._chats = chats
        self._audit = audit

    def owns(self, person_id: int | None) -> bool:
        """Say whether somebody owns the bot."""
        return person_id in self._owners

    async def objection(self, question: Question) -> str | None:
        """Return the key of what speaks against a command, if anything does."""
        if question.private or question.seat.person_id in self._owners:
            return None
        if question.anonymous:
            # Only admins can speak as their group, but which of them it is cannot be told.
            return None if (await self._chats.policy(question.seat.chat_id)).anonymous else "anonymous_admin"
        return None if await self._runs(question.seat) else "not_admin"

    async def objection_to_press(self, press: Press) -> str | None:
        """Return the key of what speaks against a press, if anything does; who presses has always a name."""
        return None if press.seat.person_id in self._owners or await self._runs(press.seat) else "not_admin"

    async def refused(self, seat: Seat, at: datetime, what: str) -> None:
        """Write down that somebody wanted what they may not do."""
        await self.note(seat, at, "refused", what)

    async def note(
        self, seat: Seat, at: datetime, action: str, detail: str, change: tuple[str, str] = ("", "")
    ) -> None:
        """Write down what somebody decided for a chat, and what that changed from what to what."""
        await self._audit.log(Act(at, seat.speaker, seat.chat_id, action, detail, *change))

    async def _runs(self, seat: Seat) -> bool:
        return seat.person_id is not None and await self._admins.includes(seat.chat_id, seat.person_id)
