"""Which figure of the pack an amount in a question is about."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile
from math import isclose

from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.lexicon import Token
from bot.core.language.normalise import BREAKS
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact

WHOLE = "total"
_WHOLE = frozenset({"sum", "this_deal"})
"""Roles of words that name the whole: 一共, 这一轮."""
_SAME = 0.005


def base_value(fact: Fact, knowledge: Knowledge) -> float:
    """The value of a fact's figure in single units: 5 亿 is 5e8."""
    return fact.measured.value * knowledge.scales[fact.measured.unit]


def unit_value(fact: Fact, knowledge: Knowledge) -> float:
    """What one unit of a fact's figure is worth in single units."""
    return base_value(fact, knowledge) / fact.measured.value


def in_its_unit(amount: Amount, fact: Fact, knowledge: Knowledge) -> float:
    """The value of `amount` in the unit of a fact's figure, which a bare number has already."""
    return amount.value / (1.0 if amount.bare else unit_value(fact, knowledge))


def equals(amount: Amount, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether `amount` is the number that the fact names, whatever its bound; a bare number takes the fact's unit."""
    value, said = base_value(fact, knowledge), fact.measured.value
    if amount.upper and amount.value * 0.9 <= value < amount.upper:
        return True
    return _close(amount.value, value) or (amount.bare and _close(amount.value, said))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * other


def same_figures(amount: Amount, knowledge: Knowledge) -> list[Fact]:
    """The facts whose number `amount` is."""
    return [fact for fact, _ in knowledge.figures if equals(amount, fact, knowledge)]


def named_by_number(read: Understanding, knowledge: Knowledge) -> list[tuple[int, Fact]]:
    """The figure facts whose numbers a message says, each with its place, where a number is that of one fact only."""
    same = ((amount.start, same_figures(amount, knowledge)) for amount in money(read))
    return [(start, facts[0]) for start, facts in same if len(facts) == 1]


def amounts_told(fact: Fact, knowledge: Knowledge) -> list[Amount]:
    """The amounts of money that a fact says."""
    return [amount for amount in knowledge.reader.amounts.parse(fact.say) if amount.kind == "money"]


def total_of(knowledge: Knowledge) -> Fact | None:
    """The fact that carries the total, where the pack has one."""
    return knowledge.figure_of.get(WHOLE)


def whole_meant(share: Amount, part: Fact, read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The greater whole than the total that a share of `part` is plainly of, where a message names no whole at all."""
    total = total_of(knowledge)
    if total is None or share.bound or any(token.id_of("measure") for token in read.tokens):
        return None
    near = partial(_near_share, share.value, part, knowledge=knowledge)
    wholes = (f for f, figure in knowledge.figures if figure.measure != total.measured.measure)
    least = base_value(total, knowledge)
    wholes = (whole for whole in wholes if base_value(whole, knowledge) > least)
    return None if near(total) else next(filter(near, wholes), None)


def _near_share(value: float, part: Fact, whole: Fact, knowledge: Knowledge) -> bool:
    return isclose(value, base_value(part, knowledge) / base_value(whole, knowledge), rel_tol=_NEAR_SHARE)


_NEAR_SHARE = 0.1
"""How far, in parts of it, a share that somebody names may be from the one that they mean."""


def clause_of(read: Understanding, position: int, in_a_row: bool = False) -> list[Token]:
    """The tokens of the clause around `position`; `in_a_row` where names that are told one by one are one clause."""
    start, end = 0, len(read.text)
    names = {place for token in read.tokens if token.id_of("entity") for place in (token.start, token.end)}
    for stop in BREAKS.finditer(read.text):
        beside = stop.start() in names and stop.end() + (read.text[stop.end() : stop.end() + 1] == " ") in names
        if in_a_row and (stop.group() == "、" or beside):
            continue
        if stop.end() <= position:
            start = stop.end()
        elif stop.start() > position:
            end = stop.start()
            break
    return [t for t in read.tokens if start <= t.start < end]


def referent(amount: Amount, read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The figure fact that `amount` claims to be, by the words around it; None where they do not tell."""
    clause = clause_of(read, amount.start)
    before = [t for t in clause if t.start < amount.start][::-1]
    after = [t for t in clause if t.start >= amount.end]
    # 估值谁说的?20亿又是谁说的: what somebody's word is asked for is asked for, and told no number.
    passed = [t for t in read.tokens if t.start < amount.start][::-1]
    earlier = list(takewhile(lambda t: not plays(t, "who_says"), passed))
    if _of_all(before, read, knowledge):
        return total_of(knowledge)
    named = (_named(side, knowledge) for side in (before, after, earlier))
    found = next((fact for fact in named if fact), None)
    whole = any(_names_whole(token) for token in (*before, *after))
    return found or (total_of(knowledge) if whole else None)


def _of_all(before: Sequence[Token], read: Understanding, knowledge: Knowledge) -> bool:
    """Whether the number of all investors stands between an amount and the name before it: 甲乙丙三家出500亿."""
    whole = len(knowledge.pack.deal.investors)
    counts = {a.start for a in read.amounts if a.kind == "count" and a.value == whole}
    nearer = list(takewhile(lambda token: figure_named(token, knowledge) is None, before))
    each = any(term.id == "each" for token in nearer for term in token.terms)
    return len(nearer) < len(before) and not each and any(token.start in counts for token in nearer)


def directly(amount: Amount, fact: Fact, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether `amount` is said of `fact` in one breath: its name a few words before or after it, no other between."""
    before = [t for t in read.tokens if t.end <= amount.start][::-1]
    pointing = bool(before) and any(term.id == "demonstrative" for term in before[0].terms)
    if pointing and not (len(before) > 1 and before[1].id_of("entity")):
        return False
    # What comes after a space is a new breath: 融了200亿 甲一家出一半.
    after = list(takewhile(lambda t: " " not in read.text[amount.end : t.start], _from(amount.end, read)))
    said = [t for t in before if not _passing(t)][:_BREATH]
    return any(_named(tokens, knowledge) is fact for tokens in (said, after[:_BREATH]))


def _from(place: int, read: Understanding) -> Iterator[Token]:
    return (token for token in read.tokens if token.start >= place)


_BREATH = 3


def _passing(token: Token) -> bool:
    """Whether a word only carries a sentence on: 也就投了不到."""
    return bool(token.terms) and all(t.kind == "role" for t in token.terms)


def _names_whole(token: Token) -> bool:
    return any(term.kind == "role" and term.id in _WHOLE for term in token.terms)


def figure_of(entity: str, knowledge: Knowledge) -> Fact | None:
    """The figure fact of an investor."""
    return knowledge.figure_of.get(entity)


def figures_of(entities: Iterable[str], knowledge: Knowledge) -> list[Fact]:
    """The figure facts of those of `entities` that have one, in order."""
    return [fact for entity in entities if (fact := figure_of(entity, knowledge))]


def company(token: Token, knowledge: Knowledge) -> Fact | None:
    """The figure of the investor that a word names."""
    if not token.terms:
        return None
    owner = knowledge.owner(token.id_of("entity"))
    return figure_of(owner, knowledge) if owner in knowledge.pack.deal.investors else None


def left_out(read: Understanding, knowledge: Knowledge) -> set[str]:
    """Those whom a message leaves out, by their ids: 除了甲还有谁怕."""
    pairs = pairwise(read.tokens) if "except" in read.roles else ()
    return {knowledge.owner(after.id_of("entity")) for token, after in pairs if plays(token, "except")}


def figure_named(token: Token, knowledge: Knowledge) -> Fact | None:
    """The figure fact that a token names: an investor, a measure that only one thing has, or the fact's own concept."""
    if not token.terms:
        return None
    if (entity := knowledge.owner(token.id_of("entity"))) in knowledge.pack.deal.investors:
        return figure_of(entity, knowledge)
    if measure := token.id_of("measure"):
        bearers = [f for f, figure in knowledge.figures if figure.measure == measure]
        return bearers[0] if len(bearers) == 1 else None
    concept = token.id_of("concept")
    return next((f for f, _ in knowledge.figures if concept and concept in f.concepts), None)


def _named(tokens: Sequence[Token], knowledge: Knowledge) -> Fact | None:
    return next((fact for token in tokens if (fact := figure_named(token, knowledge))), None)
