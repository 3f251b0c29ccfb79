"""What an asker takes a sum to come to, held against what it does: 占一半吧, 是不是差了20亿, 十倍?"""

from dataclasses import replace

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.amounts import BOUNDS
from bot.core.language.lexicon import Token
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Bound
from bot.core.referents import figure_named, total_of, unit_value
from bot.core.sums.ends import open_end
from bot.core.sums.reckoning import Outcome, Sum

_NEAR = 0.03
"""How far, in parts of it, a guess may be from a number that it means."""
_ABOUT = 0.25
"""The same of one that it only says to be about."""
_NEARLY = ("快", "近")
_OPENLY = frozenset({"how_much", "which_one", "either", "why", "how"})
_BEFORE = frozenset({"sum", "difference", "more", "less", "ratio", "divide"})
"""Roles of words that a guess at a sum follows: 加起来50亿, 多出20亿."""
_KINDS = {"share": ("share",), "multiple": ("multiple", "share"), "money": ("money",)}


def judged(found: Sum, reading: Reading, knowledge: Knowledge) -> Sum:
    """`found` with what becomes of the message's own guess at it, where it has one."""
    read, outcome = reading.own, found.outcome
    if outcome and not found.key.startswith("sum.difference") and (end := open_end(read, outcome.allowed)):
        return replace(found, verdict=end)
    if outcome is None or wants_a_number(read):
        return found
    guess = next((a for a in guesses(read, knowledge) if a.kind in _KINDS[outcome.kind]), None)
    if outcome.kind == "share" and read.roles & {"compare", "more", "less"}:
        # 总额的一成比甲的还多: the share is a part that is compared, no guess.
        return found
    guess = guess and limited(guess, read, knowledge)
    if guess is None or (guess.bound is None and _limits_something(read)):
        return found
    meant = replace(guess, value=guess.value + 1) if _times_more(guess, read) else guess
    about = guess.bound is None and ("bound_about" in read.roles or read.text[: guess.start].endswith(_NEARLY))
    return replace(found, verdict=verdict(meant, outcome, _scale(guess, knowledge), about))


def limited(amount: Amount, read: Understanding, knowledge: Knowledge) -> Amount:
    """A share or multiple with its limit, also where that stands before the whole: 不到总额的一成."""
    if amount.bound or amount.kind not in {"share", "multiple"}:
        return amount
    before = [token for token in read.tokens if token.end <= amount.start][::-1]
    told = (t for t in before if not figure_named(t, knowledge) and t.text != "的")
    # 出得最多 差不多一半: it is compared, the share has no limit.
    terms = next((t.terms for t in told if "得" not in t.text), ())
    return replace(amount, bound=next((BOUNDS[term.id] for term in terms if term.id in BOUNDS), None))


def _limits_something(read: Understanding) -> bool:
    """Whether a message limits some number, though none is known to be limited: what it takes for true is unclear."""
    limits = read.roles & {"bound_more_than", "bound_less_than"}
    return bool(limits) and not any(amount.bound for amount in read.amounts)


def _times_more(guess: Amount, read: Understanding) -> bool:
    """Whether a multiple is what comes on top: 多一倍 is twice as much."""
    before = [token for token in read.tokens if token.end <= guess.start][-1:]
    return guess.kind == "multiple" and any(plays(token, "more") for token in before)


def wants_a_number(read: Understanding) -> bool:
    """Whether a message asks how much it is, rather than naming a number itself."""
    return bool(read.roles & _OPENLY) and "tag" not in read.roles


def guesses(read: Understanding, knowledge: Knowledge) -> list[Amount]:
    """The numbers of a message that may be its guess at a sum: shares, multiples, and what follows a reckoning word."""
    return [
        a
        for a in read.amounts
        if a.kind in {"share", "multiple"} or (a.kind == "money" and _reckoned(a, read, knowledge))
    ]


def _reckoned(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    before = [t for t in read.tokens if t.end <= amount.start][::-1]
    since = next((i for i, t in enumerate(before) if _starts(t)), None)
    named = [i for i, t in enumerate(before) if figure_named(t, knowledge)]
    if since is None or len(named) < _TWO:
        return since is not None and not named
    last, other = named[:_TWO]
    joined = last < since < other and not any(t.text[0].isdigit() for t in before[last:other])
    return since < last or joined


_TWO = 2


def _starts(token: Token) -> bool:
    return any(plays(token, role) for role in _BEFORE)


def _scale(guess: Amount | None, knowledge: Knowledge) -> float:
    """What one unit of the total is worth in units of `guess`."""
    total = total_of(knowledge)
    if guess is None or total is None or guess.kind != "money" or guess.bare:
        return 1.0
    return unit_value(total, knowledge)


def verdict(guess: Amount, outcome: Outcome, scale: float = 1.0, about: bool = False) -> str:
    """How a guess fares: `yes`, `no`, the `edge` of what the bounds allow, or `open` where they leave it so.

    One that only says `about` how much is `near` it where it is not far off.
    """
    low, allowed = guess.value / scale, outcome.allowed
    high = guess.upper / scale if guess.upper else low
    match guess.bound:
        case _ if guess.upper and low <= outcome.plain < high:
            return "yes" if allowed.exact else "edge"
        case _ if guess.upper:
            return "open" if low <= allowed.high and allowed.low < high and not allowed.exact else "no"
        case Bound.MORE_THAN:
            return "yes" if allowed.low >= low else "no" if allowed.high <= low else "open"
        case Bound.LESS_THAN | Bound.AT_MOST:
            reached = allowed.high == low and not allowed.open_high and guess.bound is Bound.LESS_THAN
            return "edge" if reached else "yes" if allowed.high <= low else "no" if allowed.low >= low else "open"
    if abs(low - outcome.plain) <= _NEAR * abs(outcome.plain):
        return "yes" if allowed.exact else "edge"
    if about and allowed.exact and abs(low - outcome.plain) <= _ABOUT * abs(outcome.plain):
        return "near"
    return "open" if not allowed.exact and allowed.allows(low, 0) else "no"


def is_goal(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether an amount is to be reached: 够50亿吗, 50亿 甲和乙凑得够吗; 够50亿吗8% names no share to reach."""
    if "enough" not in read.roles:
        return False
    before = [token for token in read.tokens if token.end <= amount.start]
    named = [token for token in read.tokens if figure_named(token, knowledge)]
    if amount.kind == "share":
        earlier = max((a.end for a in read.amounts if a.end <= amount.start), default=0)
        return any(plays(t, "enough") and t.start >= earlier for t in before[-_BESIDE:])
    return any(plays(t, "enough") for t in before) or (bool(named) and amount.end <= named[0].start)


_BESIDE = 3
"""How many words may stand between what is enough and a share."""


def asked_part(amount: Amount, read: Understanding) -> bool:
    """Whether a message asks how much a share of something is: 总额的三成是多少."""
    asked = read.text[amount.end :].lstrip("%成个点是等于有合")
    return read.text[: amount.start].endswith("的") and asked.startswith(("多少", "几", "多大"))
