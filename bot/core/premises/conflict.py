"""What a premise is checked against, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.language.understand import Understanding
from bot.core.model import Fact


@dataclass(frozen=True, slots=True)
class Conflict:
    """A premise that does not hold: by which `rule`, which `fact` stands against it, words for the reply."""

    rule: str
    fact: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message to check: what it says, the fact that the talk is about, and the fact nearest to it, if any.

    `maybe` is the nearest fact however far it is. `elsewhere` tells that it surely asks for something that the
    material does not say.
    """

    read: Understanding
    context: Fact | None
    nearest: Fact | None
    elsewhere: bool = False
    maybe: Fact | None = None


def asserts(read: Understanding) -> bool:
    """Whether a message takes something for granted or wants it confirmed, rather than asking whether it is so."""
    return "tag" in read.roles or not read.roles & {"yesno", "either"}
