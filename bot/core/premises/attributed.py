"""Whose it is what a message says: of one company what the material says of another."""

from collections.abc import Collection, Iterable

from bot.core.decision import Correction
from bot.core.knowledge import Knowledge
from bot.core.language.normalise import BREAKS
from bot.core.language.statement import BREATHS
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.statements import denials

_SEVERAL = 2


def of_others(fact: Fact, told: Iterable[str], read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a fact is about other companies than those that a message says it of, none of whom is `told` of."""
    named, about = set(knowledge.investors(read)), set(fact.about) & set(knowledge.pack.deal.investors)
    return bool(named and about) and named.isdisjoint(about.union(told))


def another_s(fact: Fact, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a fact says of one company what a message says of another, which the fact does not even name."""
    return of_others(fact, _told_of(fact, knowledge), read, knowledge)


def misattributed(read: Understanding, fact: Fact, knowledge: Knowledge) -> tuple[str, ...]:
    """Of whom a fact, which tells several companies apart, says what a message says of another of them."""
    whom = _told_of(fact, knowledge)
    if len(whom) < _SEVERAL:
        return ()
    clauses = map(knowledge.reader.read_phrasing, filter(None, BREAKS.split(fact.say)))
    parts = [clause for clause in clauses if knowledge.investors(clause)]
    for clause in map(knowledge.reader.read, filter(None, BREATHS.split(read.text))):
        named = knowledge.investors(clause)
        if len(named) != 1 or named[0] not in whom or denials(clause, knowledge):
            continue
        for concept in clause.concepts:
            owners = dict.fromkeys(o for part in parts if concept in part.concepts for o in knowledge.investors(part))
            if owners and named[0] not in owners:
                return tuple(owners)
    return ()


def _told_of(fact: Fact, knowledge: Knowledge) -> tuple[str, ...]:
    """The investors that a fact itself names."""
    return knowledge.investors(knowledge.reader.read_phrasing(fact.say))


def whose(fact: Fact, owners: Collection[str], knowledge: Knowledge) -> Correction:
    """A fact held against a message that says it of somebody else than its `owners`."""
    investors = [entity for entity in owners if entity in knowledge.pack.deal.investors]
    return Correction("whose", fact.id, {"owner": knowledge.called(investors)})
