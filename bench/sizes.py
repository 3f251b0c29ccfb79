"""How much is measured: the sizes of the full run, and of one that only shows that all of it works."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
SEED = 20260129
"""What the invented words of the synthetic packs come from: with the same seed they are the same everywhere."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    `phrasings` are the sizes of the synthetic packs, `share` is how much of the deal pack is taken. At most `asked`
    questions are put to each contender, and no more than `scans` of phrasings are compared by the one that compares
    them all. `messages` of each of `lengths` are timed, a start `runs` times. More than one section `at_once` is quick,
    but then their times disturb each other.
    """

    share: float
    phrasings: tuple[int, ...]
    asked: int
    scans: int
    lengths: tuple[int, ...]
    messages: int
    runs: int
    at_once: int = 1

    def questions(self, phrasings: int, scans: bool) -> int:
        """How many questions are put to a contender that has so many phrasings, and `scans` them all or does not."""
        return min(self.asked, max(_FEWEST, self.scans // max(phrasings, 1))) if scans else self.asked


_FEWEST = 100
FULL = Sizes(
    share=1.0,
    phrasings=(1_000, 10_000, 100_000),
    asked=1_000,
    scans=30_000_000,
    lengths=(10, 100, 1_000, 3_000, 4_000),
    messages=20,
    runs=5,
)
QUICK = Sizes(
    share=0.1,
    phrasings=(400,),
    asked=20,
    scans=10_000,
    lengths=(10, 100),
    messages=3,
    runs=1,
    at_once=2,
)


def spread(items: Iterable[Item], most: int) -> tuple[Item, ...]:
    """At most `most` of `items`, evenly from the first to the last."""
    rows = tuple(items)
    return rows if len(rows) <= most else tuple(rows[number * len(rows) // most] for number in range(most))
