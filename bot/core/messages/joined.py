"""Pieces of a message in one reply: several decisions in order, each said once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import Answer, Correction, Decision, NotCovered, Several, Single
from bot.core.knowledge import Knowledge
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
    """The parts that say something else than the ones before them; with whose word it is, where one tells that."""
    kept: dict[object, Weighed] = {}
    for part in parts:
        key, told_by = key_of(part.decision), isinstance(part.decision, Answer) and part.decision.lead == "told_by"
        if key not in kept or told_by:
            kept[key] = part
    return list(kept.values())


def without_doubles(decision: Decision, knowledge: Knowledge) -> Decision:
    """`decision` without the part that names a stranger of whom another part says what is not told of them."""
    if not isinstance(decision, Several):
        return decision
    gaps = [part.gap for part in decision.parts if isinstance(part, NotCovered) and part.gap]
    told = {entity for gap in gaps for entity in knowledge.mentions.get(gap, frozenset())}
    kept = tuple(part for part in decision.parts if not (strangers := _strangers(part)) or not strangers <= told)
    return Several(kept) if len(kept) > 1 else kept[0] if kept else decision


def _strangers(decision: Single) -> set[str]:
    """Whom a decision only says to have no part in the deal."""
    match decision:
        case NotCovered(gap="", strangers=strangers):
            return {*strangers}
        case Answer(_, "stranger", values):
            return {*values["who"].split()}
        case _:
            return set()


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
