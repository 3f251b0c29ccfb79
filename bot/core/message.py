"""A whole message: one question, several, or one buried in talk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.case import Case
from bot.core.context import Reading, place
from bot.core.decide import decide
from bot.core.decision import (
    AboutBot,
    Answer,
    Computed,
    Correction,
    Decision,
    Declined,
    NotCovered,
    OffTopic,
    Several,
    Single,
)
from bot.core.features import substance
from bot.core.knowledge import Knowledge
from bot.core.model import Kind, Turn
from bot.core.retrieve import Match
from bot.core.split import numbered, segments
from bot.core.stance import states

MOST_QUESTIONS = 4
_SOLID, _CERTAIN = 0.45, 0.6
"""How sure a piece must be to agree with the whole message, and to answer for it alone."""
_FEWEST = 2
_BEYOND_DOUBT = 0.9
_LONG, _TALKATIVE = 60, 200
"""Characters from which a message is more than a question, and from which it is talk with a question in it."""
_TALK = 0.65
"""How sure small talk is: it gives way to two questions in one message, not to one."""
_LITTLE = 4.5
_MOST_SEGMENTS = 150


@dataclass(frozen=True, slots=True)
class Weighed:
    """A message or a part of it with its decision; `sure` is the confidence in it, 0..1."""

    reading: Reading
    matches: tuple[Match, ...]
    decision: Decision
    sure: float

    @property
    def anchored(self) -> bool:
        """Whether a name, a number or a word of the pack ties it to the deal."""
        return bool(self.reading.own.entities) or any(name[0] in "cmn" for name in self.reading.own.features)


def weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """What to reply to `text` after `turns`."""
    pieces = segments(text)
    if len(text) > _TALKATIVE and (buried := _buried(pieces, turns, knowledge)):
        return buried
    whole, listed = _one(text, turns, knowledge), numbered(text)
    if listed:
        return _several(whole, [_one(part, turns, knowledge) for part in listed])
    asking = sum(bool(knowledge.reader.asking.search(piece)) for piece in pieces)
    plain = len(pieces) < _FEWEST or (whole.sure >= _BEYOND_DOUBT and asking < _FEWEST)
    if plain or (isinstance(whole.decision, OffTopic) and whole.sure == 1.0):
        return whole
    return _best_of(whole, _in_turn(pieces[-_MOST_SEGMENTS:], turns, whole, knowledge), len(text) > _LONG)


def _buried(pieces: Sequence[str], turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """The question in a long talk: of the pieces that ask about the deal, the one that is surest."""
    asking = [piece for piece in pieces if knowledge.reader.asking.search(piece)][-_MOST_SEGMENTS:]
    parts = [part for piece in asking if (part := _one(piece, turns, knowledge)).anchored and part.sure >= _CERTAIN]
    sure = _distinct([part for part in parts if part.sure >= _BEYOND_DOUBT])
    if 1 < len(sure) <= MOST_QUESTIONS:
        return _several(sure[0], sure)
    return max(parts, key=lambda part: part.sure, default=None)


def _one(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """`text` in its talk, unless by itself it is plainly something else: small talk, or a gap that it names."""
    read = knowledge.reader.read(text)
    led = _weighed(place(read, turns, knowledge), knowledge)
    if not led.reading.facts and not led.reading.inherited:
        return led
    alone = _weighed(place(read, (), knowledge), knowledge)
    match alone.decision:
        case OffTopic(reason) | AboutBot(reason) if reason != "other":
            return alone
        case NotCovered(gap) if gap and alone.sure >= _BEYOND_DOUBT:
            return alone
        case _:
            return led


def _weighed(reading: Reading, knowledge: Knowledge) -> Weighed:
    decision, case = decide(reading, knowledge)
    return Weighed(reading, tuple(case.ranked), decision, _sureness(decision, case))


def _sureness(decision: Single, case: Case) -> float:
    """How sure a decision is, 0..1: what a rule found is certain."""
    match decision:
        case Correction("refuted" | "compared") | Answer():
            return case.confidence
        case Correction() | Computed() | Declined() | OffTopic("injection" | "advert"):
            return 1.0
        case AboutBot() | OffTopic() if case.best is None or not case.of_the_deal or "second_person" in case.roles:
            return _TALK
        case NotCovered(gap, stranger):
            return case.confidence if gap else 0.9 if stranger else 0.0
        case _:
            return 0.0


def _in_turn(pieces: Iterable[str], turns: Sequence[Turn], whole: Weighed, knowledge: Knowledge) -> list[Weighed]:
    """Each piece read after the ones before it: 谁给谁供货 谁又是客户."""
    found: list[Weighed] = []
    before = tuple(turns)
    for piece in pieces:
        part = _one(piece, before, knowledge)
        if found and isinstance(found[-1].decision, NotCovered) and _leans(part):
            continue
        if not part.anchored and not whole.anchored:
            continue
        found.append(part)
        if part.sure >= _SOLID:
            before = (*turns, Turn(piece, Kind.ANSWER, _facts(part.decision)))
    return found


def _leans(part: Weighed) -> bool:
    """Whether a piece names nobody and little by itself: it goes on about what the piece before it asked."""
    own = part.reading.own
    return not own.entities and sum(map(substance, own.features)) <= _LITTLE


def _best_of(whole: Weighed, parts: Sequence[Weighed], long: bool) -> Weighed:
    if isinstance(whole.decision, AboutBot) and not any(p.reading.own.entities for p in parts):
        return whole
    solid = _distinct([p for p in parts if p.sure >= _SOLID])
    if whole.sure >= _SOLID and (len(solid) < 2 or (not long and whole.sure >= 1.0)):
        return whole
    solid = [p for p in solid if not isinstance(p.decision, AboutBot | OffTopic)]
    if len(solid) > 1 and all(_asks(p) and p.sure >= _CERTAIN for p in solid):
        return _several(whole, solid)
    agreeing = [p for p in solid if whole.matches and _key(p.decision) == whole.matches[0].entry]
    certain = [p for p in solid if p.sure >= _CERTAIN]
    questions = agreeing or [p for p in certain if _asks(p)] or certain
    best = max(questions, key=lambda p: p.sure, default=None)
    return _as_asked(best, whole) if best and best.sure > whole.sure else whole


def _as_asked(part: Weighed, whole: Weighed) -> Weighed:
    """A piece that only states something is no claim to be set right where the whole message asks."""
    decision = part.decision
    if not isinstance(decision, Correction) or decision.rule not in {"compared", "refuted"} or states(whole.reading):
        return part
    return replace(part, decision=Answer((decision.fact,)))


def _several(whole: Weighed, parts: Sequence[Weighed]) -> Weighed:
    singles = [p.decision for p in _distinct(parts)[:MOST_QUESTIONS] if not isinstance(p.decision, Several)]
    if len(singles) < 2:
        return parts[0] if parts else whole
    return replace(whole, decision=Several(tuple(singles)), matches=parts[0].matches, sure=1.0)


def _distinct(parts: Iterable[Weighed]) -> list[Weighed]:
    return list({_key(p.decision): p for p in reversed(list(parts))}.values())[::-1]


def _key(decision: Decision) -> object:
    match decision:
        case Answer(facts) | Computed(facts=facts):
            return facts[0]
        case Correction(_, fact):
            return fact
        case NotCovered(gap, stranger):
            return gap or stranger
        case _:
            return type(decision)


def _asks(part: Weighed) -> bool:
    """Whether a part is a question of its own rather than talk around one."""
    return bool(part.reading.own.roles & _QUESTION_ROLES) or "?" in part.reading.own.text


_QUESTION_ROLES = frozenset(
    {"how_much", "share", "ratio", "difference", "sum", "rank", "compare", "why", "risk", "benefit", "impact",
     "who_says", "certainty", "when", "meaning", "who", "how", "which", "status_ask", "yesno", "tag"}
)  # fmt: skip


def _facts(decision: Decision) -> tuple[str, ...]:
    match decision:
        case Answer(facts) | Computed(facts=facts):
            return facts
        case Correction(_, fact):
            return (fact,)
        case NotCovered(_, _, near):
            return near
        case _:
            return ()
