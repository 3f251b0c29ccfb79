"""What is asked, and how well it is answered, over some days: figures from what the storage counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import Kind
from bot.core.records.record import Tally, Verdict

ENOUGH = 5
"""A share of fewer is an accident and gets no percentage."""
PERIODS = (1, 7, 30)
"""The days that are looked back on where nobody asks for others."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        """In percent; None where there are too few to say so."""
        return round(100 * self.part / self.of) if self.of >= ENOUGH else None

    def plus(self, part: int, others: int) -> "Share":
        """This share with so many more, and so many that are no part."""
        return Share(self.part + part, self.of + part + others)


@dataclass(frozen=True, slots=True)
class Waits:
    """How many seconds it takes until an answer stands: the half is faster than the median, 95% than `p95`."""

    answers: int = 0
    median: float = 0.0
    p95: float = 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of the questions of some days; the most frequent first.

    `facts` are ids, `uncovered` questions as they were understood, `chats` ids where 0 is all private chats together.
    """

    kinds: tuple[tuple[Kind, int], ...]
    facts: tuple[tuple[str, int], ...]
    uncovered: tuple[tuple[str, int], ...]
    chats: tuple[tuple[int, int], ...]
    waits: Waits


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact, how often it was the answer, and the share of the votes on it that were good."""

    fact: str
    times: int
    votes: Share


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of some days; `reviews` by why answers were reviewed, because some reasons pick the doubtful ones."""

    questions: int
    kinds: tuple[tuple[Kind, int], ...]
    votes: Share
    reviews: tuple[tuple[str, Share], ...]
    facts: tuple[Asked, ...]
    uncovered: tuple[tuple[str, int], ...]
    chats: tuple[tuple[int, int], ...]
    waits: Waits


def statistics_of(counts: Counts, tallies: Iterable[Tally], verdicts: Iterable[Verdict]) -> Statistics:
    """The figures of what was counted, voted and reviewed in the same days and chats."""
    votes: dict[str, Share] = {}
    for tally in tallies:
        votes[tally.fact] = votes.get(tally.fact, Share()).plus(tally.ups, tally.downs)
    reviews: dict[str, Share] = {}
    for verdict in verdicts:
        reviews[verdict.why] = reviews.get(verdict.why, Share()).plus(verdict.good, verdict.bad)
    return Statistics(
        questions=sum(number for _, number in counts.kinds),
        kinds=counts.kinds,
        votes=Share(sum(share.part for share in votes.values()), sum(share.of for share in votes.values())),
        reviews=tuple((why, share) for why, share in sorted(reviews.items()) if share.of),
        facts=tuple(Asked(fact, times, votes.get(fact, Share())) for fact, times in counts.facts),
        uncovered=counts.uncovered,
        chats=counts.chats,
        waits=counts.waits,
    )
