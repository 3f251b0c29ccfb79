"""How the bot behaves in one chat, as that chat's admins chose."""

from dataclasses import dataclass
from enum import StrEnum

GENERAL = 0
"""Stands for the topic of a forum that has no id of its own, and for a chat without topics."""


class Mode(StrEnum):
    """What becomes of an answer in a chat."""

    OFF = "off"
    SHADOW = "shadow"
    REVIEWED = "reviewed"
    AUTOMATIC = "automatic"


MODERATED = frozenset({Mode.SHADOW, Mode.REVIEWED})
"""Modes in which answers go to the moderators first."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a chat's admins chose; the defaults are what a chat has that chose nothing.

    `quiet` is the hours (0-23, of the configured time zone) from which to which only addressed questions are answered.
    `cooldown` is seconds between two unaddressed answers, `collapse` the minutes within which the same fact in the same
    topic points at the earlier answer (0: never). `topics` are the ids of the forum topics where the bot speaks (none:
    everywhere). `anonymous` lets anonymous admins change all this.
    """

    mode: Mode = Mode.AUTOMATIC
    unaddressed: bool = False
    votes: bool = True
    quiet: tuple[int, int] | None = None
    cooldown: int = 60
    collapse: int = 0
    topics: tuple[int, ...] = ()
    anonymous: bool = False

    @property
    def mute(self) -> bool:
        """Whether nothing that members want is posted."""
        return self.mode in {Mode.OFF, Mode.SHADOW}

    def reaches(self, topic_id: int | None) -> bool:
        """Whether the bot speaks in a topic."""
        return not self.topics or (topic_id or GENERAL) in self.topics

    def rests(self, hour: int) -> bool:
        """Whether an hour (0-23) is a quiet one; from 23 to 7 goes over midnight."""
        if self.quiet is None:
            return False
        begin, end = self.quiet
        return begin <= hour < end if begin <= end else hour >= begin or hour < end
