"""Sums of the figures that a message names: a share, a ratio, a difference, a total, an order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.sums import arithmetic, remainders
from bot.core.sums.operands import of_investor
from bot.core.sums.reckoning import Sum
from bot.core.sums.supposed import basis


def of_figures(roles: set[str], facts: Sequence[Fact], given: Mapping[str, float], knowledge: Knowledge) -> Sum | None:
    """A sum of `facts`, with the amounts that the asker supposes in place of the material's."""
    used = [remainders.given(fact, given) for fact in facts]
    parts, total = [f for f in used if of_investor(f, knowledge)], _total(used, given, knowledge)
    found = (
        _of_all(roles, used, total, knowledge) if len(parts) < len(used) else _of_parts(roles, parts, total, knowledge)
    )
    if found is None and "sum" in roles and len(parts) > 1 and all(f.id in given for f in parts):
        found = arithmetic.total(parts)
    return on_its_basis(found, given, knowledge) if found else None


def _total(used: Sequence[Fact], given: Mapping[str, float], knowledge: Knowledge) -> Fact | None:
    """The total: as it is among the facts that are `used`, else with what is supposed for it."""
    total = remainders.given_total(knowledge, given)
    return next((fact for fact in used if total and fact.id == total.id), total)


def on_its_basis(found: Sum, given: Mapping[str, float], knowledge: Knowledge) -> Sum:
    """`found` with what it stands on, where it uses an amount that is `given`."""
    return found if given.keys().isdisjoint(found.facts) else replace(found, basis=basis(given, knowledge))


def _of_all(roles: set[str], facts: Sequence[Fact], total: Fact | None, knowledge: Knowledge) -> Sum | None:
    """A sum in which the total or another whole takes part."""
    whole = next((f for f in facts if total and f.measured.measure != total.measured.measure), total)
    if "share" in roles and len(facts) > 1 and total not in facts and not any(of_investor(f, knowledge) for f in facts):
        return arithmetic.share(facts[:-1], facts[-1])
    if "share" in roles and whole:
        others = [f for f in facts if f is not whole and f.measured.measure != whole.measured.measure]
        parts = [f for f in facts if f is not whole and f is not total]
        return arithmetic.share(parts or others or ([total] if total and total is not whole else []), whole)
    if len(facts) == 2 and "ratio" in roles:
        return arithmetic.ratio(facts if "divide" in roles else arithmetic.larger_first(facts))
    if len(facts) == 2 and "difference" in roles:
        return arithmetic.difference(arithmetic.larger_first(facts))
    return None


def _of_parts(roles: set[str], parts: Sequence[Fact], total: Fact | None, knowledge: Knowledge) -> Sum | None:
    """A sum of companies' figures alone."""
    two, some = len(parts) == 2, 1 < len(parts) < len(knowledge.pack.deal.investors)
    if two and roles & {"share", "ratio"} and not roles & {"sum", "pronoun_many"}:
        return arithmetic.ratio(arithmetic.larger_first(parts) if "compare" in roles else parts)
    if "share" in roles and parts and total and (len(parts) == 1 or "each" not in roles):
        return arithmetic.share(parts, total)
    if two and "difference" in roles:
        return arithmetic.difference(arithmetic.larger_first(parts))
    if some and "sum" in roles:
        return arithmetic.total(parts)
    return arithmetic.compare(parts) if two and "compare" in roles and "why" not in roles else None
