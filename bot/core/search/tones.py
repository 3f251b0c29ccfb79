"""How people ask and how they state, whatever the subject."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.core.language.features import manner
from bot.core.search.retrieve import MISS, Index, Phrasing

_ASKS, _STATES = "asks", "states"
"""The two entries of an index of tones."""


@dataclass(frozen=True)
class Tones:
    """Tells questions from statements.

    `leans` holds for each feature of the manner how much it counts, and how much it speaks for a statement.
    """

    leans: Mapping[str, tuple[float, float]] = field(repr=False)

    @classmethod
    def of(cls, rows: Iterable[Phrasing]) -> "Tones":
        """What `rows` teach, which are asked, or else affirmed or refuted."""
        told = (row for row in rows if row.role != MISS and row.text)
        return cls.learned(
            Index.of(replace(row, entry=_tone_of(row), role="ask", features=manner(row.features)) for row in told)
        )

    @classmethod
    def learned(cls, index: Index) -> "Tones":
        """The same from an index that has learned it: for the odds of two entries one number a feature is enough."""
        rows = index.postings.rows
        asks, states = index.speaking(_ASKS, rows), index.speaking(_STATES, rows)
        counts = zip(rows, index.counts.tolist(), strict=True)
        return cls({name: (count, states.get(name, 0.0) - asks.get(name, 0.0)) for name, count in counts})

    def stated(self, features: Mapping[str, float]) -> float:
        """How likely what has `features` states something rather than asking, 0..1."""
        told = square = 0.0
        for name, count in features.items():
            if found := self.leans.get(name):
                weight = found[0] * (1.0 + math.log(count))
                told += weight * found[1]
                square += weight * weight
        return 1.0 / (1.0 + math.exp(-told / (math.sqrt(square) or 1.0)))


def _tone_of(row: Phrasing) -> str:
    """Whether a phrasing asks or states."""
    return _ASKS if row.role == "ask" else _STATES
