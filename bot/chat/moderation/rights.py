"""Who may do what: looked up when a command or a press comes, never remembered."""

from collections.abc import Collection
from enum import IntEnum

from bot.chat.moderation.ports import Staff


class Role(IntEnum):
    """What somebody is to the bot; a higher one may do all that a lower one may."""

    NOBODY = 0
    MODERATOR = 1
    OWNER = 2


class Rights:
    """Owners come from the configuration, moderators are appointed by them."""

    def __init__(self, owners: Collection[int], staff: Staff) -> None:
        self._owners = frozenset(owners)
        self._staff = staff

    async def role(self, person_id: int | None) -> Role:
        """Return what somebody is right now; who cannot be told from others is nobody."""
        if person_id in self._owners:
            return Role.OWNER
        return Role.MODERATOR if person_id in await self._staff.moderators() else Role.NOBODY

    async def serves(self, person_id: int | None) -> bool:
        """Return whether somebody is an owner or a moderator right now."""
        return await self.role(person_id) is not Role.NOBODY
