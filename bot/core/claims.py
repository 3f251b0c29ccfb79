"""False amounts: another number, unit, currency, limit or share than the material's."""

from collections.abc import Iterator

from bot.core.amounts import Amount
from bot.core.conflict import Asked, Conflict, plays
from bot.core.figures import Quantity, percent
from bot.core.knowledge import Knowledge
from bot.core.lexicon import Token
from bot.core.model import Bound, Fact, Figure
from bot.core.referents import (
    clause_of,
    directly,
    equals,
    figure_of,
    referent,
    same_figures,
    total_of,
)
from bot.core.understand import Understanding

_NO_CLAIM = frozenset({"hypothetical", "sum", "ratio", "difference", "first_person"})
"""Roles of messages whose numbers are supposed, reckoned with, or the asker's own money."""


def wrong_currency(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """500亿人民币: the right number in the wrong money."""
    home = _home_currency(knowledge)
    for amount in money(asked.read):
        facts = same_figures(amount, knowledge)
        if amount.currency and amount.currency != home and facts:
            return Conflict("currency", knowledge.pack.deal.premises["currency"], {"claimed": amount.currency})
    return None


def wrong_amount(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """甲投400亿, 估值73亿, 乙投了甲的数: another number than the material's."""
    if asked.read.roles & _NO_CLAIM:
        return None
    for amount in _claims(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if fact is None or fact.figure is None or equals(amount, fact, knowledge):
            continue
        reckoned = "share" in asked.read.roles or not directly(amount, fact, asked.read, knowledge)
        if same_figures(amount, knowledge) and reckoned:
            continue
        return Conflict("amount", fact.id, {"claimed": amount.text})
    return None


def wrong_bound(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """保底200亿: the right number with the wrong limit."""
    for amount in _claims(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if amount.upper or not (fact and fact.figure and equals(amount, fact, knowledge)):
            continue
        if _against(amount.bound, fact.figure):
            return Conflict("bound", fact.id, {"claimed": amount.text})
    return None


def wrong_share(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """甲占82%: a share that the figures rule out."""
    for amount in (a for a in asked.read.amounts if a.kind == "share"):
        fact = _investor_before(amount, asked.read, knowledge)
        whole = total_of(knowledge)
        if not (fact and fact.figure and whole and whole.figure):
            continue
        share = Quantity.of(fact.figure) / Quantity.of(whole.figure)
        if not share.allows(amount.value, 0.1) or (
            fact.figure.bound is Bound.AT_MOST and amount.value < share.high * 0.8
        ):
            return Conflict("share", fact.id, {"claimed": percent(amount.value)})
    return None


def money(read: Understanding) -> Iterator[Amount]:
    """The amounts of money in a message."""
    return (a for a in read.amounts if a.kind == "money")


def _claims(read: Understanding, knowledge: Knowledge) -> Iterator[Amount]:
    for amount in money(read):
        clause = clause_of(read, amount.start)
        if not amount.vague and not any(_elsewhere(t, knowledge) for t in clause):
            yield amount


def _elsewhere(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token says that the amount is of another time or of something that the pack has no figure of."""
    return plays(token, "earlier") or token.id_of("concept") in knowledge.gap_concepts


def _against(bound: Bound | None, figure: Figure) -> bool:
    match figure.bound:
        case Bound.AT_MOST:
            return bound is Bound.MORE_THAN
        case Bound.LESS_THAN:
            return bound is Bound.MORE_THAN
        case Bound.MORE_THAN:
            return bound in {Bound.AT_MOST, Bound.LESS_THAN}
        case Bound.EXACTLY:
            return bound is not None


def _investor_before(amount: Amount, read: Understanding, knowledge: Knowledge) -> Fact | None:
    names = [knowledge.owner(t.id_of("entity")) for t in read.tokens if t.start < amount.start and t.id_of("entity")]
    investors = [n for n in names if n in knowledge.pack.deal.investors]
    return figure_of(investors[-1], knowledge) if investors else None


def _home_currency(knowledge: Knowledge) -> str:
    units = {figure.unit for _, figure in knowledge.figure_facts()}
    names = knowledge.pack.language.currencies
    return next((c for c in names if any(c in unit for unit in units)), "")
