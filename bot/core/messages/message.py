"""A whole message: one question, several, or one buried in talk."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import AboutBot, Answer, Clarify, Computed, Correction, Declined, NotCovered, OffTopic, Several
from bot.core.knowledge import Knowledge
from bot.core.language.pointing import points_within
from bot.core.language.roles import plays
from bot.core.language.split import numbered
from bot.core.language.understand import Understanding
from bot.core.messages.checking import checked, reviewed
from bot.core.messages.cutting import cut_up, has_question_word, says_only_how
from bot.core.messages.parts import (
    ORDERS,
    aside,
    asks_of_the_text,
    asks_openly,
    compares,
    covers,
    further_questions,
    is_talk,
    only_asked,
    plainly_wrong,
    reckons_on,
    stands_alone,
    unanswered,
    wants_an_answer,
)
from bot.core.messages.pieces import weigh_in_turn, weigh_listed
from bot.core.messages.weighed import BEYOND_DOUBT, CERTAIN, SOLID, Weighed, asks, facts_of, key_of, weigh_one
from bot.core.model import Kind, Turn
from bot.core.premises.quoted import drafted
from bot.core.premises.stating import OPEN, claims, states

MOST_QUESTIONS = 4
_FEWEST = 2
_LONG, _TALKATIVE = 60, 200
"""Characters from which a message is more than a question, and from which it is talk with a question in it."""
_MOST_SEGMENTS = 150


def weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """What to reply to `text` after `turns`; what was just told is not told again as if it were new."""
    found = _weigh(text, turns, knowledge)
    facts = facts_of(found.decision)
    told = bool(turns) and turns[-1].kind is Kind.ANSWER and turns[-1].fact_ids == facts and turns[-1].text != text
    if not told or found.decision != Answer(facts) or len(facts) != 1 or found.reading.own.entities:
        return found
    return replace(found, decision=Answer(facts, "more" if knowledge.facts[facts[0]].more else "again"))


def _weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    pieces = cut_up(text, knowledge)
    left = [piece for piece in pieces if len(pieces) == 1 or not says_only_how(piece, knowledge)]
    if left and len(left) < len(pieces):
        return _weigh(" ".join(left), turns, knowledge)
    if outright := _outright(knowledge.reader.read(text), turns, knowledge):
        return outright
    if len(text) > _TALKATIVE and (buried := _buried(pieces, turns, knowledge)):
        return buried
    read = knowledge.reader.read
    whole, (head, listed) = weigh_one(read(text), turns, knowledge), numbered(text)
    if (draft := drafted(text, knowledge)) and (verdict := reviewed(draft, whole, knowledge)):
        return verdict
    if listed:
        return _several(whole, weigh_listed(head, listed, turns, knowledge))
    if len(pieces) < _FEWEST or whole.decision in ORDERS:
        return whole
    if found := checked(pieces, turns, whole, knowledge):
        return found
    told = [read(piece) for piece in pieces[-_MOST_SEGMENTS:]]
    in_parts = compares(whole) or (isinstance(whole.decision, Computed | Declined) and not reckons_on(whole))
    settled = whole.sure >= BEYOND_DOUBT and not is_talk(whole) and not in_parts
    asked = sum(map(asks_openly, told))
    if settled and not asked and not _claimed(whole, knowledge):
        return whole
    parts = weigh_in_turn(told, turns, whole, knowledge)
    if _claimed(whole, knowledge) and (wrong := _wrong_in_part(whole, parts)):
        return wrong
    if settled and not asked:
        return whole
    whole = only_asked(whole, parts)
    if (
        together := _beside_premise(whole, parts, knowledge)
        or _as_it_begins(whole, told, parts)
        or _both_refuted(whole, parts)
        or _only_question(whole, parts)
    ):
        return together
    if settled and asked < _FEWEST:
        return _after_claim(whole, parts, knowledge)
    best = _best_of(whole, parts, len(text) > _LONG, knowledge)
    return _beside_refusal(_as_asked(best, whole, knowledge), parts)


def _outright(read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """What is asked for in so many words after talk, where it is clear by itself: 标题真大 我就想知道成没成."""
    asked = next((token.start for token in read.tokens if token.start and plays(token, "asks_outright")), 0)
    part = weigh_one(knowledge.reader.read(read.text[asked:]), turns, knowledge) if asked else None
    return part if part and part.sure >= CERTAIN and isinstance(part.decision, Answer | Computed) else None


def _claimed(whole: Weighed, knowledge: Knowledge) -> bool:
    """Whether a message that a fact answers states something, so that a part of it may be wrong."""
    own = whole.reading.own
    asks_else = own.roles & OPEN and "tag" not in own.roles
    return isinstance(whole.decision, Answer) and not asks_else and claims(own, knowledge)


def _wrong_in_part(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """What a part of a message gets wrong, where the whole brings a fact to mind or is agreed with: 不到20亿 要撤吧."""
    if not isinstance(whole.decision, Answer) or whole.decision.lead not in {"", *_AGREEING}:
        return None
    least = SOLID if _agrees(whole) else BEYOND_DOUBT
    stated = (part for part in parts if not asks_openly(part.reading.own) or "tag" in part.reading.own.roles)
    wrong = [
        part for part in stated if (_refutes(part) or _rather_refutes(part)) and part.sure >= least and _says(part)
    ]
    others = [part for part in wrong if key_of(part.decision) != key_of(whole.decision) and _refutes(part)]
    if _agrees(whole):
        return _several(whole, [*others, whole]) if others else None
    open_ended = any(asks_openly(part.reading.own) and "tag" not in part.reading.own.roles for part in parts)
    return next((part for part in wrong if part not in others and not open_ended), None)


def _rather_refutes(part: Weighed) -> bool:
    """Whether a part is held beside a fact that is likelier to refute than to affirm it."""
    return compares(part) and part.matches[0].refuted > part.matches[0].affirmed


def _says(part: Weighed) -> bool:
    """Whether a part says something of its own rather than of what was said: 这点没说错吧."""
    return any(name[0] in "ct" for name in part.reading.own.features)


def _only_question(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """The piece that asks, where the whole only answers the one before it, which holds: 票卖完了 还能补票不."""
    if len(parts) != _FEWEST or not _agrees(parts[0]) or key_of(parts[0].decision) != key_of(whole.decision):
        return None
    asked = parts[1]
    asks_else = asks(asked.reading.own) and asked.anchored and key_of(asked.decision) != key_of(whole.decision)
    return asked if asks_else and asked.sure >= CERTAIN and isinstance(asked.decision, Answer) else None


def _beside_premise(whole: Weighed, parts: Sequence[Weighed], knowledge: Knowledge) -> Weighed | None:
    """What the whole takes for granted set right, and then what is asked besides: 甲只出50亿 那它图什么."""
    further = further_questions(whole, parts, knowledge)
    return _several(whole, [whole, *further]) if further else None


def _as_it_begins(whole: Weighed, told: Iterable[Understanding], parts: Sequence[Weighed]) -> Weighed | None:
    """A message whose first piece is unclear or not covered, where the others hang on it: 营收多少 其中几成是丙的."""
    if parts and isinstance(parts[0].decision, Clarify) and isinstance(whole.decision, Clarify):
        return whole
    uncovered = bool(parts) and all(isinstance(part.decision, NotCovered) for part in parts)
    return parts[-1] if uncovered and any(map(points_within, told)) else None


def _both_refuted(whole: Weighed, parts: Iterable[Weighed]) -> Weighed | None:
    """Claims of one message that several facts refute, each set right: 丁写的吧 平台还担保."""
    wrong = _distinct([part for part in parts if _refutes(part) and part.sure >= BEYOND_DOUBT])
    others = [part for part in wrong if key_of(part.decision) != key_of(whole.decision)]
    return _several(whole, [*others, whole]) if others and _refutes(whole) else None


def _refutes(part: Weighed) -> bool:
    match part.decision:
        case Correction("refuted") | Answer(_, "no"):
            return True
        case _:
            return False


def _after_claim(whole: Weighed, parts: Iterable[Weighed], knowledge: Knowledge) -> Weighed:
    """An answer to the whole message, after what a piece that asks nothing gets plainly wrong."""
    claims = (part for part in parts if not asks_openly(part.reading.own))
    wrong = next((part for part in claims if plainly_wrong(part, knowledge)), None)
    return _several(whole, [wrong, whole]) if wrong and isinstance(whole.decision, Answer) else whole


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
    solid = _distinct([p for p in parts if p.sure >= SOLID or (whole.sure < SOLID and unanswered(p))])
    if denied := _denied(whole, parts):
        return denied
    covered = len(solid) < 2 or (not long and covers(whole, solid, knowledge))
    if whole.sure >= SOLID and not aside(whole, solid) and covered:
        return whole
    solid = [p for p in solid if not isinstance(p.decision, AboutBot | OffTopic) or asks_of_the_text(p)]
    standing = [p for p in solid if stands_alone(p, knowledge)]
    sure = all(p.anchored and p.sure >= BEYOND_DOUBT and asks_openly(p.reading.own) for p in standing)
    if len(standing) > 1 and (sure or not any(p.anchored for p in solid if p not in standing)):
        return _several(whole, [_as_asked(part, whole, knowledge) for part in standing])
    agreeing = [p for p in solid if whole.matches and key_of(p.decision) == whole.matches[0].entry]
    certain = [p for p in solid if p.sure >= CERTAIN]
    asking = [p for p in solid if asks(p.reading.own) and p.anchored and p.sure >= BEYOND_DOUBT]
    agreeing = [p for p in agreeing if p in asking or not asking]
    questions = agreeing or asking or [p for p in certain if asks(p.reading.own)] or certain
    best = max(questions, key=lambda p: p.sure, default=None)
    if best and isinstance(whole.decision, Declined) and not wants_an_answer(best.reading.own):
        return whole
    if best and _agrees(whole) and key_of(best.decision) == key_of(whole.decision):
        return whole
    return best if best and (best.sure > whole.sure or aside(whole, [best])) else whole


def _denied(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """The part of a message that asks nothing which a fact sets right, where the whole only brings a fact to mind."""
    asked = any(wants_an_answer(part.reading.own) and part.anchored for part in parts)
    open_ended = isinstance(whole.decision, Answer | NotCovered) or compares(whole)
    if whole.sure >= 1.0 or asked or not open_ended:
        return None
    if _agrees(whole) or compares(whole):
        parts = [part for part in parts if not compares(part)]
    wrong = [part for part in parts if isinstance(part.decision, Correction) and part.sure >= SOLID]
    same = key_of(whole.decision)
    wrong = [p for p in wrong if (whole.sure < BEYOND_DOUBT if key_of(p.decision) == same else p.sure >= whole.sure)]
    # What names somebody is said of them; what names nobody may be of anything.
    return max(wrong, key=lambda part: (bool(part.reading.own.entities), part.sure), default=None)


def _agrees(part: Weighed) -> bool:
    return isinstance(part.decision, Answer) and part.decision.lead in _AGREEING


def _as_asked(part: Weighed, whole: Weighed, knowledge: Knowledge) -> Weighed:
    """A piece as it stands in its message: by itself it confirms nothing, nor sets right what the whole asks."""
    decision = part.decision
    if part is whole:
        return part
    if _agrees(part):
        return replace(part, decision=Answer(facts_of(decision)))
    judged = isinstance(decision, Correction) and decision.rule in _JUDGED and decision != whole.decision
    if isinstance(decision, Correction) and judged and not states(whole.reading.own, knowledge):
        return part if plainly_wrong(part, knowledge) else replace(part, decision=Answer((decision.fact,)))
    return part


_JUDGED = frozenset({"compared", "refuted", "whose"})
"""Corrections that no rule has found, but the likeness to what a fact says."""
_AGREEING = frozenset({"confirmed", "yes", "matches"})


def _several(whole: Weighed, parts: Sequence[Weighed]) -> Weighed:
    singles = [p.decision for p in _distinct(parts)[:MOST_QUESTIONS] if not isinstance(p.decision, Several)]
    if len(singles) < 2:
        return parts[0] if parts else whole
    return replace(whole, decision=Several(tuple(singles)), matches=parts[0].matches, sure=1.0)


def _distinct(parts: Iterable[Weighed]) -> list[Weighed]:
    return list({key_of(p.decision): p for p in reversed(list(parts))}.values())[::-1]
