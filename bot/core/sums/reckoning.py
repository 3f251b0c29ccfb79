"""What a sum is made of, what it comes to, and how it is said."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from bot.core.figures import Quantity, number
from bot.core.model import Fact


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sum comes to: all that the bounds allow, and what the `plain` numbers make; `kind` as amounts have."""

    kind: str
    allowed: Quantity
    plain: float


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum to say: the key of its sentence, the words for it, the facts whose figures it uses.

    `names` are words of the sentence that name facts: the speaker puts their names there. `basis` is the key of what
    the sum stands on. `outcome` is what a guess at it is held against, `verdict` what becomes of one.
    """

    key: str
    values: Mapping[str, str]
    facts: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    basis: str = "material"
    outcome: Outcome | None = None
    verdict: str = ""


def sum_of(key: str, values: Mapping[str, str], facts: Sequence[Fact], **names: Sequence[Fact]) -> Sum:
    """A sum over `facts`, with the facts that its sentence names."""
    named = {word: tuple(fact.id for fact in some) for word, some in names.items()}
    return Sum(key, values, tuple(fact.id for fact in facts), named)


def quantity(fact: Fact) -> Quantity:
    """What the figure of a fact allows."""
    return Quantity.of(fact.measured)


def together(facts: Sequence[Fact]) -> Quantity:
    """What the figures of facts allow when they are added."""
    return reduce(add, map(quantity, facts), Quantity(0.0, 0.0))


def plain_total(facts: Sequence[Fact]) -> float:
    """What the numbers of facts come to, whatever their bounds."""
    return sum(fact.measured.value for fact in facts)


def added(facts: Sequence[Fact]) -> str:
    """The numbers of facts, as one writes them to add them up."""
    return "+".join(number(fact.measured.value) for fact in facts)


def within(amount: Quantity, say: Callable[[float], str]) -> str:
    """An interval in words, its ends said by `say`."""
    if amount.exact:
        return f"约 {say(amount.low)}"
    if math.isinf(amount.high):
        more = "超过" if amount.open_low else "不少于"
        return f"{more} {say(amount.low)}" if amount.low > 0 else "无法确定"
    if amount.low > 0:
        return f"在 {say(amount.low)}到 {say(amount.high)}之间"
    return f"低于 {say(amount.high)}" if amount.open_high else f"最高约 {say(amount.high)}"


def money_within(amount: Quantity, unit: str) -> str:
    """An interval of money in words."""
    return within(amount, lambda value: f"{number(value)} {unit}")
