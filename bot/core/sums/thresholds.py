"""Who is above or below an amount: 过10亿的有几家, 谁不到20亿."""

from dataclasses import replace

from bot.core.dialogue.reading import Reading
from bot.core.figures import Quantity, number, percent
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.model import Bound, Fact
from bot.core.referents import equals, figures_of, in_its_unit, total_of
from bot.core.sums.reckoning import Sum, quantity, sum_of

_ELSEWHERE = frozenset({"who_says", "why", "earlier", "advice", "forecast", "sum", "hypothetical"})
"""Roles of messages that ask something else of an amount than whose is above it."""


def asked_threshold(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Which investors give more or less than an amount, as far as the bounds tell; None where none is asked for."""
    own, total = reading.own, total_of(knowledge)
    if total is None or not _asks_whose(own) or own.roles & _ELSEWHERE or not _only_investors(own, knowledge):
        return None
    if len(list(money(own))) > 1:
        return None
    if any(token.id_of("measure") not in {"", total.measured.measure} for token in own.tokens):
        return None
    limits = (_with_bound(a, own) for a in own.amounts if a.kind in {"money", "share"} and not a.vague)
    limit = next((a for a in limits if a.bound and not equals(a, total, knowledge)), None)
    among = knowledge.investors(own) or knowledge.pack.deal.investors
    every = figures_of(among, knowledge)
    return _sorted_by(limit, every, total, knowledge) if limit and every else None


def _only_investors(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message names nobody but investors to choose from: one alone is asked about itself."""
    owners = {knowledge.owner(entity) for entity in read.entities}
    return owners <= set(knowledge.pack.deal.investors) and len(owners) != 1


def _asks_whose(read: Understanding) -> bool:
    """Whether a message asks which of them it is, and says of nothing else but what they give."""
    asked = read.roles & {"who", "which"} or read.roles >= {"which_one", "collective"}
    return bool(asked) and ("pays" in read.roles or all(len(word) == 1 for word in read.words))


def _with_bound(amount: Amount, read: Understanding) -> Amount:
    """An amount with its bound, also where it is one to get to or to be more than: 能到20亿, 没过十亿, 比十亿多."""
    before = [token for token in read.tokens if token.end <= amount.start][::-1]
    after = [token for token in read.tokens if token.start >= amount.end][:1]
    if amount.bound or not before:
        return amount
    compared = [role for role in ("more", "less") if plays(before[0], "compare") and any(plays(t, role) for t in after)]
    if not compared and not plays(before[0], "reach") and before[0].text not in {"过", "过了"}:
        return amount
    under = compared == ["less"] or any(plays(token, "negation") for token in before[1:3])
    return replace(amount, bound=Bound.LESS_THAN if under else Bound.MORE_THAN)


def _sorted_by(amount: Amount, every: list[Fact], total: Fact, knowledge: Knowledge) -> Sum:
    of_total = amount.kind == "share"
    value = amount.value * total.measured.value if of_total else in_its_unit(amount, total, knowledge)
    limit, below = Quantity(value, value), amount.bound in {Bound.LESS_THAN, Bound.AT_MOST}
    above = [fact for fact in every if quantity(fact).surely_more(limit)]
    under = [fact for fact in every if limit.surely_more(quantity(fact))]
    unsettled = [fact for fact in every if fact not in above and fact not in under]
    said = f"{number(value)} {total.measured.unit}"
    values = {"limit": f"{percent(amount.value)}（{said}）" if amount.kind == "share" else said}
    key = "sum.below" if below else "sum.above"
    return sum_of(key, values, every, sure=under if below else above, never=above if below else under, open=unsettled)
