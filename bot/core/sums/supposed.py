"""What a message supposes, and what that leaves for one of them: 甲就算出90亿, 乙顶格 丙要出多少."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.roles import plays
from bot.core.model import Bound, Fact
from bot.core.referents import company, directly, equals, figure_of, in_its_unit, referent, same_figures
from bot.core.sums import remainders
from bot.core.sums.guessed import guesses
from bot.core.sums.reckoning import Sum

SUPPOSING = frozenset({"hypothetical", "guesses"})
"""Roles of messages whose numbers are the asker's own."""
_ENDS = {
    "at_the_top": {Bound.AT_MOST, Bound.LESS_THAN},
    "at_the_bottom": {Bound.MORE_THAN},
    "at_the_line": {Bound.AT_MOST, Bound.LESS_THAN, Bound.MORE_THAN},
}
"""Roles of words that take a limit for the amount, with the bounds that have such a limit: 甲顶格, 乙踩线."""
_LIMITS = {"bound_at_most": "at_the_top", "bound_at_least": "at_the_bottom"}
"""Roles of words that do so where a message takes two ends: 甲的上限加乙的下限."""


def rest(reading: Reading, parts: Sequence[Fact], given: Mapping[str, float], knowledge: Knowledge) -> Sum | None:
    """What one company must give where the others' amounts are `given`: 甲出90亿, 乙顶格, 丙要出多少.

    Where nothing follows for one alone, what all must give together of whom nothing is supposed.
    """
    total = remainders.given_total(knowledge, given)
    if total is None or len(parts) < len(knowledge.pack.deal.investors):
        return None
    if not given and "hypothetical" not in reading.own.roles:
        return None
    open_ones = [f for f in parts if f.id not in given]
    if not open_ones:
        return None
    *others, asked = open_ones
    found = remainders.rest(total, asked, [f for f in parts if f is not asked], given)
    if found is None and given and others:
        known = [remainders.given(f, given) for f in parts if f.id in given]
        found = remainders.remainder(total, known, open_ones) if known else None
    return replace(found, basis=basis(given, knowledge)) if found else None


def basis(given: Mapping[str, float], knowledge: Knowledge) -> str:
    """What a sum on what is `given` stands on: the material's own limits, or numbers that the asker supposes."""
    figures = {fact.id: figure.value for fact, figure in knowledge.figures}
    if not given:
        return "material"
    return "limits" if all(figures.get(fact) == value for fact, value in given.items()) else "supposed"


def supposed(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The amounts that a message supposes, by fact, in the unit of its figure."""
    named = _named(reading, knowledge) if reading.own.roles & SUPPOSING else {}
    others = named or reckoned_with(reading, knowledge)
    return {**extremes(reading, knowledge), **others, **_wholes(reading, knowledge)}


def _wholes(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The wholes for which a message supposes another number, by fact: 如果总额是500亿."""
    own, investors = reading.own, knowledge.pack.deal.investors
    if "hypothetical" not in own.roles:
        return {}
    money = (amount for amount in own.amounts if amount.kind == "money" and amount.value)
    said = ((amount, referent(amount, own, knowledge)) for amount in money)
    wholes = ((amount, fact) for amount, fact in said if fact and fact.measured.of not in investors)
    beside = ((a, fact) for a, fact in wholes if directly(a, fact, own, knowledge) and not same_figures(a, knowledge))
    return {fact.id: in_its_unit(amount, fact, knowledge) for amount, fact in beside}


def extremes(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The limits that a message takes for the amounts, by fact: 甲顶格加乙踩线."""
    tokens = reading.own.tokens
    if reading.own.roles.isdisjoint((*_LIMITS, *_ENDS)):
        return {}
    limits = {role: end for role, end in _LIMITS.items() if _takes_ends(tokens)}
    roles = {**{role: role for role in _ENDS}, **limits}
    taken = [(i, roles[role]) for i, token in enumerate(tokens) for role in roles if plays(token, role)]
    taken = [(i, end) for i, end in taken if not _goes_on(tokens[i], tokens[i + 1 :], knowledge)]
    reached = (
        (fact, end) for i, end in taken for fact in _before(tokens, i, knowledge) or _after(tokens, i, knowledge)
    )
    return {fact.id: fact.measured.value for fact, end in reached if fact.measured.bound in _ENDS[end]}


def _takes_ends(tokens: Sequence[Token]) -> bool:
    """Whether a message takes two ends."""
    ends = [token for token in tokens if any(plays(token, role) for role in (*_LIMITS, *_ENDS))]
    return len(ends) > 1


def _goes_on(limit: Token, after: Sequence[Token], knowledge: Knowledge) -> bool:
    """Whether what follows a limit is its number or asks for it, before another company is named: 最多出多少."""
    own = takewhile(lambda t: not company(t, knowledge) and t.text[0].isalnum() and not plays(t, "sum"), after)
    numbered = not any(plays(limit, role) for role in _ENDS)
    return any(plays(token, "how_much") or (numbered and token.text[0].isdigit()) for token in own)


def _before(tokens: Sequence[Token], place: int, knowledge: Knowledge) -> list[Fact]:
    """The company named last before a place, with those that it is joined to: 甲和乙都顶格."""
    found: list[Fact] = []
    for token in tokens[:place][::-1]:
        if (fact := company(token, knowledge)) is not None:
            found.append(fact)
        elif any(plays(token, role) for role in _ENDS) or (found and not _joins(token)):
            break
    return found


def _after(tokens: Sequence[Token], place: int, knowledge: Knowledge) -> list[Fact]:
    """The first company named after a place: 顶格的甲."""
    return [fact for token in tokens[place:] if (fact := company(token, knowledge))][:1]


def _joins(token: Token) -> bool:
    """Whether a word stands between names that are taken together."""
    return not token.text[0].isalnum() or plays(token, "receives") or plays(token, "sum")


def reckoned_with(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The amounts of companies that a message adds up, by fact: 甲30亿 乙20亿 加起来60亿, 够吗."""
    if not reading.own.roles & {"sum", "enough"}:
        return {}
    beside = [(fact, value) for fact, value, beside in _amounts_of(reading, knowledge) if beside]
    return {fact.id: value for fact, value in beside if value != fact.measured.value} if len(beside) > 1 else {}


def _named(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The amounts of companies that a message names: else of whom the talk is about."""
    return {fact.id: value for fact, value, _ in _amounts_of(reading, knowledge)}


def _amounts_of(reading: Reading, knowledge: Knowledge) -> Iterator[tuple[Fact, float, bool]]:
    """Each amount of an investor, in the unit of its figure, and whether it is said beside the name."""
    own = reading.own
    wholes = [fact for fact, _ in knowledge.figures if fact.measured.of not in knowledge.pack.deal.investors]
    subject = figure_of(reading.entities[0], knowledge) if reading.inherited and reading.entities else None
    reckoned = guesses(own, knowledge) if "sum" in own.roles else []
    for amount in own.amounts:
        fact = referent(amount, own, knowledge)
        pointed = any(plays(token, "pronoun") for token in own.tokens if token.end <= amount.start)
        beside = bool(fact and directly(amount, fact, own, knowledge))
        if subject and (pointed or not beside):
            fact = subject
        of_one = fact is not None and fact.measured.of in knowledge.pack.deal.investors
        if amount.kind != "money" or amount.vague or amount in reckoned or fact is None or not of_one:
            continue
        if not any(equals(amount, whole, knowledge) for whole in wholes):
            yield fact, in_its_unit(amount, fact, knowledge), beside
