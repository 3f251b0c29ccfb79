"""Sums towards the total: what is left of it, whether it is reached, and on what an asker supposes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.figures import Quantity, number, percent
from bot.core.knowledge import Knowledge
from bot.core.model import Bound, Fact
from bot.core.referents import total_of
from bot.core.sums.reckoning import Outcome, Sum, added, money_within, plain_total, quantity, sum_of, together, within

TOWARDS = frozenset({"sum.rest", "sum.rest_beyond", "sum.short", "sum.reached", "sum.unsure", "sum.hangs_on"})
"""Sums towards a goal: a message that wants one asks for nothing else, however near a gap is."""


def given(fact: Fact, supposed: Mapping[str, float]) -> Fact:
    """`fact` with the amount that is supposed for it, if any, in place of its own."""
    if fact.id not in supposed:
        return fact
    return replace(fact, figure=replace(fact.measured, value=supposed[fact.id], bound=Bound.EXACTLY, approximate=False))


def given_total(knowledge: Knowledge, supposed: Mapping[str, float]) -> Fact | None:
    """The total, with the amount that is supposed for it, if any."""
    total = total_of(knowledge)
    return given(total, supposed) if total else None


def remainder(whole: Fact, parts: Sequence[Fact], others: Sequence[Fact], key: str = "sum.remainder") -> Sum:
    """What the `others` must give together where the `parts` give what their bounds allow."""
    unit, left = whole.measured.unit, quantity(whole) - together(parts)
    # A part that may be nothing leaves the whole: that upper end says nothing.
    known = replace(left, high=math.inf) if left.high >= whole.measured.value else left
    result = money_within(known, unit)
    return sum_of(
        key, {"formula": _less(whole.measured.value, parts), "result": result}, (whole, *parts), others=others
    )


def remaining_share(whole: Fact, parts: Sequence[Fact], others: Sequence[Fact]) -> Sum:
    """What share of the `whole` the `others` must give together, where the `parts` give what their bounds allow."""
    total = whole.measured.value
    left = (quantity(whole) - together(parts)) * (1 / total)
    known = replace(left, high=math.inf) if left.high >= 1 else left
    values = {"formula": f"({_less(total, parts)})÷{number(total)}", "result": within(known, percent)}
    found = sum_of("sum.remaining_share", values, (whole, *parts), others=others)
    return replace(found, outcome=Outcome("share", known, 1 - plain_total(parts) / total))


def rest(whole: Fact, asked: Fact, others: Sequence[Fact], supposed: Mapping[str, float]) -> Sum | None:
    """What is left of `whole` for `asked` where the others give what is `supposed`, else what their bounds allow.

    None where one of them may give any amount.
    """
    parts, unit = [given(fact, supposed) for fact in others], whole.measured.unit
    plain = whole.measured.value - plain_total(parts)
    left = replace(quantity(whole) - together(parts), high=math.inf)
    if math.isinf(left.low):
        return None
    exact = all(fact.id in supposed for fact in others)
    result = f"约 {number(plain)} {unit}" if exact else money_within(left, unit)
    values = {"formula": _less(whole.measured.value, parts), "result": result}
    key = "sum.rest" if quantity(asked).allows(plain) else "sum.rest_beyond"
    return sum_of(key, values, (asked, *others, whole), who=(asked,))


def lacking(whole: Fact, parts: Sequence[Fact], supposed: Mapping[str, float]) -> Sum | None:
    """What the parts, each given what is `supposed` for it, lack of `whole`; None where they reach it."""
    used, unit = [given(fact, supposed) for fact in parts], whole.measured.unit
    left = whole.measured.value - plain_total(used)
    values = {"formula": _less(whole.measured.value, used), "result": number(left), "unit": unit}
    return sum_of("sum.difference", values, (whole, *parts)) if left > 0 else None


def enough(whole: Fact, parts: Sequence[Fact], supposed: Mapping[str, float], goal: float, share: float = 0.0) -> Sum:
    """Whether `parts` reach `goal` where some give what is `supposed` and the others what their bounds allow.

    `share` is the part of the whole that the goal was named as, where it was.
    """
    used = [given(fact, supposed) for fact in parts]
    have, unit = together(used), whole.measured.unit
    short = have.high < goal or (have.high == goal and have.open_high)
    endless = [fact for fact in used if math.isinf(quantity(fact).high)]
    facts = parts if whole in parts or goal != whole.measured.value else (*parts, whole)
    values = {
        "formula": f"{added(used)}，" if len(used) > 1 else "",
        "result": money_within(have, unit),
    }
    of_whole = f"（{number(whole.measured.value)}×{percent(share)}）" if share else ""
    values |= {"goal": f"{number(goal)} {unit}{of_whole}"}
    found = sum_of("sum.short" if short else "sum.reached" if have.low >= goal else "sum.unsure", values, facts)
    if found.key == "sum.unsure" and len(endless) == 1:
        others = [fact for fact in used if fact is not endless[0]]
        return _hangs_on(endless[0], others, goal, found) if goal > together(others).high else found
    return found


def _hangs_on(one: Fact, others: Sequence[Fact], goal: float, found: Sum) -> Sum:
    """`found` with what the only one whose amount has no upper end must give, the others giving all they can."""
    most = together(others)
    need = Quantity(goal - most.high, math.inf, open_low=most.open_high)
    values = {**found.values, "formula": _less(goal, others)}
    values |= {"need": money_within(need, one.measured.unit)}
    return replace(found, key="sum.hangs_on", values=values, names={"who": (one.id,)})


def _less(amount: float, parts: Sequence[Fact]) -> str:
    """An amount less those of `parts`, as one writes it."""
    return "-".join(map(number, (amount, *(fact.measured.value for fact in parts))))


def suffices(whole: Fact, said: str, value: float, below: bool) -> Sum:
    """Whether `value`, called `said`, is as much as `whole`; `below` where it is not reached itself."""
    goal = f"{number(whole.measured.value)} {whole.measured.unit}"
    short = value <= whole.measured.value if below else value < whole.measured.value
    key = "sum.falls_short" if short else "sum.suffices"
    return sum_of(key, {"said": said, "goal": goal}, (whole,))
