"""Pieces of a message in one reply: several decisions in order, each said once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import Answer, Correction, Several
from bot.core.messages.weighed import Weighed, key_of

MOST_QUESTIONS = 4
AGREEING = frozenset({"confirmed", "yes", "matches"})
"""Leads with which a message is agreed with."""
_FEWEST = 2


def several(whole: Weighed, parts: Sequence[Weighed]) -> Weighed:
    """`whole` with the decisions of its parts in order, at most MOST_QUESTIONS; the part itself where there is one."""
    singles = [p.decision for p in distinct(parts)[:MOST_QUESTIONS] if not isinstance(p.decision, Several)]
    if len(singles) < _FEWEST:
        return parts[0] if parts else whole
    return replace(whole, decision=Several(tuple(singles)), matches=parts[0].matches, sure=1.0)


def distinct(parts: Iterable[Weighed]) -> list[Weighed]:
    """The parts that say something else than the ones before them."""
    return list({key_of(p.decision): p for p in reversed(list(parts))}.values())[::-1]


def agrees(part: Weighed) -> bool:
    """Whether a part is agreed with."""
    return isinstance(part.decision, Answer) and part.decision.lead in AGREEING


def refutes(part: Weighed) -> bool:
    """Whether a part is contradicted by what a fact says, rather than by a rule."""
    match part.decision:
        case Correction("refuted") | Answer(_, "no"):
            return True
        case _:
            return False
