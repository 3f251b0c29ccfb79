"""How long calls take."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds per call, sorted."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """What half of the calls do not exceed."""
        return self.within(0.5)

    @property
    def most(self) -> float:
        """The slowest call."""
        return self.seconds[-1]

    def within(self, share: float) -> float:
        """What `share` of the calls do not exceed."""
        return self.seconds[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


def clocked(call: Callable[[str], Result], texts: Iterable[str]) -> tuple[list[Result], Times]:
    """What `call` makes of each of `texts`, and how long that takes."""
    results, seconds = [], []
    for text in texts:
        begun = perf_counter()
        result = call(text)
        seconds.append(perf_counter() - begun)
        results.append(result)
    return results, Times(sorted(seconds))
