"""Questions that want a sum: which figures, and which sum of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core import arithmetic, deduced, remainders
from bot.core.claims import money
from bot.core.context import COMPARING, Reading
from bot.core.guessed import asked_part, guesses, judged, wants_a_number
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.operands import named_by_number, of_investor, operands
from bot.core.order import falls_short
from bot.core.pointing import points_within
from bot.core.reached import reached
from bot.core.reckoning import Sum
from bot.core.referents import figure_of, total_of, whole_meant
from bot.core.supposed import basis, rest, supposed
from bot.core.thresholds import asked_threshold
from bot.core.understand import Understanding

_ASKED = frozenset({"share", "ratio", "difference", "sum", "compare", "average"})

_ENDS = frozenset({"superlative_most", "superlative_least", "bound_at_most", "bound_at_least"})
"""Roles of words that ask from where to where something goes: 最多多少 最少多少."""
_OF_AMOUNTS = frozenset({"pays", "more", "less", "how_much", "superlative_most", "superlative_least", "sum"})
"""Roles of words that say that amounts are compared."""
_PAIR = 2
_PASSING = frozenset({"bound_more_than", "bound_less_than"})
"""Bounds that without a number compare two companies: 甲会不会超过乙."""


def asked_sum(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """The sum that a message asks for, with what becomes of its own guess at it; None where it asks for none."""
    found = _asked(reading, knowledge)
    return judged(found, reading, knowledge) if found else None


def _asked(reading: Reading, knowledge: Knowledge) -> Sum | None:
    own, total, roles = reading.own, total_of(knowledge), _roles(reading, knowledge)
    if "why" in own.roles or (points_within(own) and not knowledge.investors(own)) or _of_another_time(reading):
        return None
    given = supposed(reading, knowledge)
    if total and (whom := deduced.rest(own, knowledge)):
        others = deduced.others_of(whom, knowledge)
        if all(given.get(fact.id, fact.measured.value) == fact.measured.value for fact in others):
            return remainders.remainder(total, others, [whom], "sum.deduced")
    if not roles & (_ASKED | {"hypothetical", "how_much", "remainder", "enough", "who", "which", "which_one"}):
        return None
    if not knowledge.gap_concepts.isdisjoint(own.concepts):
        return None
    if found := asked_threshold(reading, knowledge):
        return found
    facts = operands(reading, knowledge)
    if total and any(fact.measured.unit != total.measured.unit for fact in facts):
        return None
    every = [f for e in knowledge.pack.deal.investors if (f := figure_of(e, knowledge))]
    if total and len(facts) == 1 and facts[0] is not total and roles & {"this_deal", "collective", "sum"}:
        facts = [*facts, total]
    parts = [f for f in facts if of_investor(f, knowledge)]
    facts = [*facts, *_wholes_meant(own, parts, knowledge)]
    if total and roles >= {"average", "how_much"}:
        return arithmetic.mean(parts) if 1 < len(parts) < len(every) else arithmetic.average(total, len(every))
    if total and roles >= {"sum", "how_much"} and roles & _ENDS and len(parts) in {0, len(every)} and not given:
        return arithmetic.span(every, total)
    if "how_much" in roles and "share" not in roles and (left := rest(reading, parts, knowledge)):
        return left
    if "enough" in roles and not wants_a_number(own) and (found := reached(reading, knowledge)):
        return found
    if (part := _part_of(own, facts)) is not None:
        return arithmetic.part(facts[0], part)
    short_of = bool(given) and "difference" in roles and (total in facts or len(parts) == 1)
    if total and given and roles & {"remainder", "difference"} and all(fact.id in given for fact in every):
        left = remainders.lacking(total, every, given) or remainders.enough(total, every, given, total.measured.value)
        return _on_its_basis(left, given, knowledge)
    whether = "yesno" in roles and not roles & {"how_much", *_ASKED} and not list(money(own))
    if (("remainder" in roles and not whether) or short_of) and total and 0 < len(parts) < len(every):
        known = {fact.id for fact in parts}
        others = [fact for fact in every if fact.id not in known]
        if len(parts) == 1 and roles & {"compare", "ratio"}:
            return arithmetic.against([*others, *parts])
        left = remainders.remainder(total, [remainders.given(f, given) for f in parts], others)
        return _on_its_basis(left, given, knowledge)
    return _on_what_is_given(roles, facts, given, knowledge)


def _of_another_time(reading: Reading) -> bool:
    """Whether a message compares with what was before the deal, of which there are no figures to reckon with."""
    return "earlier" in reading.roles and not reading.roles.isdisjoint(COMPARING)


def _wholes_meant(read: Understanding, parts: Sequence[Fact], knowledge: Knowledge) -> list[Fact]:
    """The whole that the one share of a message is plainly of, where it is not the total: 甲占4%吧."""
    shares = [amount for amount in read.amounts if amount.kind == "share"]
    meant = whole_meant(shares[0], parts[0], read, knowledge) if len(shares) == len(parts) == 1 else None
    return [meant] if meant else []


def _part_of(read: Understanding, facts: Sequence[Fact]) -> float | None:
    """The share of the one figure of a message whose amount it asks for: 总额的三成是多少."""
    shares = [amount for amount in read.amounts if amount.kind == "share"]
    if len(facts) != 1 or len(shares) != 1 or "how_much" not in read.roles:
        return None
    return shares[0].value if asked_part(shares[0], read) else None


def _roles(reading: Reading, knowledge: Knowledge) -> set[str]:
    """The roles of a message, with the reckonings that its numbers ask for."""
    roles, own = set(reading.roles), reading.own
    kinds = {amount.kind for amount in own.amounts}
    if "share" in kinds and (roles & {"yesno", "tag"} or own.text.endswith("?")):
        roles.add("share")
    if roles >= {"takes_up", "how_much"}:
        roles.add("share")
    measures = [fact.measured.measure for _, fact in named_by_number(own, knowledge)]
    if "compare" in roles and len(measures) == _PAIR:
        # 50比700 names nothing but numbers.
        roles.add("ratio" if measures[0] == measures[1] else "share")
    elif "compare" in roles and not roles & _OF_AMOUNTS and any(name[0] in "cw" for name in own.features):
        # 甲和乙比 谁更灵活 is about something else than what they give.
        roles.discard("compare")
    if "who" in roles:
        # 谁占大头 asks for a name.
        roles.discard("share")
    if (roles & _PASSING and "money" not in kinds) or falls_short(own, knowledge):
        roles.add("compare")
    if roles >= {"compare", "how_much"} and not roles & {"share", "ratio"}:
        roles.add("difference")
    if "multiple" in kinds or "divide" in roles:
        roles.add("ratio")
    if roles & {"more", "less"} and any(guess.kind == "money" for guess in guesses(own, knowledge)):
        roles.add("difference")
    if roles >= {"share", "difference"} and len(knowledge.investors(own)) == _PAIR:
        roles.discard("share")
    if "enough" in roles and len(knowledge.investors(own)) != _PAIR:
        # 差多少才够 asks what the total lacks, not what one has more than another.
        roles.discard("difference")
    return roles


def _on_what_is_given(
    roles: set[str], facts: Sequence[Fact], given: Mapping[str, float], knowledge: Knowledge
) -> Sum | None:
    """A sum of `facts`, with the amounts that the asker supposes in place of the material's."""
    used = [remainders.given(fact, given) for fact in facts]
    parts, total = [f for f in used if of_investor(f, knowledge)], total_of(knowledge)
    found = (
        _of_all(roles, used, total, knowledge) if len(parts) < len(used) else _of_parts(roles, parts, total, knowledge)
    )
    if found is None and "sum" in roles and len(parts) > 1 and all(f.id in given for f in parts):
        found = arithmetic.total(parts)
    return _on_its_basis(found, given, knowledge) if found else None


def _on_its_basis(found: Sum, given: Mapping[str, float], knowledge: Knowledge) -> Sum:
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
        return arithmetic.ratio(parts)
    if "share" in roles and parts and total and (len(parts) == 1 or "each" not in roles):
        return arithmetic.share(parts, total)
    if two and "difference" in roles:
        return arithmetic.difference(arithmetic.larger_first(parts))
    if "sum" in roles and roles & {"compare", "more", "less"} and len(parts) > 2:
        return arithmetic.against(parts)
    if some and "sum" in roles:
        return arithmetic.total(parts)
    return arithmetic.compare(parts) if two and "compare" in roles and "why" not in roles else None
