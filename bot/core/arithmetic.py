"""The sums themselves: each over facts that carry figures, bounds kept."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from bot.core.figures import Quantity, number, percent
from bot.core.model import Fact


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum to say: the key of its sentence, the words for it, the facts whose figures it uses.

    `names` are words of the sentence that name facts: the speaker puts their names there.
    """

    key: str
    values: Mapping[str, str]
    facts: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]


def share(parts: Sequence[Fact], whole: Fact) -> Sum | None:
    """What part of `whole` the `parts` are together."""
    if not parts or whole in parts:
        return None
    result = _within(_together(parts) / _quantity(whole), percent)
    values = {"formula": f"{_terms(parts)}÷{number(whole.measured.value)}", "result": result}
    return _sum("sum.share", values, (*parts, whole), whole=(whole,))


def stake(parts: Sequence[Fact], worth: Fact) -> Sum | None:
    """What part of what something is worth the `parts` are: a division, which the material calls nobody's stake."""
    found = share(parts, worth)
    return replace(found, key="sum.stake") if found else None


def ratio(facts: Sequence[Fact]) -> Sum:
    """How many times the second the first is."""
    first, second = facts
    plain = first.measured.value / second.measured.value
    values = {
        "formula": f"{number(first.measured.value)}÷{number(second.measured.value)}",
        "result": percent(plain) if plain < 1 else f"{number(plain)} 倍",
    }
    sure = _quantity(first).exact and _quantity(second).exact
    return _sum("sum.ratio" if sure else "sum.ratio_open", values, facts)


def difference(facts: Sequence[Fact]) -> Sum | None:
    """How much more the first is than the second."""
    first, second = (fact.measured for fact in facts)
    if first.value == second.value:
        more = _surely_more(facts)
        return _sum("sum.difference_even", {}, facts, more=(more,)) if more else None
    values = {
        "formula": f"{number(first.value)}-{number(second.value)}",
        "result": number(first.value - second.value),
        "unit": first.unit,
    }
    return _sum(_kind_of(Quantity.of(first) - Quantity.of(second), first.value - second.value), values, facts)


def _kind_of(left: Quantity, plain: float) -> str:
    """How firmly the `plain` difference of two numbers may be said: as it is, as an end of what is `left`, or not."""
    if left.exact:
        return "sum.difference"
    if left.high == plain:
        return "sum.difference_most"
    return "sum.difference_least" if left.low == plain else "sum.difference_open"


def compare(facts: Sequence[Fact]) -> Sum:
    """Which of two is more, as far as the bounds tell."""
    ordered = larger_first(facts)
    more = _surely_more(ordered)
    return _sum("sum.compare" if more else "sum.compare_open", {}, ordered, more=(more or ordered[0],))


def against(facts: Sequence[Fact]) -> Sum:
    """All but the last together against the last."""
    *some, last = facts
    together, single = _together(some), _quantity(last)
    if together.surely_more(single):
        return _sum("sum.against", {}, facts, more=some)
    if single.surely_more(together):
        return _sum("sum.against", {}, facts, more=(last,))
    return _sum("sum.against_open", {}, facts)


def total(facts: Sequence[Fact]) -> Sum:
    """All together."""
    unit = facts[0].measured.unit
    result = _within(_together(facts), lambda value: f"{number(value)} {unit}")
    return _sum("sum.total", {"formula": _terms(facts), "result": result}, facts)


def average(whole: Fact, count: int) -> Sum:
    """What each of `count` would give if all gave the same."""
    figure = whole.measured
    values = {"formula": f"{number(figure.value)}÷{count}", "result": f"{number(figure.value / count)} {figure.unit}"}
    return _sum("sum.average", values, (whole,))


def remainder(whole: Fact, parts: Sequence[Fact], others: Sequence[Fact]) -> Sum:
    """What the `others` must give together where the `parts` give what their bounds allow."""
    unit, left = whole.measured.unit, _quantity(whole) - _together(parts)
    # A part that may be nothing leaves the whole: that upper end says nothing.
    known = replace(left, high=math.inf) if left.high >= whole.measured.value else left
    result = _within(known, lambda value: f"{number(value)} {unit}")
    formula = "-".join(number(fact.measured.value) for fact in (whole, *parts))
    return _sum("sum.remainder", {"formula": formula, "result": result}, (whole, *parts), others=others)


def rest(whole: Fact, asked: Fact, others: Sequence[Fact], supposed: Mapping[str, float]) -> Sum:
    """What is left of `whole` for `asked` where the others give what is `supposed`, else the number the pack names."""
    given = [supposed.get(fact.id, fact.measured.value) for fact in others]
    left, unit = whole.measured.value - sum(given), whole.measured.unit
    formula = "-".join([number(whole.measured.value), *map(number, given)])
    values = {"formula": formula, "result": f"{number(left)} {unit}"}
    beyond = not _quantity(asked).allows(left)
    return _sum("sum.rest_beyond" if beyond else "sum.rest", values, (asked, *others, whole), who=(asked,))


def enough(whole: Fact, parts: Sequence[Fact], supposed: Mapping[str, float]) -> Sum:
    """Whether the parts reach `whole` where some give what is `supposed` and the others what their bounds allow."""
    given = (Quantity(supposed[f.id], supposed[f.id]) if f.id in supposed else _quantity(f) for f in parts)
    together, goal = reduce(add, given), whole.measured.value
    short = together.high < goal or (together.high == goal and together.open_high)
    key = "sum.short" if short else "sum.reached" if together.low >= goal else "sum.unsure"
    return _sum(key, {"goal": f"{number(goal)} {whole.measured.unit}"}, (*parts, whole))


def suffices(whole: Fact, said: str, value: float, below: bool) -> Sum:
    """Whether `value`, called `said`, is as much as `whole`; `below` where it is not reached itself."""
    goal = f"{number(whole.measured.value)} {whole.measured.unit}"
    short = value <= whole.measured.value if below else value < whole.measured.value
    key = "sum.falls_short" if short else "sum.suffices"
    return _sum(key, {"said": said, "goal": goal}, (whole,))


def larger_first(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` by the number that the pack names for each, largest first."""
    return sorted(facts, key=lambda fact: -fact.measured.value)


def _sum(key: str, values: Mapping[str, str], facts: Sequence[Fact], **names: Sequence[Fact]) -> Sum:
    named = {word: tuple(fact.id for fact in some) for word, some in names.items()}
    return Sum(key, values, tuple(fact.id for fact in facts), named)


def _surely_more(facts: Sequence[Fact]) -> Fact | None:
    one, other = facts
    if _quantity(one).surely_more(_quantity(other)):
        return one
    return other if _quantity(other).surely_more(_quantity(one)) else None


def _quantity(fact: Fact) -> Quantity:
    return Quantity.of(fact.measured)


def _together(facts: Sequence[Fact]) -> Quantity:
    return reduce(add, map(_quantity, facts))


def _terms(facts: Sequence[Fact]) -> str:
    joined = "+".join(number(fact.measured.value) for fact in facts)
    return f"({joined})" if len(facts) > 1 else joined


def _within(quantity: Quantity, say: Callable[[float], str]) -> str:
    if quantity.exact:
        return f"约 {say(quantity.low)}"
    if math.isinf(quantity.high):
        more = "超过" if quantity.open_low else "不少于"
        return f"{more} {say(quantity.low)}" if quantity.low > 0 else "无法确定"
    if quantity.low > 0:
        return f"{say(quantity.low)} 到 {say(quantity.high)} 之间"
    return f"低于 {say(quantity.high)}" if quantity.open_high else f"最高约 {say(quantity.high)}"
