"""A whole message: one question, several, or one buried in talk."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import AboutBot, Answer, Clarify, Computed, Correction, Declined, NotCovered, OffTopic, Several
from bot.core.knowledge import Knowledge
from bot.core.model import Turn
from bot.core.pieces import cut_up, has_question_word, weigh_in_turn
from bot.core.split import numbered
from bot.core.stance import states
from bot.core.understand import Understanding
from bot.core.weighed import BEYOND_DOUBT, CERTAIN, QUESTION_ROLES, SOLID, Weighed, asks, facts_of, key_of, weigh_one

MOST_QUESTIONS = 4
_FEWEST = 2
_LONG, _TALKATIVE = 60, 200
"""Characters from which a message is more than a question, and from which it is talk with a question in it."""
_MOST_SEGMENTS = 150


def weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """What to reply to `text` after `turns`."""
    pieces = cut_up(text, knowledge)
    if len(text) > _TALKATIVE and (buried := _buried(pieces, turns, knowledge)):
        return buried
    read = knowledge.reader.read
    whole, listed = weigh_one(read(text), turns, knowledge), numbered(text)
    if listed:
        return _several(whole, [weigh_one(read(part), turns, knowledge) for part in listed])
    if len(pieces) < _FEWEST or whole.decision in _ORDERS:
        return whole
    told = [read(piece) for piece in pieces[-_MOST_SEGMENTS:]]
    settled = whole.sure >= BEYOND_DOUBT and not _is_talk(whole) and not isinstance(whole.decision, Computed | Declined)
    if settled and sum(map(_asks_openly, told)) < _FEWEST:
        return whole
    parts = weigh_in_turn(told, turns, whole, knowledge)
    best = _best_of(whole, parts, len(text) > _LONG, knowledge)
    return _beside_refusal(_as_asked(best, whole, knowledge), parts)


def _beside_refusal(best: Weighed, parts: Iterable[Weighed]) -> Weighed:
    """A refusal with what another part of the message gets plainly wrong: 都签了吧 现在上车晚不晚."""
    wrong = next((p.decision for p in parts if isinstance(p.decision, Correction) and p.sure >= 1.0), None)
    if not isinstance(best.decision, Declined) or best.decision.wrong or wrong is None:
        return best
    return replace(best, decision=replace(best.decision, wrong=wrong))


def _buried(pieces: Sequence[str], turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """The question in a long talk: of the pieces that ask about the deal, the one that is surest."""
    questions = [piece for piece in pieces if has_question_word(piece, knowledge)][-_MOST_SEGMENTS:]
    asking = map(knowledge.reader.read, questions)
    parts = [part for piece in asking if (part := weigh_one(piece, turns, knowledge)).anchored and part.sure >= CERTAIN]
    sure = _distinct([part for part in parts if part.sure >= BEYOND_DOUBT])
    if 1 < len(sure) <= MOST_QUESTIONS:
        return _several(sure[0], sure)
    return max(parts, key=lambda part: part.sure, default=None)


def _best_of(whole: Weighed, parts: Sequence[Weighed], long: bool, knowledge: Knowledge) -> Weighed:
    solid = _distinct([p for p in parts if p.sure >= SOLID or (whole.sure < SOLID and _unanswered(p))])
    if whole.sure >= SOLID and not _aside(whole, solid) and (len(solid) < 2 or (not long and _covers(whole, solid))):
        return whole
    solid = [p for p in solid if not isinstance(p.decision, AboutBot | OffTopic)]
    standing = [p for p in solid if _stands_alone(p)]
    sure = all(p.anchored and p.sure >= BEYOND_DOUBT and _asks_openly(p.reading.own) for p in standing)
    if len(standing) > 1 and (sure or not any(p.anchored for p in solid if p not in standing)):
        return _several(whole, [_as_asked(part, whole, knowledge) for part in standing])
    agreeing = [p for p in solid if whole.matches and key_of(p.decision) == whole.matches[0].entry]
    certain = [p for p in solid if p.sure >= CERTAIN]
    asking = [p for p in solid if asks(p.reading.own) and p.anchored and p.sure >= BEYOND_DOUBT]
    agreeing = [p for p in agreeing if p in asking or not asking]
    questions = agreeing or asking or [p for p in certain if asks(p.reading.own)] or certain
    best = max(questions, key=lambda p: p.sure, default=None)
    if best and isinstance(whole.decision, Declined) and not _wants_an_answer(best.reading.own):
        return whole
    return best if best and (best.sure > whole.sure or _aside(whole, [best])) else whole


def _stands_alone(part: Weighed) -> bool:
    """Whether a part is a question of its own, or says something that a rule finds wrong."""
    own = part.reading.own
    # 听着靠谱 has a word of doubt and asks nothing.
    asked = (asks(own) and own.roles & QUESTION_ROLES != {"certainty"}) or _asks_openly(own)
    answered = part.sure >= CERTAIN or _unanswered(part)
    return (asked and answered) or (isinstance(part.decision, Correction) and part.sure >= 1.0)


def _covers(whole: Weighed, parts: Iterable[Weighed]) -> bool:
    """Whether a sum or a correction of the whole message uses every fact that its parts are about."""
    theirs = {fact for part in parts for fact in facts_of(part.decision)}
    return whole.sure >= 1.0 and theirs.issubset(facts_of(whole.decision))


def _unanswered(part: Weighed) -> bool:
    """Whether a part asks something of somebody in the deal that nothing answers."""
    open_ended = part.decision in (NotCovered(near=facts_of(part.decision)), Clarify(facts_of(part.decision)))
    return open_ended and part.anchored and asks(part.reading.own)


def _wants_an_answer(read: Understanding) -> bool:
    """Whether a piece is put as a question, or as something to confirm; 这么大利好 is neither."""
    return _asks_openly(read) or bool(read.roles & {"yesno", "tag"})


def _asks_openly(read: Understanding) -> bool:
    """Whether a piece asks with a question word, or with one at its end."""
    return (
        bool(read.roles & {"which_one", "either"})
        or "有没有" in read.text
        or read.text.endswith(("呢", "吗", "么", "咩", "?"))
    )


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
