"""False limits: the right number with the wrong bound, and shares that the figures rule out."""

from collections.abc import Iterator, Mapping

from bot.core.figures import Quantity, number, percent
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.model import Bound, Fact, Figure
from bot.core.premises.claims import stated
from bot.core.premises.conflict import Asked, Conflict, asserts
from bot.core.referents import clause_of, company, equals, referent, same_figures, total_of, whole_meant
from bot.core.sums.guessed import asked_part, limited, verdict
from bot.core.sums.reckoning import Outcome, within


def wrong_bound(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """保底200亿: the right number with the wrong limit."""
    weighed = bool(asked.read.roles & {"either", "sum", "who"}) and not asserts(asked.read)
    if weighed or "hypothetical" in asked.read.roles:
        return
    for amount in stated(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if not (fact and fact.figure and equals(amount, fact, knowledge)):
            continue
        if amount.upper and fact.figure.bound is not Bound.LESS_THAN:
            continue
        gathers = bool(asked.read.roles & {"joins", "enough"})
        if "sum" in asked.read.roles and (gathers or (amount.denied and len(list(money(asked.read))) > 1)):
            # 甲30 乙20 加起来都凑不到60: the parts fall short of the total, which is not said to be less.
            continue
        if _against(amount.bound, fact.figure):
            yield Conflict("bound", fact.id, {"claimed": _with_limit(amount, asked.read)})
        elif fact.figure.bound in _WITHOUT_IT and (said := _just(amount, asked.read)):
            yield Conflict("bound", fact.id, {"claimed": said})


_WITHOUT_IT = frozenset({Bound.LESS_THAN, Bound.MORE_THAN})
"""Bounds that leave out the number itself."""


def _just(amount: Amount, read: Understanding) -> str:
    """The number with the word beside it that makes it exact, if any: 刚好80亿, 80亿整."""
    before = [t for t in read.tokens if t.end <= amount.start and not plays(t, "filler_function")]
    beside = (*before[-1:], *(t for t in read.tokens if t.start == amount.end))
    exact = next((t for t in beside if plays(t, "exactly")), None)
    return read.text[min(exact.start, amount.start) : max(exact.end, amount.end)] if exact else ""


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
    shares = [amount for amount in asked.read.amounts if amount.kind == "share"]
    together = asked.read.roles & {"sum", "remainder"} and len(knowledge.investors(asked.read)) > 1
    if len(shares) == 1 and together:
        # 甲和乙加起来占一半, 甲和乙分剩下的一半: the share of none of them.
        return
    for amount in (limited(a, asked.read, knowledge) for a in shares):
        fact = _investor_beside(amount, asked.read, knowledge)
        if not (fact and fact.figure and whole) or _of_another_company(amount, asked.read, knowledge):
            continue
        if whole_meant(amount, fact, asked.read, knowledge):
            continue
        share = Quantity.of(fact.figure) / Quantity.of(whole.measured)
        if _ruled_out(amount, share, fact.figure) and not asked_part(amount, asked.read):
            formula = f"{number(fact.measured.value)}÷{number(whole.measured.value)}"
            values = {"claimed": _as_said(amount, asked.read), "formula": formula, "result": within(share, percent)}
            yield Conflict("share", fact.id, values)


def _as_said(amount: Amount, read: Understanding) -> str:
    """A share as per cent, a half as it was said, with its limit: 过半 is no 50%."""
    phrase = next((t.text for t in read.tokens if t.start <= amount.start < t.end), amount.text)
    if amount.text.endswith("半"):
        return max(phrase, _with_limit(amount, read), key=len)
    return f"{_LIMITS.get(amount.bound, '')}{percent(amount.value)}"


_LIMITS: Mapping[Bound | None, str] = {Bound.MORE_THAN: "超过 ", Bound.LESS_THAN: "不到 "}
"""How a share is said to be limited."""


def _ruled_out(amount: Amount, share: Quantity, figure: Figure) -> bool:
    """Whether a share cannot be; one far below a limit is not what the material says either."""
    far_below = figure.bound is Bound.AT_MOST and (amount.upper or amount.value) < share.high * 0.8
    if amount.bound and not amount.upper:
        below = far_below and amount.bound is not Bound.MORE_THAN
        return below or verdict(amount, Outcome("share", share, share.high)) == "no"
    if amount.upper:
        return far_below or amount.value > share.high or amount.upper <= share.low
    return far_below or not share.allows(amount.value, 0.1)


def _of_another_whole(read: Understanding, whole: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names another whole than the total, by its word or by its number: 按甲数算占几成."""
    by_number = (fact.measured.measure for amount in money(read) for fact in same_figures(amount, knowledge))
    by_word = (token.id_of("measure") for token in read.tokens)
    return not {*by_number, *by_word} <= {"", whole.measured.measure}


def _of_another_company(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a share is one of a company's amount: 乙是甲的三成, 乙不到甲三成."""
    before = [t for t in read.tokens if t.end <= amount.start and not plays(t, "bound_about")]
    if not before:
        return False
    *others, last = before
    if company(last, knowledge) and last.end == amount.start:
        return any(company(token, knowledge) for token in others)
    return last.text == "的" and bool(others) and company(others[-1], knowledge) is not None


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
