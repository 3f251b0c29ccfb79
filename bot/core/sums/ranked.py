"""The figures that a comparison names by their rank: 甲和出得最多的差多少, 第一名是第二名的几倍."""

from bot.core.knowledge import Knowledge
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import figures_of
from bot.core.sums.arithmetic import larger_first

_COMPARED = frozenset({"difference", "ratio", "compare"})
_BOTH_ENDS = frozenset({"superlative_most", "superlative_least"})
_RANKS = {"ranked_first": 0, "ranked_second": 1, "ranked_last": -1}
"""Signs of a rank, and its place among the investors, the largest first."""


def named_by_rank(read: Understanding, knowledge: Knowledge) -> list[tuple[int, Fact]]:
    """The figures of those whom a message that compares calls the most, the second or the least, with their places."""
    every = figures_of(knowledge.pack.deal.investors, knowledge)
    if read.roles.isdisjoint(_COMPARED) or len(every) <= max(_RANKS.values()):
        return []
    ranked = larger_first(every)
    if read.roles >= _BOTH_ENDS and not read.entities and not read.concepts:
        # 谁最多谁最少 差多少
        return [(0, ranked[0]), (1, ranked[-1])]
    places = ((_place(read.text, sign, knowledge), rank) for sign, rank in _RANKS.items())
    return [(place, ranked[rank]) for place, rank in places if place >= 0]


def _place(text: str, sign: str, knowledge: Knowledge) -> int:
    """Where in `text` the first word of a sign stands; -1 where none does."""
    return next((place for word in knowledge.pack.language.signs[sign] if (place := text.find(word)) >= 0), -1)
