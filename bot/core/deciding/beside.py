"""A fact beside the numbers of a message: the same one, its order, none where one is wanted, or only who pays."""

import math
import re

from bot.core.decision import Correction
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.stating import OPEN
from bot.core.referents import amounts_told, equals, figure_of

_NUMBERS = re.compile(r"\d|一半|[一二三四五六七八九两几]成|倍|分之")


def says_its_figure(read: Understanding, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names the very number of a fact: what is wrong in it, if anything, is something else."""
    return fact.figure is not None and any(equals(amount, fact, knowledge) for amount in money(read))


def said_to_pay(read: Understanding, known: Knowledge) -> Fact | None:
    """The figure of the one of whom a message only asks whether it pays: 甲投了没 is neither yes nor no."""
    named, says_more = known.investors(read), any(name[0] in "cwtn" for name in read.features)
    asked = "pays" in read.roles and read.roles.isdisjoint(OPEN | {"negation", "earlier"})
    return figure_of(named[0], known) if len(named) == 1 and asked and not says_more else None


def compares_with_another(read: Understanding, fact: Fact, known: Knowledge) -> bool:
    """Whether a message says who of two is ahead, beside a fact that tells of one alone: 甲比乙强."""
    named = known.investors(read)
    told = {*fact.about, *known.investors(known.reader.read(fact.say))}
    return "compare" in read.roles and len(named) > 1 and not told.issuperset(named)


def held_against_magnitude(fact: Fact, read: Understanding, known: Knowledge) -> Correction | None:
    """A number held against a fact that names only its order: beside 十亿级, 37亿 is not written and 3亿 is wrong."""
    said, named = amounts_told(fact, known), list(money(read))
    if fact.figure or len(said) != 1 or not said[0].vague or len(named) != 1 or not named[0].value:
        return None
    alike = _order(named[0].value) == _order(said[0].value)
    if alike and named[0].vague:
        return None
    return Correction("amount_open" if alike else "amount", fact.id, {"claimed": named[0].text})


def _order(value: float) -> int:
    return math.floor(math.log10(value))


def wants_a_share(read: Understanding) -> bool:
    """Whether a message asks for a percentage: 会贵百分之几."""
    return "share" in read.roles and "which_one" in read.roles


def gives_no_number(fact: Fact) -> bool:
    """Whether a fact names no amount and no number."""
    return fact.figure is None and not _NUMBERS.search(fact.say)
