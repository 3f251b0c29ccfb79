"""Sums towards the total: what is left of it, whether it is reached, and on what an asker supposes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

from bot.core.arithmetic import Sum, quantity, sum_of, together, within
from bot.core.figures import Quantity, number
from bot.core.model import Bound, Fact


def given(fact: Fact, supposed: Mapping[str, float]) -> Fact:
    """`fact` with the amount that is supposed for it, if any, in place of its own."""
    if fact.id not in supposed:
        return fact
    return replace(fact, figure=replace(fact.measured, value=supposed[fact.id], bound=Bound.EXACTLY, approximate=False))


def remainder(whole: Fact, parts: Sequence[Fact], others: Sequence[Fact], key: str = "sum.remainder") -> Sum:
    """What the `others` must give together where the `parts` give what their bounds allow."""
    unit, left = whole.measured.unit, quantity(whole) - together(parts)
    # A part that may be nothing leaves the whole: that upper end says nothing.
    known = replace(left, high=math.inf) if left.high >= whole.measured.value else left
    result = within(known, lambda value: f"{number(value)} {unit}")
    formula = "-".join(number(fact.measured.value) for fact in (whole, *parts))
    return sum_of(key, {"formula": formula, "result": result}, (whole, *parts), others=others)


def rest(whole: Fact, asked: Fact, others: Sequence[Fact], supposed: Mapping[str, float]) -> Sum:
    """What is left of `whole` for `asked` where the others give what is `supposed`, else the number the pack names."""
    amounts = [supposed.get(fact.id, fact.measured.value) for fact in others]
    left, unit = whole.measured.value - sum(amounts), whole.measured.unit
    formula = "-".join([number(whole.measured.value), *map(number, amounts)])
    values = {"formula": formula, "result": f"{number(left)} {unit}"}
    beyond = not quantity(asked).allows(left)
    return sum_of("sum.rest_beyond" if beyond else "sum.rest", values, (asked, *others, whole), who=(asked,))


def enough(whole: Fact, parts: Sequence[Fact], supposed: Mapping[str, float]) -> Sum:
    """Whether the parts reach `whole` where some give what is `supposed` and the others what their bounds allow."""
    amounts = (Quantity(supposed[f.id], supposed[f.id]) if f.id in supposed else quantity(f) for f in parts)
    reached, goal = reduce(add, amounts), whole.measured.value
    short = reached.high < goal or (reached.high == goal and reached.open_high)
    key = "sum.short" if short else "sum.reached" if reached.low >= goal else "sum.unsure"
    return sum_of(key, {"goal": f"{number(goal)} {whole.measured.unit}"}, (*parts, whole))


def suffices(whole: Fact, said: str, value: float, below: bool) -> Sum:
    """Whether `value`, called `said`, is as much as `whole`; `below` where it is not reached itself."""
    goal = f"{number(whole.measured.value)} {whole.measured.unit}"
    short = value <= whole.measured.value if below else value < whole.measured.value
    key = "sum.falls_short" if short else "sum.suffices"
    return sum_of(key, {"said": said, "goal": goal}, (whole,))
