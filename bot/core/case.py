"""A reading with its candidates: what every step of a decision looks at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.core.context import Reading
from bot.core.features import substance, surface_features
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.retrieve import Match

ACCEPTED = 0.45
"""The confidence from which the best candidate answers."""
FIRM = 0.85
"""The confidence from which a word of advice or forecast in a message is about the companies, not the asker."""
HINTED = 0.3
"""The confidence from which a candidate is a sign that a message is about the deal at all."""
WEAK = 0.20
"""The score from which a candidate is worth offering where nothing answers."""


@dataclass(frozen=True)
class Case:
    """What was read, the candidates (best first), and where they come from."""

    reading: Reading
    ranked: Sequence[Match]
    knowledge: Knowledge

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the message's own words."""
        return self.reading.own.roles

    @property
    def best(self) -> Match | None:
        """The best candidate, if there is one."""
        return self.ranked[0] if self.ranked else None

    @property
    def best_fact(self) -> Fact | None:
        """The fact of the best candidate; None where a gap is nearer."""
        return self.knowledge.facts.get(self.ranked[0].entry) if self.ranked else None

    @cached_property
    def confidence(self) -> float:
        """How likely the best candidate is meant, 0..1: fitted on questions that no phrasing was written from.

        The lead is that over the next candidate of another bullet: facts of one bullet answer for each other.
        """
        top = self.best
        if top is None:
            return 0.0
        tied = (n[0] in "cmetn" or n in _TIES or (n[0] == "w" and len(n) > _SHORT_WORD) for n in top.reasons)
        if not any(tied):
            return 0.0
        rival = next((m for m in self.ranked[1:] if self._place(m) != self._place(top)), None)
        lead = top.score - (rival.score if rival else 0.0)
        anchored = any(name[0] in "cmen" or name in _TIES for name in top.reasons)
        said = min(sum(map(substance, self.reading.own.features)), _ENOUGH_SAID)
        evidence = 4.2 * top.coverage + 2.8 * lead + 2.4 * anchored + 0.13 * said
        sure = 1 / (1 + math.exp(_BAR - evidence))
        return sure if self._says_what() else min(sure, _HARDLY)

    @cached_property
    def intent(self) -> Match | None:
        """What people say to a bot that the message's own words come nearest to, if to any."""
        found = self.knowledge.chat.search(surface_features(self.reading.own.tokens))
        return max(found.values(), key=lambda m: (m.nearness, m.entry), default=None)

    def _says_what(self) -> bool:
        """Whether a message says what it wants to know of whom it names: by a subject, or by asking why, how much."""
        reading = self.reading
        return bool(reading.roles & ASKING) or sum(map(substance, reading.features)) >= _SAYS_WHAT

    @property
    def of_the_deal(self) -> bool:
        """Whether a message is about the deal at all."""
        own = self.reading.own
        named = own.entities or own.concepts or own.roles & {"collective", "this_deal"}
        measured = any(name[0] == "m" for name in own.features)
        return bool(named or measured or self.confidence >= HINTED)

    def _place(self, match: Match) -> object:
        fact = self.knowledge.facts.get(match.entry)
        return (fact.source.section, fact.source.point) if fact else match.entry


ASKING = frozenset(
    {"how_much", "share", "ratio", "difference", "sum", "rank", "compare", "why", "risk", "benefit", "impact",
     "who_says", "certainty", "when", "meaning", "who", "how", "status_ask", "superlative_most", "superlative_least",
     "first_time",
     "done", "event", "failed", "official"}
)  # fmt: skip
"""Roles that say what is asked of somebody, without a word of the subject."""
_TIES = frozenset({"r:done", "r:event", "r:status_ask", "r:failed"})
"""Roles that tie a message to a deal by themselves: 签了没有."""
_SHORT_WORD = 3
_SAYS_WHAT, _HARDLY = 1.5, 0.4
_BAR = 5.2
"""What the evidence must outweigh."""
_ENOUGH_SAID = 20.0
"""Beyond this, further words say no more of how sure a match is."""
