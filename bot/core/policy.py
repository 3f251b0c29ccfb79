"""How the bot behaves in one chat, as that chat's admins chose."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What becomes of an answer in a chat."""

    OFF = "off"
    SHADOW = "shadow"
    REVIEWED = "reviewed"
    AUTOMATIC = "automatic"


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
