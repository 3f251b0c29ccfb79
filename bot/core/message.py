"""A whole message: one question, several, or one buried in talk."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import AboutBot, Answer, Computed, Correction, OffTopic, Several
from bot.core.knowledge import Knowledge
from bot.core.model import Turn
from bot.core.pieces import cut_up, has_question_word, weigh_in_turn
from bot.core.split import numbered
from bot.core.stance import states
from bot.core.weighed import CERTAIN, SOLID, Weighed, asks, key_of, weigh_one

MOST_QUESTIONS = 4
_FEWEST = 2
_BEYOND_DOUBT = 0.9
_LONG, _TALKATIVE = 60, 200
"""Characters from which a message is more than a question, and from which it is talk with a question in it."""
_MOST_SEGMENTS = 150


def weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """What to reply to `text` after `turns`."""
    pieces = cut_up(text, knowledge)
    if len(text) > _TALKATIVE and (buried := _buried(pieces, turns, knowledge)):
        return buried
    whole, listed = weigh_one(text, turns, knowledge), numbered(text)
    if listed:
        return _several(whole, [weigh_one(part, turns, knowledge) for part in listed])
    asking = sum(has_question_word(piece, knowledge) for piece in pieces)
    if len(pieces) < _FEWEST or whole.decision in _ORDERS:
        return whole
    if whole.sure >= _BEYOND_DOUBT and asking < _FEWEST and not _is_talk(whole):
        return whole
    best = _best_of(whole, weigh_in_turn(pieces[-_MOST_SEGMENTS:], turns, whole, knowledge), len(text) > _LONG)
    return _as_asked(best, whole, knowledge)


def _buried(pieces: Sequence[str], turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """The question in a long talk: of the pieces that ask about the deal, the one that is surest."""
    asking = [piece for piece in pieces if has_question_word(piece, knowledge)][-_MOST_SEGMENTS:]
    parts = [part for piece in asking if (part := weigh_one(piece, turns, knowledge)).anchored and part.sure >= CERTAIN]
    sure = _distinct([part for part in parts if part.sure >= _BEYOND_DOUBT])
    if 1 < len(sure) <= MOST_QUESTIONS:
        return _several(sure[0], sure)
    return max(parts, key=lambda part: part.sure, default=None)


def _best_of(whole: Weighed, parts: Sequence[Weighed], long: bool) -> Weighed:
    solid = _distinct([p for p in parts if p.sure >= SOLID])
    if whole.sure >= SOLID and not _aside(whole, solid) and (len(solid) < 2 or (not long and whole.sure >= 1.0)):
        return whole
    solid = [p for p in solid if not isinstance(p.decision, AboutBot | OffTopic)]
    if len(solid) > 1 and all(asks(p) and p.sure >= CERTAIN for p in solid):
        return _several(whole, solid)
    agreeing = [p for p in solid if whole.matches and key_of(p.decision) == whole.matches[0].entry]
    certain = [p for p in solid if p.sure >= CERTAIN]
    questions = agreeing or [p for p in certain if asks(p)] or certain
    best = max(questions, key=lambda p: p.sure, default=None)
    return best if best and (best.sure > whole.sure or _aside(whole, [best])) else whole


def _aside(whole: Weighed, parts: Sequence[Weighed]) -> bool:
    """Whether a message is only talk as a whole while a part of it says or asks something of the deal."""
    return _is_talk(whole) and any(
        isinstance(p.decision, Answer | Correction | Computed) and p.sure >= CERTAIN for p in parts
    )


def _is_talk(part: Weighed) -> bool:
    return isinstance(part.decision, AboutBot | OffTopic) and part.decision not in _ORDERS


_ORDERS = (OffTopic("injection"), OffTopic("advert"))


def _as_asked(part: Weighed, whole: Weighed, knowledge: Knowledge) -> Weighed:
    """A piece as it stands in its message: by itself it confirms nothing, nor sets right what the whole asks."""
    decision = part.decision
    if part is whole:
        return part
    if isinstance(decision, Answer) and decision.lead in _AGREEING:
        return replace(part, decision=Answer(decision.facts))
    judged = isinstance(decision, Correction) and decision.rule in {"compared", "refuted"}
    if isinstance(decision, Correction) and judged and not states(whole.reading.own, knowledge):
        return replace(part, decision=Answer((decision.fact,)))
    return part


_AGREEING = frozenset({"confirmed", "yes", "matches"})


def _several(whole: Weighed, parts: Sequence[Weighed]) -> Weighed:
    singles = [p.decision for p in _distinct(parts)[:MOST_QUESTIONS] if not isinstance(p.decision, Several)]
    if len(singles) < 2:
        return parts[0] if parts else whole
    return replace(whole, decision=Several(tuple(singles)), matches=parts[0].matches, sure=1.0)


def _distinct(parts: Iterable[Weighed]) -> list[Weighed]:
    return list({key_of(p.decision): p for p in reversed(list(parts))}.values())[::-1]
