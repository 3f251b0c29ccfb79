"""The sums themselves: each over facts that carry figures, bounds kept."""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.core.figures import Quantity, number, percent
from bot.core.model import Fact
from bot.core.sums.reckoning import Outcome, Sum, added, money_within, plain_total, quantity, sum_of, together, within


def share(parts: Sequence[Fact], whole: Fact) -> Sum | None:
    """What part of `whole` the `parts` are together."""
    if not parts or whole in parts:
        return None
    part, unit = together(parts), whole.measured.unit
    plain = plain_total(parts) / whole.measured.value
    values = {
        "formula": f"{_terms(parts)}÷{number(whole.measured.value)}",
        "result": within(part / quantity(whole), percent),
        "sum": money_within(part, unit),
    }
    key = "sum.share_of_several" if len(parts) > 1 else "sum.share"
    if _pulls_apart(parts):
        key, values["result"] = "sum.share_open", f"约 {percent(plain)}"
    found = sum_of(key, values, (*parts, whole), whole=(whole,))
    return replace(found, outcome=Outcome("share", part / quantity(whole), plain))


def _pulls_apart(parts: Sequence[Fact]) -> bool:
    """Whether the numbers of facts make no end of what their bounds allow: more than 20 and less than 10 is not 30."""
    joined = together(parts)
    return not joined.exact and plain_total(parts) not in {joined.low, joined.high}


def shares(parts: Sequence[Fact], whole: Fact) -> Sum:
    """What share of `whole` each of the `parts` is, in their order."""
    said = (f"{_divided(part, whole)}，{within(quantity(part) / quantity(whole), percent)}" for part in parts)
    return sum_of("sum.shares", {"result": "；".join(said)}, (*parts, whole))


def _divided(part: Fact, whole: Fact) -> str:
    return f"{number(part.measured.value)}÷{number(whole.measured.value)}"


def stake(parts: Sequence[Fact], worth: Fact) -> Sum | None:
    """What part of what something is worth the `parts` are: a division, which the material calls nobody's stake."""
    found = share(parts, worth)
    return replace(found, key="sum.stake") if found else None


def ratio(facts: Sequence[Fact]) -> Sum | None:
    """How many times the second the first is; None where the second is supposed to be nothing."""
    first, second = facts
    if not second.measured.value:
        return None
    plain = first.measured.value / second.measured.value
    values = {
        "formula": f"{number(first.measured.value)}÷{number(second.measured.value)}",
        "result": _times(plain),
    }
    times = quantity(first) / quantity(second)
    key = "sum.ratio" if times.exact else "sum.ratio_least" if times.low == plain else "sum.ratio_open"
    if key == "sum.ratio_least":
        values["result"] = within(times, _times)
    if key == "sum.ratio_open":
        open_ended = math.isinf(times.high) and times.low <= 0
        values["result"] = f"约 {values['result']}" if open_ended else within(times, _times)
    return replace(sum_of(key, values, facts), outcome=Outcome("multiple", times, plain))


def _times(value: float) -> str:
    return percent(value) if value < 1 else f"{number(value)} 倍"


def difference(facts: Sequence[Fact]) -> Sum | None:
    """How much more the first is than the second."""
    first, second = (fact.measured for fact in facts)
    outcome = Outcome("money", Quantity.of(first) - Quantity.of(second), first.value - second.value)
    if first.value == second.value:
        more = _surely_more(facts)
        even = sum_of("sum.difference_even", {}, facts, more=(more,)) if more else None
        return replace(even, outcome=outcome) if even else None
    values = {
        "formula": f"{number(first.value)}-{number(second.value)}",
        "result": number(first.value - second.value),
        "unit": first.unit,
    }
    return replace(sum_of(_kind_of(outcome.allowed, outcome.plain), values, facts), outcome=outcome)


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
    return sum_of("sum.compare" if more else "sum.compare_open", {}, ordered, more=(more or ordered[0],))


def against(facts: Sequence[Fact], whole: Fact | None = None, parts: int = 0) -> Sum:
    """All but the last together against the last; where they are all `parts` of a `whole`, that may settle it."""
    *some, last = facts
    joined, single = together(some), quantity(last)
    if joined.surely_more(single):
        return sum_of("sum.against", {}, facts, more=some)
    if single.surely_more(joined):
        return sum_of("sum.against", {}, facts, more=(last,))
    if whole and len(facts) == parts and single.high <= whole.measured.value / 2:
        half = {"half": percent(single.high / whole.measured.value)}
        return sum_of("sum.against_whole", half, (*facts, whole), most=(last,))
    return sum_of("sum.against_open", {}, facts)


def total(facts: Sequence[Fact]) -> Sum:
    """All together."""
    unit, joined = facts[0].measured.unit, together(facts)
    result = money_within(joined, unit)
    values = {"formula": added(facts), "result": result, "plain": number(plain_total(facts)), "unit": unit}
    key = "sum.total_exact" if joined.exact else "sum.total_open" if _pulls_apart(facts) else "sum.total"
    found = sum_of(key, values, facts)
    return replace(found, outcome=Outcome("money", joined, plain_total(facts)))


def mean(facts: Sequence[Fact]) -> Sum:
    """What one of `facts` is on average."""
    unit, count = facts[0].measured.unit, len(facts)
    result = money_within(together(facts) * (1 / count), unit)
    return sum_of("sum.mean", {"formula": f"{_terms(facts)}÷{count}", "result": result}, facts)


def part(fact: Fact, share: float) -> Sum:
    """How much a `share` of a figure is."""
    unit = fact.measured.unit
    result = money_within(quantity(fact) * share, unit)
    return sum_of("sum.part", {"formula": f"{number(fact.measured.value)}×{percent(share)}", "result": result}, (fact,))


def span(facts: Sequence[Fact], whole: Fact) -> Sum:
    """From where to where `facts` come to when they are added, beside the `whole` that the material names."""
    unit = whole.measured.unit
    result = money_within(together(facts), unit)
    values = {"result": result, "goal": f"{number(whole.measured.value)} {unit}"}
    return sum_of("sum.span" if math.isinf(together(facts).high) else "sum.span_closed", values, (*facts, whole))


def average(whole: Fact, count: int) -> Sum:
    """What each of `count` would give if all gave the same."""
    figure = whole.measured
    values = {"formula": f"{number(figure.value)}÷{count}", "result": f"{number(figure.value / count)} {figure.unit}"}
    return sum_of("sum.average", values, (whole,))


def larger_first(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` by the number that the pack names for each, largest first."""
    return sorted(facts, key=lambda fact: -fact.measured.value)


def _surely_more(facts: Sequence[Fact]) -> Fact | None:
    one, other = facts
    if quantity(one).surely_more(quantity(other)):
        return one
    return other if quantity(other).surely_more(quantity(one)) else None


def _terms(facts: Sequence[Fact]) -> str:
    joined = added(facts)
    return f"({joined})" if len(facts) > 1 else joined
