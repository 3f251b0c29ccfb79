"""Questions that want a sum: which figures, and which sum of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core import arithmetic
from bot.core.arithmetic import Sum
from bot.core.context import Reading
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.referents import base_value, equals, figure_named, figure_of, referent, same_figures, total_of

_ASKED = frozenset({"share", "ratio", "difference", "sum", "compare", "average"})

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
    if roles >= {"enough", "yesno"} and (found := _suffices(reading, knowledge)):
        return found
    if not roles & (_ASKED | {"hypothetical", "how_much", "remainder"}) or not knowledge.gap_concepts.isdisjoint(
        reading.own.concepts
    ):
        return None
    facts = operands(reading, knowledge)
    total = total_of(knowledge)
    if total and any(fact.measured.unit != total.measured.unit for fact in facts):
        return None
    if total and roles >= {"average", "how_much"}:
        return arithmetic.average(total, len(knowledge.pack.deal.investors))
    if total and len(facts) == 1 and facts[0] is not total and roles & {"this_deal", "collective", "sum"}:
        facts = [*facts, total]
    parts = [f for f in facts if f.measured.of in knowledge.pack.deal.investors]
    if "how_much" in roles and (rest := _rest(reading, parts, knowledge)):
        return rest
    if roles >= {"hypothetical", "enough"} and (found := _enough(reading, knowledge)):
        return found
    if "remainder" in roles and total and 0 < len(parts) < len(knowledge.pack.deal.investors):
        return arithmetic.remainder(total, parts, _others(parts, knowledge))
    return (
        _of_all(roles, facts, total, knowledge)
        if len(parts) < len(facts)
        else _of_parts(roles, parts, total, knowledge)
    )


def asked_stake(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """The share of another whole than the total where a message names both itself: 甲出的钱按估值能占几个点."""
    if any(amount.kind == "money" and not same_figures(amount, knowledge) for amount in reading.own.amounts):
        return None
    total, facts = total_of(knowledge), operands(replace(reading, inherited=False), knowledge)
    worth = [f for f in facts if total and f.measured.measure != total.measured.measure]
    parts = [f for f in facts if f.measured.of in knowledge.pack.deal.investors] or [f for f in facts if f is total]
    shares = "share" in reading.own.roles or any(amount.kind == "share" for amount in reading.own.amounts)
    return arithmetic.stake(parts, worth[0]) if shares and len(worth) == 1 and parts else None


def _of_investors(facts: Sequence[Fact], knowledge: Knowledge) -> bool:
    return any(fact.measured.of in knowledge.pack.deal.investors for fact in facts)


def _of_all(roles: set[str], facts: Sequence[Fact], total: Fact | None, knowledge: Knowledge) -> Sum | None:
    """A sum in which the total or another whole takes part."""
    whole = next((f for f in facts if total and f.measured.measure != total.measured.measure), total)
    if "share" in roles and len(facts) > 1 and total not in facts and not _of_investors(facts, knowledge):
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


def _others(parts: Sequence[Fact], knowledge: Knowledge) -> list[Fact]:
    figures = (figure_of(investor, knowledge) for investor in knowledge.pack.deal.investors)
    return [fact for fact in figures if fact and fact not in parts]


def _rest(reading: Reading, parts: Sequence[Fact], knowledge: Knowledge) -> Sum | None:
    """What one company must give where the others' amounts are supposed: 甲出90亿, 乙顶格, 丙要出多少."""
    total, supposed = total_of(knowledge), _supposed(reading, knowledge)
    if total is None or len(parts) < len(knowledge.pack.deal.investors):
        return None
    if not supposed and "hypothetical" not in reading.own.roles:
        return None
    open_ones = [f for f in parts if f.id not in supposed]
    asked = open_ones[-1] if open_ones else None
    return arithmetic.rest(total, asked, [f for f in parts if f is not asked], supposed) if asked else None


def _enough(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Whether the total is reached where one amount is supposed: 甲只出150亿够不够."""
    total, supposed = total_of(knowledge), _supposed(reading, knowledge)
    parts = [fact for e in knowledge.pack.deal.investors if (fact := figure_of(e, knowledge))]
    return arithmetic.enough(total, parts, supposed) if total and supposed else None


def _suffices(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Whether the one amount that a message names is enough for the total: 四百亿凑得够吗."""
    total, amounts = total_of(knowledge), [a for a in reading.own.amounts if a.kind == "money"]
    if total is None or len(amounts) != 1 or knowledge.investors(reading.own) or equals(amounts[0], total, knowledge):
        return None
    said, scale = amounts[0], base_value(total, knowledge) / total.measured.value
    most = (said.upper or said.value) / (1.0 if said.bare else scale)
    return arithmetic.suffices(total, said.text, most, below=bool(said.upper))


def _supposed(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The amounts that a message supposes, by fact, in the unit of its figure."""
    own, supposed = reading.own, dict[str, float]()
    total = total_of(knowledge)
    for amount in own.amounts:
        fact = referent(amount, own, knowledge)
        if amount.kind != "money" or fact is None or fact.measured.of not in knowledge.pack.deal.investors:
            continue
        if total is None or not equals(amount, total, knowledge):
            scale = 1.0 if amount.bare else base_value(fact, knowledge) / fact.measured.value
            supposed[fact.id] = amount.value / scale
    return supposed


def operands(reading: Reading, knowledge: Knowledge) -> list[Fact]:
    """The figure facts that a message names, in order of mention, inherited ones first."""
    inherited = [figure_of(e, knowledge) for e in reading.entities] if reading.inherited else []
    own = reading.own
    by_name = [(t.start, fact) for t in own.tokens if (fact := figure_named(t, knowledge))]
    money = [(a.start, same_figures(a, knowledge)) for a in own.amounts if a.kind == "money"]
    by_number = [(start, same[0]) for start, same in money if len(same) == 1]
    named = (fact for _, fact in sorted((*by_name, *by_number), key=lambda spot: spot[0]))
    return list({fact.id: fact for fact in (*inherited, *named) if fact}.values())
