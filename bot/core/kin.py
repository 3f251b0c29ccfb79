"""Which facts are near to which: by whom they are about, by place, subject and concepts."""

from collections.abc import Sequence

from bot.core.model import Fact


class Kin(dict[str, Sequence[str]]):
    """The other facts, nearest first, by the id of each; found out as they are asked for."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Those of `facts`."""
        super().__init__()
        self._facts = facts

    def __missing__(self, fact: str) -> Sequence[str]:
        here = next(one for one in self._facts if one.id == fact)
        ordered = sorted(self._facts, key=lambda other: -_kinship(here, other))
        self[fact] = tuple(other.id for other in ordered if other is not here)
        return self[fact]


def _kinship(here: Fact, other: Fact) -> float:
    shared = sum(concept in here.concepts for concept in other.concepts)
    return (
        2.0 * (bool(here.about) and here.about == other.about)
        + 1.0 * (here.source.section == other.source.section)
        + 0.5 * (here.topic == other.topic)
        + 0.75 * shared
    )
