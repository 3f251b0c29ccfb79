"""Steps of a decision that are about numbers: another unit, one that matches, a stake, a sum."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.deciding.case import ACCEPTED, LIKELY, Case
from bot.core.deciding.sourced import of_its_source
from bot.core.decision import Answer, Computed, Single
from bot.core.figures import Quantity
from bot.core.language.roles import money, plays_a_role, words
from bot.core.language.understand import Understanding
from bot.core.model import Bound, Fact
from bot.core.premises.matching import matching_amount, matching_row, says_no_more
from bot.core.premises.order import said_more
from bot.core.premises.overstated import overstated
from bot.core.premises.stating import OPEN, claims
from bot.core.referents import company, figure_of
from bot.core.sums.conversion import asked_unit
from bot.core.sums.ends import asked_end, open_end
from bot.core.sums.reckoning import Sum
from bot.core.sums.remainders import TOWARDS
from bot.core.sums.stakes import asked_stake
from bot.core.sums.sums import asked_sum
from bot.core.sums.supposed import SUPPOSING

_PLAINLY = 0.9
"""The share of a match from which a message that wants something confirmed says what a fact refutes."""
_TOTALS = frozenset({"sum.total", "sum.total_exact"})


def converted(case: Case) -> Single | None:
    """A number of the material in another unit."""
    return _computed(asked_unit(case.reading.own, case.knowledge))


def true_premise(case: Case) -> Single | None:
    """A number that the material names, asked about or wanted confirmed: said to match before the fact is given."""
    own = case.reading.own
    asks_else = own.roles & (OPEN | SUPPOSING | {"enough"})
    if case.knowledge.outsiders(own) or asks_else or not own.roles & {"yesno", "tag"}:
        return None
    fact = matching_amount(own, case.knowledge)
    refuted = case.best is not None and case.best.refuted >= LIKELY
    beside = refuted or _of_its_source(case) or case.elsewhere
    if fact is None or (beside and not says_no_more(own, fact, case.knowledge)):
        return None
    word = overstated(own, fact, case.knowledge)
    if word:
        return Answer((fact.id,), "overstated", {"claimed": word})
    return Answer((fact.id,), "bounded" if _without_bound(own, (fact,)) else "matches")


def _without_bound(own: Understanding, facts: Sequence[Fact]) -> bool:
    """Whether a number is named as it stands where its fact only says that it is more or less: 甲出10亿对吧."""
    said = zip(money(own), facts, strict=False)
    return any(amount.bound is None and fact.measured.bound in _OPEN_ENDED for amount, fact in said)


_OPEN_ENDED = frozenset({Bound.LESS_THAN, Bound.MORE_THAN})


def true_row(case: Case) -> Single | None:
    """Several numbers that the material names, each said of its own: all of them match."""
    own = case.reading.own
    if case.conflicts or own.roles & (OPEN | SUPPOSING | {"either", "negation"}):
        return None
    facts = matching_row(own, case.knowledge)
    lead = "matches" if own.roles & {"yesno", "tag"} else "confirmed"
    lead = "bounded" if _without_bound(own, facts) else lead
    return Answer(tuple(fact.id for fact in facts), lead) if facts else None


def _of_its_source(case: Case) -> bool:
    """Whether a message asks in so many words who says so, or how sure it is."""
    return of_its_source(case) and bool(case.roles & {"who_says", "certainty", "official", "many_sources"})


def _unsaid(case: Case) -> bool:
    """Whether a gap is surely asked for; one of shares only where a message names more: 乙占多少 is of the total."""
    gap = case.knowledge.gaps.get(case.best.entry) if case.best and case.elsewhere else None
    of_shares = gap is not None and (gap.share_of or _only_of_a_share(case))
    return gap is not None and not (of_shares and set(gap.concepts).isdisjoint(case.reading.whole.concepts))


def _only_of_a_share(case: Case) -> bool:
    """Whether a message says nothing but whose share it asks for: 乙最多占几成."""
    whole, knowledge = case.reading.whole, case.knowledge
    said = words(whole)
    return "share" in whole.roles and all(plays_a_role(token) or company(token, knowledge) for token in said)


def stake(case: Case) -> Single | None:
    """A share of what the target is worth, of figures that the message names: not known as a stake, but reckoned."""
    told = case.best is not None and case.best.entry in case.knowledge.facts
    if not case.best or (told and not case.reading.carried) or case.conflicts:
        return None
    gap = case.knowledge.gaps.get(case.best.entry)
    found = asked_stake(case.reading, gap.share_of if gap else "", case.knowledge)
    if found and gap and found.verdict == "yes" and set(gap.concepts).intersection(case.reading.own.concepts):
        # The number is right and nobody's stake all the same: 50比700是7%, 所以持股7%.
        found = replace(found, verdict="")
    return _computed(found)


def endless(case: Case) -> Single | None:
    """The figure of one whose upper or lower end is asked for, where the material writes none: 乙最多出多少."""
    fact, whom = case.best_fact, case.reading.entities
    if _only_asks_for_an_end(case):
        fact = figure_of(whom[0], case.knowledge)
        return Answer((fact.id,), open_end(case.reading.own, Quantity.of(fact.measured))) if fact else None
    if fact is None or fact.figure is None or case.confidence < ACCEPTED or case.roles & {"tag", "either"}:
        return None
    if len(whom) == 1 and fact.figure.of in case.knowledge.pack.deal.investors:
        # An end may bring the figure of another to mind, which has one.
        fact = figure_of(whom[0], case.knowledge) or fact
    end = open_end(case.reading.own, Quantity.of(fact.measured))
    return Answer((fact.id,), end) if end else None


def _only_asks_for_an_end(case: Case) -> bool:
    """Whether a message says nothing but whose upper or lower end it asks for: 甲最少出多少."""
    own, known = case.reading.own, case.knowledge
    said = [token for token in words(own) if not company(token, known)]
    text = {*known.pack.language.signs["the_text"], *known.pack.language.signs["writes"]}
    only = all(plays_a_role(t) or any(map(plays_a_role, t.inner)) or t.text in text for t in said)
    whether = "yesno" in own.roles and bool(own.roles & {"bound_at_most", "bound_at_least"})
    whose = len(case.reading.entities) == len(known.investors(own)) == 1
    asked = own.roles >= {"pays", "how_much"} or whether
    return only and whose and asked and bool(asked_end(own)) and not own.amounts


def _computed(found: Sum | None) -> Computed | None:
    if found is None:
        return None
    return Computed(found.key, found.values, found.facts, found.names, found.basis, found.verdict)


def _beside_order(found: Sum | None, case: Case) -> Sum | None:
    """A comparison that the bounds leave open, beside the order that a message states: 甲出得比乙多."""
    own, known = case.reading.own, case.knowledge
    stated = claims(own, known) and own.roles.isdisjoint(OPEN - {"compare"})
    said = said_more(own, known) if found and found.key == "sum.compare_open" and stated else None
    if found is None or said is None or said[0].id in found.names["more"]:
        return found
    return replace(found, verdict="unsaid")


def arithmetic(case: Case) -> Single | None:
    """A share, a ratio, a difference or a sum of the material's figures."""
    found = _computed(_beside_order(asked_sum(case.reading, case.knowledge), case))
    if _unsaid(case):
        # 甲和乙加起来多少 asks for their figures unless it surely asks for something else of them.
        plain = found and found.key in _TOTALS and case.confidence < _PLAINLY
        return found if found and (plain or found.basis == "limits" or found.key in TOWARDS) else None
    times = any(amount.kind == "multiple" for amount in case.reading.own.amounts)
    if (
        case.best
        and not (found and found.verdict)
        and not times
        and "tag" in case.roles
        and case.best.refuted >= _PLAINLY
        and case.confidence >= ACCEPTED
    ):
        return None
    if found:
        return found
    deal = case.knowledge.pack.deal
    every = set(deal.investors) <= set(case.reading.entities) or case.roles >= {"collective", "enough"}
    if "sum" not in case.roles or not every:
        return None
    parts = case.knowledge.facts.get(case.knowledge.against("parts"))
    return Computed("sum.parts", {"say": parts.say}, (parts.id,)) if parts else None
