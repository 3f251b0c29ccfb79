"""Questions that want a sum: which figures, and which sum of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core import arithmetic, deduced, remainders
from bot.core.arithmetic import Sum
from bot.core.context import Reading
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.order import falls_short
from bot.core.referents import figure_named, figure_of, same_figures, total_of
from bot.core.supposed import SUPPOSING, enough, rest, suffices, supposed

_ASKED = frozenset({"share", "ratio", "difference", "sum", "compare", "average"})

_PAIR = 2
_PASSING = frozenset({"bound_more_than", "bound_less_than"})
"""Bounds that without a number compare two companies: 甲会不会超过乙."""


def asked_sum(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """The sum that a message asks for, or None where it asks for none or names too few figures."""
    roles = set(reading.roles)
    if roles & {"yesno", "tag"} and any(amount.kind == "share" for amount in reading.own.amounts):
        roles.add("share")
    if roles >= {"takes_up", "how_much"}:
        roles.add("share")
    if roles & _PASSING and not any(amount.kind == "money" for amount in reading.own.amounts):
        roles.add("compare")
    if falls_short(reading.own, knowledge):
        roles.add("compare")
    if any(amount.kind == "multiple" for amount in reading.own.amounts):
        roles.add("ratio")
    if "enough" in roles and len(knowledge.investors(reading.own)) != _PAIR:
        # 差多少才够 asks what the total lacks, not what one has more than another.
        roles.discard("difference")
    total = total_of(knowledge)
    if total and (whom := deduced.rest(reading.own, knowledge)):
        return remainders.remainder(total, deduced.others_of(whom, knowledge), [whom], "sum.deduced")
    if roles >= {"enough", "yesno"} and (found := suffices(reading, knowledge)):
        return found
    if not roles & (_ASKED | {"hypothetical", "how_much", "remainder"}) or not knowledge.gap_concepts.isdisjoint(
        reading.own.concepts
    ):
        return None
    facts = operands(reading, knowledge)
    if total and any(fact.measured.unit != total.measured.unit for fact in facts):
        return None
    if total and roles >= {"average", "how_much"}:
        return arithmetic.average(total, len(knowledge.pack.deal.investors))
    if total and len(facts) == 1 and facts[0] is not total and roles & {"this_deal", "collective", "sum"}:
        facts = [*facts, total]
    parts = [f for f in facts if _of_investor(f, knowledge)]
    if "how_much" in roles and (left := rest(reading, parts, knowledge)):
        return left
    if roles >= {"hypothetical", "enough"} and (found := enough(reading, knowledge)):
        return found
    if "remainder" in roles and total and 0 < len(parts) < len(knowledge.pack.deal.investors):
        known = {fact.id for fact in parts}
        others = (figure_of(investor, knowledge) for investor in knowledge.pack.deal.investors)
        return remainders.remainder(total, parts, [f for f in others if f and f.id not in known])
    return _on_what_is_given(roles, facts, reading, knowledge)


def _on_what_is_given(roles: set[str], facts: Sequence[Fact], reading: Reading, knowledge: Knowledge) -> Sum | None:
    """A sum of `facts`, with the amounts that the asker supposes in place of the material's."""
    given = supposed(reading, knowledge) if reading.roles & SUPPOSING else {}
    used = [remainders.given(fact, given) for fact in facts]
    parts, total = [f for f in used if _of_investor(f, knowledge)], total_of(knowledge)
    found = (
        _of_all(roles, used, total, knowledge) if len(parts) < len(used) else _of_parts(roles, parts, total, knowledge)
    )
    return replace(found, basis="supposed") if found and not given.keys().isdisjoint(found.facts) else found


def asked_stake(reading: Reading, measure: str, knowledge: Knowledge) -> Sum | None:
    """The share of another whole than the total where a message names both: 甲出的钱按估值能占几个点.

    Where a message is about a share of `measure`, an amount that it names is enough.
    """
    given = supposed(reading, knowledge) if reading.roles & SUPPOSING else {}
    named = [amount for amount in reading.own.amounts if amount.kind == "money"]
    if not given and any(not same_figures(amount, knowledge) for amount in named):
        return None
    total, facts = total_of(knowledge), operands(reading if given else replace(reading, inherited=False), knowledge)
    worth = [f for f in facts if total and f.measured.measure != total.measured.measure]
    worth = worth or [f for f, figure in knowledge.figures if named and measure and figure.measure == measure]
    parts = [f for f in facts if _of_investor(f, knowledge)] or [f for f in facts if f is total]
    shares = measure or "share" in reading.own.roles or any(amount.kind == "share" for amount in reading.own.amounts)
    found = (
        arithmetic.stake([remainders.given(f, given) for f in parts], worth[0]) if shares and len(worth) == 1 else None
    )
    return replace(found, basis="supposed") if found and given else found


def _of_investor(fact: Fact, knowledge: Knowledge) -> bool:
    return fact.measured.of in knowledge.pack.deal.investors


def _of_all(roles: set[str], facts: Sequence[Fact], total: Fact | None, knowledge: Knowledge) -> Sum | None:
    """A sum in which the total or another whole takes part."""
    whole = next((f for f in facts if total and f.measured.measure != total.measured.measure), total)
    if (
        "share" in roles
        and len(facts) > 1
        and total not in facts
        and not any(_of_investor(f, knowledge) for f in facts)
    ):
        return arithmetic.share(facts[:-1], facts[-1])
    if "share" in roles and whole:
        others = [f for f in facts if f is not whole and f.measured.measure != whole.measured.measure]
        parts = [f for f in facts if f is not whole and f is not total]
        return arithmetic.share(parts or others or ([total] if total and total is not whole else []), whole)
    if len(facts) == 2 and "ratio" in roles:
        return arithmetic.ratio(facts if "divide" in roles else arithmetic.larger_first(facts))
    if len(facts) == 2 and "difference" in roles:
        return arithmetic.difference(arithmetic.larger_first(facts))
    return None


def _of_parts(roles: set[str], parts: Sequence[Fact], total: Fact | None, knowledge: Knowledge) -> Sum | None:
    """A sum of companies' figures alone."""
    two, some = len(parts) == 2, 1 < len(parts) < len(knowledge.pack.deal.investors)
    if two and roles & {"share", "ratio"} and not roles & {"sum", "pronoun_many"}:
        return arithmetic.ratio(parts)
    if "share" in roles and parts and total and (len(parts) == 1 or "each" not in roles):
        return arithmetic.share(parts, total)
    if two and "difference" in roles:
        return arithmetic.difference(arithmetic.larger_first(parts))
    if roles >= {"sum", "compare"} and len(parts) > 2:
        return arithmetic.against(parts)
    if some and "sum" in roles:
        return arithmetic.total(parts)
    return arithmetic.compare(parts) if two and "compare" in roles and "why" not in roles else None


def operands(reading: Reading, knowledge: Knowledge) -> list[Fact]:
    """The figure facts that a message names, in order of mention, inherited ones first."""
    inherited = [figure_of(e, knowledge) for e in reading.entities] if reading.inherited else []
    own = reading.own
    by_name = [(t.start, fact) for t in own.tokens if (fact := figure_named(t, knowledge))]
    money = [(a.start, same_figures(a, knowledge)) for a in own.amounts if a.kind == "money"]
    by_number = [(start, same[0]) for start, same in money if len(same) == 1]
    named = (fact for _, fact in sorted((*by_name, *by_number), key=lambda spot: spot[0]))
    return list({fact.id: fact for fact in (*inherited, *named) if fact}.values())
