"""What is asked of two at once: the fact of the one, and the fact that answers the same of the other."""

from bot.core.case import LIKELY, Case
from bot.core.conflict import plays
from bot.core.context import place
from bot.core.model import Fact
from bot.core.rank import candidates
from bot.core.referents import company
from bot.core.understand import Understanding

_COMPARING = frozenset({"compare", "difference", "each", "either"})
_OTHERWISE = frozenset({"why", "more", "less", "yesno", "tag", "who_says"})
"""Roles of messages that ask something else of two than how they are beside each other."""


def of_both(fact: Fact, case: Case) -> tuple[str, ...]:
    """A fact about one of two that a message compares, and the other's fact that answers it: 甲和乙谁更急."""
    named, deal = case.knowledge.investors(case.reading.own), case.knowledge.pack.deal
    told = [entity for entity in fact.about if entity in deal.investors]
    compared = case.roles & _COMPARING and not case.roles & _OTHERWISE
    if len(named) != 2 or len(told) != 1 or told[0] not in named or not compared:
        return (fact.id,)
    other = next(entity for entity in named if entity != told[0])
    found = candidates(place(_asked_of(other, case), (), case.knowledge), case.knowledge)
    theirs = [m for m in found if (about := _about(m.entry, case)) is None or told[0] not in about]
    best, weight = theirs[0] if theirs else None, sum(match.score for match in theirs)
    alike = best and _about(best.entry, case) == (other,) and best.score >= LIKELY * weight
    return (fact.id, best.entry) if best and alike else (fact.id,)


def _about(entry: str, case: Case) -> tuple[str, ...] | None:
    """Whom a fact is about; None for what is no fact."""
    return case.knowledge.facts[entry].about if entry in case.knowledge.facts else None


def _asked_of(whom: str, case: Case) -> Understanding:
    """The question asked of one of those whom it names."""
    known, read = case.knowledge, case.reading.own
    left_out = [t for t in read.tokens if company(t, known) or any(plays(t, role) for role in ("receives", "either"))]
    words = "".join(token.text for token in read.tokens if token not in left_out)
    return known.reader.read_phrasing(f"{known.entities[whom].name} {words}")
