"""What follows from the material's figures though it is none of them: the rest of the total."""

from collections.abc import Iterator
from itertools import combinations
from math import isclose

from bot.core.figures import Quantity
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import (
    equals,
    figure_named,
    figures_of,
    in_its_unit,
    referent,
    same_figures,
    total_of,
    unit_value,
)

_NEAR = 0.02
_TO_THE_TOTAL = frozenset({"enough", "remainder", "sum"})
"""Roles of words that reckon towards the total: 才够, 剩下, 加起来."""


def rest(read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The investor whose amount a message deduces: what the others leave of the total, where its bounds allow that."""
    return next((fact for amount in read.amounts for fact in _left_for(amount, read, knowledge)), None)


def follows(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether `amount` is what the others leave of the total for one investor, in a message that reckons so."""
    return next(_left_for(amount, read, knowledge), None) is not None


def adds_up(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether `amount` is what the others of a message come to, or some of the investors' where it adds up."""
    total, others = total_of(knowledge), [a.value for a in money(read) if a is not amount]
    if len(others) > 1 and isclose(sum(others), amount.value, rel_tol=_NEAR):
        return True
    if total is None or "sum" not in read.roles:
        return False
    parts = [figure.value for _, figure in knowledge.figures if figure.of in knowledge.pack.deal.investors]
    value = in_its_unit(amount, total, knowledge)
    sums = (sum(some) for size in range(2, len(parts) + 1) for some in combinations(parts, size))
    return any(abs(value - together) <= _NEAR * together for together in sums)


def others_of(fact: Fact, knowledge: Knowledge) -> list[Fact]:
    """The figures of all investors but the one that `fact` is of."""
    return [other for other in figures_of(knowledge.pack.deal.investors, knowledge) if other.id != fact.id]


def _left_for(amount: Amount, read: Understanding, knowledge: Knowledge) -> Iterator[Fact]:
    total = total_of(knowledge)
    if total is None or amount.kind != "money" or amount.vague or same_figures(amount, knowledge):
        return
    said_of = referent(amount, read, knowledge)
    for fact, figure in knowledge.figures:
        alike = figure.of in knowledge.pack.deal.investors and figure.unit == total.measured.unit
        if not alike or (said_of and said_of.id not in {fact.id, total.id}):
            continue
        others = others_of(fact, knowledge)
        left = total.measured.value - sum(other.measured.value for other in others)
        value = in_its_unit(amount, fact, knowledge)
        same = abs(value - left) <= _NEAR * left and Quantity.of(figure).allows(left)
        if same and _reckoned(read, others, total, knowledge):
            yield fact


def _reckoned(read: Understanding, others: list[Fact], total: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names what a rest is reckoned from: the total or a word that reckons to it, and the others."""
    numbers = list(money(read))
    goal = bool(read.roles & _TO_THE_TOTAL) or any(equals(amount, total, knowledge) for amount in numbers)
    named = {found.id for token in read.tokens if (found := figure_named(token, knowledge))}
    spoken = {found.id for amount in numbers for found in same_figures(amount, knowledge)}
    together = sum(other.measured.value for other in others) * unit_value(total, knowledge)
    summed = any(abs(amount.value - together) <= _NEAR * together for amount in numbers)
    return goal and (summed or {other.id for other in others} <= named | spoken)
