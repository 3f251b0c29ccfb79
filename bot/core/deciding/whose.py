"""Whose the thing is that a message asks for: nobody's whom it names, or another's."""

from itertools import pairwise

from bot.core.deciding.case import ACCEPTED, Case
from bot.core.decision import NotCovered
from bot.core.language.roles import plays
from bot.core.premises.stating import ASKS, states
from bot.core.referents import figure_named


def of_another(case: Case) -> NotCovered | None:
    """A figure that only one has, asked as somebody else's: 甲的估值多少."""
    known, own, fact = case.knowledge, case.reading.whole, case.best_fact
    named, words = {known.owner(entity) for entity in own.entities}, [t for t in own.tokens if t.text != "的"]
    for whose, what in pairwise(words):
        owner, figure = known.owner(whose.id_of("entity")), what.id_of("measure") and figure_named(what, known)
        if owner and fact and figure and figure.measured.of not in named:
            return None if owner in fact.about else NotCovered(near=(figure.id,))
    return None


def told_of_another(case: Case) -> NotCovered | None:
    """What the material says of one company alone, asked of another: 甲的短板是哪几块, where only 乙 has some."""
    known, own, fact = case.knowledge, case.reading.whole, case.best_fact
    named = set(case.reading.entities) or set(known.investors(own))
    asked = own.roles & ASKS and case.roles.isdisjoint({"why", "tag"}) and not states(own, known)
    if fact is None or not asked or len(named) != 1 or not named <= {*known.pack.deal.investors}:
        return None
    owners = [whom for concept in own.concepts if (whom := known.told_of.get(concept))]
    of_its_own = not named.isdisjoint(fact.about) and (case.likely or not {*own.concepts}.isdisjoint(fact.concepts))
    if not owners or of_its_own or any(named & whom for whom in owners):
        return None
    return NotCovered(whom=next(iter(named)), instead=tuple(sorted(frozenset[str]().union(*owners))))


def points_at_nobody(case: Case) -> bool:
    """Whether a message asks of 他家, or of an 它 that only an investor's fact would fit, and nobody was named."""
    reading, deal = case.reading, case.knowledge.pack.deal
    named = set(map(case.knowledge.owner, reading.own.entities)) - {deal.target} or reading.lately or reading.facts
    if named or case.best_fact is None or case.confidence < ACCEPTED:
        return False
    if any(plays(token, "firm") for before, token in pairwise(reading.own.tokens) if before.text.endswith("的")):
        # 出得最少的那家 says which.
        return False
    about = case.best_fact.about
    compared = case.best_fact.id == case.knowledge.against("rank")
    of_an_investor = (compared or not set(about).isdisjoint(deal.investors)) and not case.roles & {
        "this_deal",
        "collective",
    }
    return ("firm" in case.roles and deal.target not in about) or ("pronoun" in case.roles and of_an_investor)
