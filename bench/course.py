"""How waits and memory go while a load runs: a point every so many answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

EVERY = 2000
"""Answers between two points."""


@dataclass(frozen=True, slots=True)
class Point:
    """What it was like at the `answered`-th answer: p99 in milliseconds since the point before, memory in MiB."""

    answered: int
    p99: float
    memory: float


class Course:
    """Notes the memory as answers come."""

    def __init__(self, memory: Callable[[], float]) -> None:
        self._memory = memory
        self._noted: list[float] = []

    def answered(self, count: int) -> None:
        """Take note that so many are answered now."""
        if count % EVERY == 0:
            self._noted.append(self._memory())

    def points(self, waits: Sequence[float]) -> tuple[Point, ...]:
        """The points, given the waits in the order of the answers."""
        parts = (sorted(waits[start : start + EVERY]) for start in range(0, len(waits), EVERY))
        numbered = enumerate(zip(parts, self._noted, strict=False), 1)
        return tuple(Point(number * EVERY, percentile(part, 0.99), memory) for number, (part, memory) in numbered)


def percentile(ordered: Sequence[float], part: float) -> float:
    """The value that this part of the values lies below."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
