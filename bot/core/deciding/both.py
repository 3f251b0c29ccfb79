"""What is asked of two at once: the fact of the one, and the fact that answers the same of the other."""

from bot.core.deciding.case import LIKELY, Case
from bot.core.deciding.rank import candidates
from bot.core.dialogue.context import place
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.stating import OPEN
from bot.core.referents import company

_COMPARING = frozenset({"compare", "difference", "each", "either"})
_OTHERWISE = frozenset({"why", "more", "less", "yesno", "tag", "who_says"})
"""Roles of messages that ask something else of two than how they are beside each other."""
_PAIR = 2


def of_both(fact: Fact, case: Case) -> tuple[str, ...]:
    """A fact about one of two that a message compares, and the other's fact that answers it: 甲和乙谁更急."""
    named, deal = case.knowledge.investors(case.reading.own), case.knowledge.pack.deal
    told = [entity for entity in fact.about if entity in deal.investors]
    of_one = len(named) == _PAIR and len(told) == 1 and told[0] in named
    if not of_one or case.roles & _OTHERWISE or not (case.roles & _COMPARING or _in_one_breath(case)):
        return (fact.id,)
    other = next(entity for entity in named if entity != told[0])
    found = candidates(place(_asked_of(other, case), (), case.knowledge), case.knowledge)
    theirs = [m for m in found if (about := _about(m.entry, case)) is None or told[0] not in about]
    best, weight = theirs[0] if theirs else None, sum(match.score for match in theirs)
    alike = best and _about(best.entry, case) == (other,) and best.score >= LIKELY * weight
    return (fact.id, best.entry) if best and alike else (fact.id,)


def _in_one_breath(case: Case) -> bool:
    """Whether a message asks something of both that it names together: 甲和乙的担心."""
    tokens, known = case.reading.own.tokens, case.knowledge
    named = [place for place, token in enumerate(tokens) if company(token, known)]
    between = tokens[named[0] + 1 : named[-1]]
    joined = all(plays(token, "receives") or not token.text[0].isalnum() for token in between)
    return joined and bool(case.roles & OPEN) and "who" not in case.roles


def _about(entry: str, case: Case) -> tuple[str, ...] | None:
    """Whom a fact is about; None for what is no fact."""
    return case.knowledge.facts[entry].about if entry in case.knowledge.facts else None


def _asked_of(whom: str, case: Case) -> Understanding:
    """The question asked of one of those whom it names."""
    known, read = case.knowledge, case.reading.own
    left_out = [t for t in read.tokens if company(t, known) or any(plays(t, role) for role in ("receives", "either"))]
    words = "".join(token.text for token in read.tokens if token not in left_out)
    return known.reader.read_phrasing(f"{known.entities[whom].name} {words}")
