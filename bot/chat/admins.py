"""Who runs a chat: asked of Telegram, and remembered for a few minutes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.chat.ports import Clock

REMEMBERED = {True: timedelta(minutes=5), False: timedelta(seconds=30)}
"""How long it counts that somebody is an admin, or is none: who was just made one should not have to wait."""
MOST = 10_000
"""People that are remembered."""
Lookup = Callable[[int, int], Awaitable[bool]]


class Admins:
    """Asks `lookup` about somebody (chat, person) at most once in a while."""

    def __init__(self, lookup: Lookup, clock: Clock) -> None:
        self._lookup = lookup
        self._clock = clock
        self._known: dict[tuple[int, int], tuple[bool, datetime]] = {}

    async def includes(self, chat_id: int, person_id: int) -> bool:
        """Say whether somebody is an admin of a chat, as of five minutes ago at the latest."""
        now, who = self._clock(), (chat_id, person_id)
        if who not in self._known or self._known[who][1] <= now:
            admin = await self._lookup(chat_id, person_id)
            self._make_room(now)
            self._known[who] = (admin, now + REMEMBERED[admin])
        return self._known[who][0]

    def forget(self, chat_id: int, person_id: int) -> None:
        """Ask about somebody again the next time."""
        self._known.pop((chat_id, person_id), None)

    def _make_room(self, now: datetime) -> None:
        if len(self._known) >= MOST:
            self._known = {who: known for who, known in self._known.items() if known[1] > now}
        if len(self._known) >= MOST:
            self._known.clear()
