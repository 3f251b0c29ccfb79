"""A reading with its candidates: what every step of a decision looks at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.features import substance
from bot.core.model import Fact
from bot.core.premises.conflict import Asked, Conflict
from bot.core.premises.premise import conflicts
from bot.core.search.retrieve import Match

ACCEPTED = 0.55
"""The confidence from which the best candidate answers."""
LIKELY = 0.5
"""How likely the best candidate must be for a message to be about it whatever else it seems to claim."""
HINTED = 0.3
"""The confidence from which a candidate is a sign that a message is about the deal at all."""


@dataclass(frozen=True)
class Case:
    """What was read, the candidates (likeliest first), and where they come from."""

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
        """The fact of the best candidate; None where something else is nearer."""
        return self.knowledge.facts.get(self.ranked[0].entry) if self.ranked else None

    @property
    def likely(self) -> bool:
        """Whether the best candidate is likelier than all others together."""
        return self.best is not None and self.best.score >= LIKELY

    @property
    def elsewhere(self) -> bool:
        """Whether a message surely asks for something that the material does not say."""
        return self.best is not None and self.likely and self.best.entry in self.knowledge.gaps

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What the message takes for granted and the material does not bear out."""
        reading = self.reading
        asked = Asked(
            read=reading.whole if reading.inherited else reading.own,
            context=reading.facts[0] if reading.facts else None,
            nearest=self.best_fact if self.likely else None,
            elsewhere=self.elsewhere,
            maybe=self.best_fact,
        )
        return conflicts(asked, self.knowledge)

    @cached_property
    def confidence(self) -> float:
        """How likely the best candidate is right, 0..1: fitted on questions that no phrasing was written from.

        Candidates of one bullet answer for each other, so their probabilities count together. What keeps a probable
        answer from being given is above all what the message says and the candidate knows nothing of.
        """
        top = self.best
        if top is None:
            return 0.0
        together = sum(match.score for match in self.ranked if self._place(match) == self._place(top))
        likely = min(max(together, _LEAST), 1 - _LEAST)
        said = min(substance(self.reading.own.features), _ENOUGH_SAID)
        evidence = _LIKELY * math.log(likely / (1 - likely)) + _COVERED * top.coverage + _SAID * said
        return 1 / (1 + math.exp(-_BASE - evidence))

    @property
    def of_the_deal(self) -> bool:
        """Whether a message is about the deal at all."""
        own = self.reading.own
        named = own.entities or own.concepts or own.roles & {"collective", "this_deal"}
        measured = any(name[0] == "m" for name in own.features)
        intent = self.best is not None and self.best.entry in self.knowledge.intents
        return bool(named or measured or (self.confidence >= HINTED and not intent))

    def _place(self, match: Match) -> object:
        fact = self.knowledge.facts.get(match.entry)
        return (fact.source.section, fact.source.point) if fact else match.entry


_LEAST = 0.001
_BASE, _LIKELY, _COVERED, _SAID = 0.0, 0.5, 1.2, 0.02
"""The weights of the confidence: a constant, the log odds of the candidate, its coverage, how much is said at all."""
_ENOUGH_SAID = 20.0
"""Beyond this, further words say no more of how sure a match is."""
