"""Questions that want a sum: shares, ratios, differences, totals of the pack's bounded figures."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.context import Reading
from bot.core.figures import Quantity, number, percent
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Figure
from bot.core.referents import WHOLE, figure_named, figure_of, same_figures


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum to say: the key of its sentence, the words for it, the facts whose figures it uses."""

    key: str
    values: Mapping[str, str]
    facts: tuple[str, ...]


def asked_sum(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """The sum that a message asks for, or None where it asks for none or names too few figures."""
    roles = set(reading.roles)
    if any(amount.kind == "share" for amount in reading.own.amounts) and "yesno" in roles:
        roles.add("share")
    if not roles & {"share", "ratio", "difference", "sum", "compare"} or _about_a_gap(reading, knowledge):
        return None
    facts = operands(reading, knowledge)
    whole = _whole(facts, knowledge)
    total = next((f for f, figure in knowledge.figure_facts() if figure.of == WHOLE), None)
    if len(facts) == 1 and roles & {"this_deal", "collective", "sum"} and total and total not in facts:
        facts = [*facts, total]
    parts = [f for f in facts if f.figure and f.figure.of in knowledge.pack.deal.investors]
    if (
        len(parts) == 2
        and len(facts) == 2
        and roles & {"share", "ratio"}
        and not roles & {"sum", "pronoun_many"}
    ):
        return _ratio(parts, knowledge)
    if "share" in roles:
        return _share(parts or _total_of(facts, whole, knowledge), whole)
    if "ratio" in roles and len(facts) == 2:
        return _ratio(facts if "divide" in roles else _larger_first(facts), knowledge)
    if "difference" in roles and len(facts) == 2:
        return _difference(_larger_first(facts), knowledge)
    if roles >= {"sum", "compare"} and len(parts) == len(facts) > 2:
        return _against(parts, knowledge)
    if "sum" in roles and 1 < len(parts) < len(knowledge.pack.deal.investors):
        return _total(parts)
    if "compare" in roles and len(parts) == len(facts) == 2:
        return _compare(parts, knowledge)
    return None


def operands(reading: Reading, knowledge: Knowledge) -> list[Fact]:
    """The figure facts that a message names, in order of mention, inherited ones first."""
    found: dict[str, Fact] = {}
    if reading.inherited:
        found |= {f.id: f for e in reading.entities if (f := figure_of(e, knowledge))}
    spots: list[tuple[int, Fact]] = []
    for token in reading.own.tokens:
        if fact := figure_named(token, knowledge):
            spots.append((token.start, fact))
    for amount in reading.own.amounts:
        if amount.kind == "money" and len(same := same_figures(amount, knowledge)) == 1:
            spots.append((amount.start, same[0]))
    found |= {fact.id: fact for _, fact in sorted(spots, key=lambda s: s[0])}
    return list(found.values())


def _total_of(facts: Sequence[Fact], whole: Fact | None, knowledge: Knowledge) -> list[Fact]:
    """What is set against `whole` where no company is named: the total."""
    others = [f for f in facts if f is not whole]
    total = [f for f, figure in knowledge.figure_facts() if figure.of == WHOLE and f is not whole]
    return others or total


def _share(parts: Sequence[Fact], whole: Fact | None) -> Sum | None:
    if not parts or not whole or not whole.figure or whole in parts:
        return None
    figures = [f.figure for f in parts if f.figure]
    share = _add(figures) / Quantity.of(whole.figure)
    formula = f"{_terms(figures, '+')}÷{number(whole.figure.value)}"
    return Sum(
        "sum.share",
        {"formula": formula, "result": _within(share, percent)},
        (*(f.id for f in parts), whole.id),
    )


def _ratio(facts: Sequence[Fact], knowledge: Knowledge) -> Sum | None:
    first, second = (f.figure for f in facts)
    assert first and second
    plain = first.value / second.value
    result = percent(plain) if plain < 1 else f"{number(plain)} 倍"
    sure = Quantity.of(first).exact and Quantity.of(second).exact
    formula = f"{number(first.value)}÷{number(second.value)}"
    return Sum(
        "sum.ratio" if sure else "sum.ratio_open",
        {"formula": formula, "result": result},
        tuple(f.id for f in facts),
    )


def _larger_first(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: -(f.figure.value if f.figure else 0.0))


def _difference(facts: Sequence[Fact], knowledge: Knowledge) -> Sum | None:
    first, second = (f.figure for f in facts)
    assert first and second
    gap, ids = Quantity.of(first) - Quantity.of(second), tuple(f.id for f in facts)
    if first.value == second.value:
        more = _surely_more(facts)
        return Sum("sum.difference_even", {"more": _name(more, knowledge)}, ids) if more else None
    values = {
        "formula": f"{number(first.value)}-{number(second.value)}",
        "result": number(first.value - second.value),
    }
    return Sum("sum.difference" if gap.exact else "sum.difference_open", {**values, "unit": first.unit}, ids)


def _compare(facts: Sequence[Fact], knowledge: Knowledge) -> Sum:
    ordered = _larger_first(facts)
    more = _surely_more(ordered)
    key = "sum.compare" if more else "sum.compare_open"
    return Sum(key, {"more": _name(more or ordered[0], knowledge)}, tuple(f.id for f in ordered))


def _against(facts: Sequence[Fact], knowledge: Knowledge) -> Sum:
    """All but the last together against the last."""
    *some, last = facts
    together, single = (
        _add([f.figure for f in some if f.figure]),
        Quantity.of(last.figure) if last.figure else None,
    )
    key, more = "sum.against_open", ""
    if single and together.surely_more(single):
        key, more = "sum.against", "、".join(_name(f, knowledge) for f in some)
    elif single and single.surely_more(together):
        key, more = "sum.against", _name(last, knowledge)
    return Sum(key, {"more": more}, tuple(f.id for f in facts))


def _surely_more(facts: Sequence[Fact]) -> Fact | None:
    one, other = facts
    assert one.figure and other.figure
    if Quantity.of(one.figure).surely_more(Quantity.of(other.figure)):
        return one
    return other if Quantity.of(other.figure).surely_more(Quantity.of(one.figure)) else None


def _name(fact: Fact, knowledge: Knowledge) -> str:
    return (
        knowledge.entities[fact.figure.of].name
        if fact.figure and fact.figure.of in knowledge.entities
        else fact.title
    )


def _total(facts: Sequence[Fact]) -> Sum:
    figures = [f.figure for f in facts if f.figure]
    total = _add(figures)
    unit = figures[0].unit
    values = {"formula": _terms(figures, "+"), "result": _within(total, lambda v: f"{number(v)} {unit}")}
    return Sum("sum.total", values, tuple(f.id for f in facts))


def _add(figures: Sequence[Figure]) -> Quantity:
    total = Quantity.of(figures[0])
    for figure in figures[1:]:
        total = total + Quantity.of(figure)
    return total


def _terms(figures: Sequence[Figure], sign: str) -> str:
    joined = sign.join(number(f.value) for f in figures)
    return f"({joined})" if len(figures) > 1 else joined


def _within(quantity: Quantity, say: Callable[[float], str]) -> str:
    if quantity.exact:
        return f"约 {say(quantity.low)}"
    if math.isinf(quantity.high):
        return f"超过 {say(quantity.low)}" if quantity.low > 0 else "无法确定"
    if quantity.low > 0:
        return f"{say(quantity.low)} 到 {say(quantity.high)} 之间"
    return f"低于 {say(quantity.high)}" if quantity.open_high else f"最高约 {say(quantity.high)}"


def _whole(facts: Sequence[Fact], knowledge: Knowledge) -> Fact | None:
    named = [f for f in facts if f.figure and f.figure.of not in knowledge.pack.deal.investors]
    others = [f for f in named if f.figure and f.figure.of != WHOLE]
    total = next((f for f, figure in knowledge.figure_facts() if figure.of == WHOLE), None)
    return others[0] if others else total


def _about_a_gap(reading: Reading, knowledge: Knowledge) -> bool:
    return not knowledge.gap_concepts.isdisjoint(reading.own.concepts)
