"""Questions that want a sum: which figures, and which sum of them."""

from collections.abc import Callable
from itertools import takewhile

from bot.core.dialogue.context import COMPARING
from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.pointing import points_within
from bot.core.language.roles import money, plays
from bot.core.referents import company, left_out
from bot.core.sums import arithmetic, deduced, remainders
from bot.core.sums.asking import PAIR, Asking
from bot.core.sums.combined import of_figures, on_its_basis
from bot.core.sums.guessed import asked_part, judged, wants_a_number
from bot.core.sums.reached import reached
from bot.core.sums.reckoning import Sum
from bot.core.sums.supposed import rest
from bot.core.sums.thresholds import asked_threshold

_ASKED = frozenset({"share", "ratio", "difference", "sum", "compare", "average"})
_OPEN = frozenset({"hypothetical", "how_much", "remainder", "enough", "who", "which", "which_one"})
"""Roles of words that ask, of a sum or of something else."""
_ENDS = frozenset({"superlative_most", "superlative_least", "bound_at_most", "bound_at_least"})
"""Roles of words that ask from where to where something goes: 最多多少 最少多少."""


def asked_sum(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """The sum that a message asks for, with what becomes of its own guess at it; None where it asks for none."""
    asking = Asking(reading, knowledge)
    asked = takewhile(lambda group: group[0](asking), QUESTIONS)
    found = next((found for _, sums in asked for sum_ in sums if (found := sum_(asking))), None)
    return judged(found, reading, knowledge) if found else None


def _reckons(asking: Asking) -> bool:
    """Whether a message may be about a sum at all; a cause, and a part of what nobody named, are not."""
    within = points_within(asking.own) and not asking.knowledge.investors(asking.own)
    return asking.own.roles.isdisjoint({"why", "because"}) and not within


def _asks(asking: Asking) -> bool:
    """Whether a message asks, for nothing that the material surely does not say, and compares with no other time."""
    of_then = "earlier" in asking.reading.roles and not asking.reading.roles.isdisjoint(COMPARING)
    wanted = bool(asking.roles & (_ASKED | _OPEN)) and not of_then
    told = not asking.roles.isdisjoint({"as_written", "rank"})
    return wanted and not told and asking.knowledge.gap_concepts.isdisjoint(asking.own.concepts)


def _alike(asking: Asking) -> bool:
    """Whether all figures that a message names are in the unit of the total."""
    return not asking.total or all(f.measured.unit == asking.total.measured.unit for f in asking.named)


def _deduced(asking: Asking) -> Sum | None:
    """What follows for one company from the total and the others' numbers: 总额500亿 甲乙出350亿 丙就是150亿."""
    whom = deduced.rest(asking.own, asking.knowledge) if asking.total else None
    if whom is None or asking.total is None:
        return None
    others = deduced.others_of(whom, asking.knowledge)
    if any(asking.given.get(fact.id, fact.measured.value) != fact.measured.value for fact in others):
        return None
    return remainders.remainder(asking.total, others, [whom], "sum.deduced")


def _threshold(asking: Asking) -> Sum | None:
    """Who is above or below an amount."""
    return asked_threshold(asking.reading, asking.knowledge)


def _of_the_rest(asking: Asking) -> Sum | None:
    """Which of the two that are not left out gives more: 除了甲谁出得多."""
    out = left_out(asking.own, asking.knowledge)
    asked = "who" in asking.own.roles and asking.own.roles & _WHO_IS_MORE and asking.own.roles.isdisjoint(_SAYS_WHY)
    rest = [fact for fact in asking.every if fact.measured.of not in out]
    return arithmetic.compare(rest) if out and asked and len(rest) == PAIR else None


_WHO_IS_MORE = frozenset({"more", "less", "superlative_most", "superlative_least"})
_SAYS_WHY = frozenset({"risk", "benefit", "why"})


def _average(asking: Asking) -> Sum | None:
    """What one of them gives on average: of some by their figures, else of all by the total."""
    if asking.total is None or not asking.roles >= {"average", "how_much"}:
        return None
    some = 1 < len(asking.parts) < len(asking.every)
    return arithmetic.mean(asking.parts) if some else arithmetic.average(asking.total, len(asking.every))


def _span(asking: Asking) -> Sum | None:
    """From where to where all their figures come to."""
    ends = asking.roles >= {"sum", "how_much"} and asking.roles & _ENDS and not asking.given
    ends = ends and "enough" not in asking.roles
    of_all = len(asking.parts) in {0, len(asking.every)}
    return arithmetic.span(asking.every, asking.total) if asking.total and ends and of_all else None


def _left(asking: Asking) -> Sum | None:
    """What is left for one where the others give what is supposed."""
    wanted = "how_much" in asking.roles and "share" not in asking.roles
    supposed = asking.total and asking.total.id in asking.given and len(asking.parts) == 1
    parts = [*(f for f in asking.every if f not in asking.parts), *asking.parts] if supposed else asking.parts
    return rest(asking.reading, parts, asking.given, asking.knowledge) if wanted else None


def _enough(asking: Asking) -> Sum | None:
    """Whether a goal is reached."""
    wanted = "enough" in asking.roles and not wants_a_number(asking.own)
    return reached(asking.reading, asking.given, asking.knowledge) if wanted else None


def _shares(asking: Asking) -> Sum | None:
    """The share that each of several has of the total: 甲和乙各占几成, 三家各占几成."""
    counted = any(amount.kind == "count" and amount.value == len(asking.every) for amount in asking.own.amounts)
    of_all = (asking.reading.inherited and len(asking.parts) == len(asking.every)) or (counted and not asking.parts)
    summed = any(plays(token, "sum") for token in asking.own.tokens)
    each = "each" in asking.roles or (of_all and not summed)
    guessed = "yesno" in asking.own.roles and any(amount.kind == "share" for amount in asking.own.amounts)
    if asking.total is None or "share" not in asking.roles or not each or asking.given or guessed:
        return None
    of_another = any(fact.measured.measure != asking.total.measured.measure for fact in asking.facts)
    parts = asking.parts or (asking.every if "collective" in asking.roles else [])
    return arithmetic.shares(parts, asking.total) if len(parts) > 1 and not of_another else None


def _part(asking: Asking) -> Sum | None:
    """The share of the one figure of a message whose amount it asks for: 总额的三成是多少."""
    shares = [amount for amount in asking.own.amounts if amount.kind == "share"]
    if len(asking.facts) != 1 or len(shares) != 1 or "how_much" not in asking.own.roles:
        return None
    asked = asked_part(shares[0], asking.own)
    return arithmetic.part(asking.facts[0], shares[0].value) if asked else None


def _lacking(asking: Asking) -> Sum | None:
    """What they lack of the total, or that they reach it, where something is supposed for each of them."""
    given, total = asking.given, asking.total
    of_all = bool(given) and all(fact.id in given for fact in asking.every)
    if total is None or not of_all or asking.roles.isdisjoint({"remainder", "difference"}):
        return None
    left = remainders.lacking(total, asking.every, given)
    return on_its_basis(
        left or remainders.enough(total, asking.every, given, total.measured.value), given, asking.knowledge
    )


def _remainder(asking: Asking) -> Sum | None:
    """What the others give where some give what their bounds allow, or what is supposed."""
    roles, given, parts, every = asking.roles, asking.given, asking.parts, asking.every
    short_of = bool(given) and "difference" in roles and (asking.total in asking.facts or len(parts) == 1)
    whether = "yesno" in roles and not roles & {"how_much", *_ASKED} and not list(money(asking.own))
    wanted = (("remainder" in roles and not whether) or short_of) and "rank" not in roles
    if not wanted or asking.total is None or not 0 < len(parts) < len(every):
        return None
    known = {fact.id for fact in parts}
    others = [fact for fact in every if fact.id not in known]
    if len(parts) == 1 and roles & {"compare", "ratio"}:
        return arithmetic.against([*others, *parts], asking.total, len(every))
    if "share" in roles and not given:
        return remainders.remaining_share(asking.total, parts, others)
    left = remainders.remainder(asking.total, [remainders.given(f, given) for f in parts], others)
    return on_its_basis(left, given, asking.knowledge)


def _against(asking: Asking) -> Sum | None:
    """Several together against the one named last, or before the word that compares: 甲比乙和丙加起来多."""
    parts, roles = asking.parts, asking.roles
    if "sum" not in roles or roles.isdisjoint(_COMPARE) or len(parts) <= PAIR or any(money(asking.own)):
        return None
    named = [(t.start, fact) for t in asking.own.tokens if (fact := company(t, asking.knowledge)) in parts]
    than = next((t.start for t in asking.own.tokens if named and t.start > named[0][0] and _compares(t)), None)
    first = [fact for start, fact in named if than is not None and start < than]
    ordered = [*(fact for fact in parts if fact not in first), *first] if len(first) == 1 else parts
    return on_its_basis(arithmetic.against(ordered, asking.total, len(asking.every)), asking.given, asking.knowledge)


_COMPARE = frozenset({"compare", "more", "less", "bound_more_than", "bound_less_than"})


def _compares(token: Token) -> bool:
    return any(plays(token, role) for role in _COMPARE)


def _of_figures(asking: Asking) -> Sum | None:
    """A share, a ratio, a difference, a total or an order of the figures that a message names."""
    return of_figures(asking.roles, asking.facts, asking.given, asking.knowledge)


QUESTIONS: tuple[tuple[Callable[[Asking], bool], tuple[Callable[[Asking], Sum | None], ...]], ...] = (
    (_reckons, (_deduced, _of_the_rest)),
    (_asks, (_threshold,)),
    (
        _alike,
        (_shares, _average, _span, _left, _enough, _part, _lacking, _remainder, _against, _of_figures),
    ),
)
"""What a message may ask for, the first that applies; a group only where its condition and those before it hold."""
