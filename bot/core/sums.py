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
    if len(facts) < 2 and roles & {"this_deal", "collective", "sum"} and whole and whole not in facts:
        facts = [*facts, whole]
    parts = [f for f in facts if f.figure and f.figure.of in knowledge.pack.deal.investors]
    if len(parts) == 2 and len(facts) == 2 and roles & {"share", "ratio"} and not roles & {"sum", "pronoun_many"}:
        return _ratio(parts, knowledge)
    if "share" in roles:
        return _share(parts or _total_of(facts, whole, knowledge), whole)
    if "ratio" in roles and len(facts) == 2:
        return _ratio(facts if "divide" in roles else _larger_first(facts), knowledge)
    if "difference" in roles and len(facts) == 2:
        return _difference(_larger_first(facts))
    if "sum" in roles and 1 < len(parts) < len(knowledge.pack.deal.investors):
        return _total(parts)
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


def phrase(figure: Figure, texts: Mapping[str, str]) -> str:
    """A figure in words, with its bound: 最高约 300 亿美元."""
    about = texts["bound.about"] if figure.approximate else ""
    return texts[f"bound.{figure.bound}"].format(about=about, value=number(figure.value), unit=figure.unit)


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
    return Sum("sum.share", {"formula": formula, "result": _within(share, percent)}, (*(f.id for f in parts), whole.id))


def _ratio(facts: Sequence[Fact], knowledge: Knowledge) -> Sum | None:
    first, second = (f.figure for f in facts)
    assert first and second
    plain = first.value / second.value
    result = percent(plain) if plain < 1 else f"{number(plain)} 倍"
    sure = Quantity.of(first).exact and Quantity.of(second).exact
    formula = f"{number(first.value)}÷{number(second.value)}"
    return Sum("sum.ratio" if sure else "sum.ratio_open", {"formula": formula, "result": result}, tuple(f.id for f in facts))


def _larger_first(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: -(f.figure.value if f.figure else 0.0))


def _difference(facts: Sequence[Fact]) -> Sum | None:
    first, second = (f.figure for f in facts)
    assert first and second
    gap = Quantity.of(first) - Quantity.of(second)
    values = {"formula": f"{number(first.value)}-{number(second.value)}", "result": number(first.value - second.value)}
    sure = "sum.difference" if gap.exact else "sum.difference_open"
    return Sum(sure, {**values, "unit": first.unit}, tuple(f.id for f in facts))


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

