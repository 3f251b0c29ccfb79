"""False limits: the right number with the wrong bound, and shares that the figures rule out."""

from collections.abc import Iterator

from bot.core.amount import Amount
from bot.core.claims import company, money, stated
from bot.core.conflict import Asked, Conflict, asserts, plays
from bot.core.figures import Quantity, percent
from bot.core.knowledge import Knowledge
from bot.core.model import Bound, Fact, Figure
from bot.core.referents import clause_of, equals, referent, same_figures, total_of
from bot.core.understand import Understanding


def wrong_bound(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """保底200亿: the right number with the wrong limit."""
    weighed = "either" in asked.read.roles or "sum" in asked.read.roles
    if weighed and not asserts(asked.read):
        return
    for amount in stated(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if amount.upper or not (fact and fact.figure and equals(amount, fact, knowledge)):
            continue
        if _against(amount.bound, fact.figure):
            yield Conflict("bound", fact.id, {"claimed": _with_limit(amount, asked.read)})


def _with_limit(amount: Amount, read: Understanding) -> str:
    """The number as it was said, with the word that limits it, and with the one that denies it: 没低于80亿."""
    limits = (t for t in read.tokens if any(term.id.startswith("bound_") for term in t.terms))
    start = next((t.start for t in limits if t.end == amount.start), amount.start)
    if amount.denied:
        start = max((t.start for t in read.tokens if plays(t, "negation") and t.start < start), default=start)
    return read.text[start : amount.end].strip()


def wrong_share(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲占82%: a share that the figures rule out."""
    whole = total_of(knowledge)
    if asked.elsewhere or not knowledge.gap_concepts.isdisjoint(asked.read.concepts):
        return
    if whole and _of_another_whole(asked.read, whole, knowledge):
        return
    for amount in (a for a in asked.read.amounts if a.kind == "share"):
        fact = _investor_beside(amount, asked.read, knowledge)
        if not (fact and fact.figure and whole):
            continue
        share = Quantity.of(fact.figure) / Quantity.of(whole.measured)
        if not share.allows(amount.value, 0.1) or (
            fact.figure.bound is Bound.AT_MOST and amount.value < share.high * 0.8
        ):
            yield Conflict("share", fact.id, {"claimed": percent(amount.value)})


def _of_another_whole(read: Understanding, whole: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names another whole than the total, by its word or by its number: 按甲数算占几成."""
    by_number = (fact.measured.measure for amount in money(read) for fact in same_figures(amount, knowledge))
    by_word = (token.id_of("measure") for token in read.tokens)
    return not {*by_number, *by_word} <= {"", whole.measured.measure}


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


def _investor_beside(amount: Amount, read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The investor named last before a share, else the first after it in its clause: 一半是甲掏的."""
    before = [t for t in read.tokens if t.start < amount.start][::-1]
    after = [t for t in clause_of(read, amount.start) if t.start >= amount.end]
    return next((fact for t in (*before, *after) if (fact := company(t, knowledge))), None)
