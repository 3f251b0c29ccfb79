"""Questions for those of the investors whose amounts are above or below a number."""

from bot.core.amount import Amount
from bot.core.case import Case
from bot.core.claims import money
from bot.core.decision import Answer
from bot.core.model import Bound
from bot.core.referents import figure_named, same_figures

_ASKS = frozenset({"who", "request", "collective"})
_OTHERWISE = frozenset({"why", "how", "earlier", "hypothetical", "sum", "tag", "who_says", "share", "ratio"})
"""Roles of questions for something else than names, or not about the deal as it is."""


def above_or_below(case: Case) -> Answer | None:
    """哪几家过了200亿: everybody's amount in order, which tells it without guessing inside the bounds."""
    read, known = case.reading.own, case.knowledge
    limits = [amount for amount in money(read) if amount.bound or "reach" in read.roles]
    asked = "which_one" in read.roles and read.roles & _ASKS and not read.roles & _OTHERWISE
    if not (limits and asked) or case.reading.entities or not known.gap_concepts.isdisjoint(read.concepts):
        return None
    order = known.facts.get(known.against("rank"))
    of_amounts = order and case.best_fact is not None and case.best_fact.topic == order.topic
    named = any(figure_named(token, known) for token in read.tokens)
    whose = {fact.measured.of for amount in limits for fact in same_figures(amount, known)}
    of_one = not whose.isdisjoint(known.pack.deal.investors)
    if named or not (of_amounts or of_one) or _below_one(limits, case):
        return None
    return Answer((order.id,)) if order else None


def _below_one(limits: list[Amount], case: Case) -> bool:
    """Whether only somebody below a number is asked for, and the best candidate is just that."""
    best = case.best_fact
    below = all(amount.bound in {Bound.LESS_THAN, Bound.AT_MOST} for amount in limits)
    return below and best is not None and best.figure is not None and best.figure.bound in {a.bound for a in limits}
