"""A sentence in quotation marks that somebody wants judged before it goes out: 我想写“甲将出20亿”行不行."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.decision import Correction
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.model import Bound, Fact, Figure
from bot.core.premises.overstated import hedged
from bot.core.referents import equals, referent

_QUOTE = re.compile('[“「『"]([^“”「」『』"]{5,})[”」』"]')
_CLAUSES = re.compile("[,，。;；!！]+")
_SEVERAL = "」「"
"""How one quoted word follows another."""
_ASKS_ELSE = frozenset({"how_much", "why", "when", "who", "who_says", "meaning"})
"""Roles of words around a quote with which a message asks something else of it than whether it may stand."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The clauses of a text that is to be judged, and whom the message around it names."""

    clauses: tuple[str, ...]
    whom: str


def drafted(text: str, knowledge: Knowledge) -> Draft | None:
    """What a message quotes and wants judged; None where it quotes nothing or asks something else."""
    found = _QUOTE.search(text)
    if not found:
        return None
    around = knowledge.reader.read(f"{found.string[: found.start()]} {found.string[found.end() :]}")
    if around.roles.isdisjoint({"checks", "drafts"}) or around.amounts or around.roles & _ASKS_ELSE:
        return None
    return Draft(tuple(_clauses(found[1], knowledge)), knowledge.names(around))


def _clauses(text: str, knowledge: Knowledge) -> Iterator[str]:
    """The clauses of a text; one that only says whose word it is goes with what it is said of: 据多家媒体证实."""
    told = ""
    for clause in filter(None, map(str.strip, _CLAUSES.split(text))):
        read = knowledge.reader.read(clause)
        if read.roles & {"many_sources", "official"} and not (read.amounts or knowledge.names(read)):
            told = f"{told}{clause} "
        else:
            yield f"{told}{clause}"
            told = ""
    if told:
        yield told


def too_firm(clause: Understanding, fact: Fact, knowledge: Knowledge) -> Correction | None:
    """What a clause says without the limit that a figure has, or as settled where the material leaves room."""
    words = [*_settled(clause, fact, knowledge), *_without_limit(clause, fact, knowledge)]
    return Correction("too_firm", fact.id, {"claimed": _SEVERAL.join(dict.fromkeys(words))}) if words else None


def both_words(one: Correction, other: Correction) -> Correction:
    """The first of two corrections by one fact, with the words of both where both are too firm."""
    if not one.rule == other.rule == "too_firm":
        return one
    words = dict.fromkeys(w for c in (one, other) for w in c.values["claimed"].split(_SEVERAL))
    return Correction(one.rule, one.fact, {"claimed": _SEVERAL.join(words)})


def without_room(clause: Understanding, fact: Fact, knowledge: Knowledge) -> Correction | None:
    """What holds only with the room that the material leaves: 会抬高 where it says 可能抬高."""
    room = next((word for word in knowledge.pack.language.signs["leaves_open"] if word in fact.say), "")
    kept = hedged(clause.text, knowledge) or fact.figure
    return Correction("no_room", fact.id, {"claimed": room}) if room and not kept else None


def _settled(clause: Understanding, fact: Fact, knowledge: Knowledge) -> Iterator[str]:
    open_yet = hedged(fact.say, knowledge) and not hedged(clause.text, knowledge)
    words = (word for token in clause.tokens for word in (token, *token.inner))
    firm = (word.text for word in words if plays(word, "degrees") or (open_yet and plays(word, "settles")))
    yield from (word for word in firm if word not in fact.say)


def _without_limit(clause: Understanding, fact: Fact, knowledge: Knowledge) -> Iterator[str]:
    for amount in (a for a in money(clause) if not a.vague):
        meant = referent(amount, clause, knowledge) or fact
        if meant.figure and equals(amount, meant, knowledge) and _bare(amount, meant.figure, clause):
            yield clause.text[amount.start : amount.end]
    for share in (a for a in clause.amounts if a.kind == "share"):
        if fact.figure and fact.figure.bound is not Bound.EXACTLY and _bare(share, fact.figure, clause):
            yield clause.text[share.start : share.end]


def _bare(amount: Amount, figure: Figure, clause: Understanding) -> bool:
    """Whether a number lacks the limit that the figure has; one that is only about right needs an "about"."""
    if amount.kind == "money" and figure.bound is not Bound.EXACTLY:
        return amount.bound is None
    needed = figure.approximate or amount.kind == "share"
    return needed and amount.bound is None and "bound_about" not in clause.roles
