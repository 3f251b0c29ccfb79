"""A part of what the target is worth: reckoned where a message names both, and called nobody's stake."""

from dataclasses import replace
from itertools import pairwise

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.referents import same_figures, total_of
from bot.core.sums import arithmetic, remainders
from bot.core.sums.guessed import judged
from bot.core.sums.operands import of_investor, operands
from bot.core.sums.reckoning import Sum
from bot.core.sums.supposed import SUPPOSING, supposed


def asked_stake(reading: Reading, measure: str, knowledge: Knowledge) -> Sum | None:
    """The share of another whole than the total where a message names both: 甲出的钱按估值能占几个点.

    Where a message is about a share of `measure`, an amount that it names is enough.
    """
    given = supposed(reading, knowledge) if reading.roles & SUPPOSING else {}
    named = list(money(reading.own))
    if not given and any(not same_figures(amount, knowledge) for amount in named):
        return None
    leans = given or "divide" in reading.own.roles
    total, facts = total_of(knowledge), operands(reading if leans else replace(reading, inherited=False), knowledge)
    worth = [f for f in facts if total and f.measured.measure != total.measured.measure]
    of_it = (named or _takes_up_the_target(reading.own, knowledge)) and measure
    worth = worth or [f for f, figure in knowledge.figures if of_it and figure.measure == measure]
    parts = [f for f in facts if of_investor(f, knowledge)] or [f for f in facts if f is total]
    shares = measure or "share" in reading.own.roles or any(amount.kind == "share" for amount in reading.own.amounts)
    found = (
        arithmetic.stake([remainders.given(f, given) for f in parts], worth[0]) if shares and len(worth) == 1 else None
    )
    if found is None:
        return None
    return judged(replace(found, basis="supposed") if given else found, reading, knowledge)


def _takes_up_the_target(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message asks what part of the target its money makes, not of the sum: 出的钱占丁几成."""
    after = (one.id_of("entity") for token, one in pairwise(read.tokens) if plays(token, "takes_up"))
    return "pays" in read.roles and not read.concepts and knowledge.pack.deal.target in after
