"""A whole message: one question, several, or one buried in talk."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.deciding.place import with_names
from bot.core.decision import AboutBot, Answer, Clarify, Computed, Correction, Declined, NotCovered, OffTopic
from bot.core.dialogue.leaning import only_names
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.split import enumerated, numbered
from bot.core.language.understand import Understanding
from bot.core.messages.checking import checked, reviewed
from bot.core.messages.claimed import after_claim, beside_refusal, claimed, denied, wrong_in_part
from bot.core.messages.cutting import cut_up, has_question_word, says_only_how, under_its_heading
from bot.core.messages.hanging import asks_of_the_told
from bot.core.messages.joined import MOST_QUESTIONS, agrees, distinct, refutes, several, without_doubles
from bot.core.messages.parts import (
    ORDERS,
    aside,
    asks_of_the_text,
    asks_openly,
    compares,
    covers,
    is_talk,
    only_asked,
    plainly_wrong,
    reckons_on,
    stands_alone,
    unanswered,
    wants_an_answer,
)
from bot.core.messages.pieces import weigh_in_turn, weigh_listed
from bot.core.messages.together import together
from bot.core.messages.weighed import BEYOND_DOUBT, CERTAIN, SOLID, Weighed, asks, facts_of, key_of, weigh_one
from bot.core.model import Kind, Turn
from bot.core.premises.quoted import drafted
from bot.core.premises.stating import states

_FEWEST = 2
_LONG, _TALKATIVE = 60, 200
"""Characters from which a message is more than a question, and from which it is talk with a question in it."""
_MOST_SEGMENTS = 150


def weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """What to reply to `text` after `turns`; what was just told is not told again as if it were new."""
    found = _weigh(under_its_heading(with_names(text, knowledge), knowledge), turns, knowledge)
    found = replace(found, decision=without_doubles(found.decision, knowledge))
    if turns and turns[-1].kind is Kind.ANSWER and asks_of_the_told(found, turns[-1].fact_ids, knowledge):
        return replace(found, decision=Answer(turns[-1].fact_ids[:1], "again"))
    if refused := _refused_again(found, turns, knowledge):
        return refused
    facts = facts_of(found.decision)
    told = bool(turns) and turns[-1].kind is Kind.ANSWER and turns[-1].fact_ids == facts and turns[-1].text != text
    if told and facts and _of_another(found, facts, knowledge):
        return replace(found, decision=NotCovered(near=facts))
    shorter = "manner" in found.reading.own.roles
    if not told or found.decision != Answer(facts) or len(facts) != 1 or found.reading.own.entities or shorter:
        return found
    return replace(found, decision=Answer(facts, "more" if knowledge.facts[facts[0]].more else "again"))


def _refused_again(found: Weighed, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """What was declined of one company, declined of another that a message only names: 甲能买吗, 那乙呢."""
    own = found.reading.own
    if not turns or turns[-1].kind is not Kind.DECLINED or not own.entities or not only_names(own):
        return None
    before = weigh_one(knowledge.reader.read(turns[-1].text), turns[:-1], knowledge).decision
    return replace(found, decision=Declined(before.reason)) if isinstance(before, Declined) else None


def _of_another(found: Weighed, facts: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether what was told of one company would be told once more of another: 那乙呢 after the risk of 甲."""
    named = set(knowledge.investors(found.reading.own))
    of = set(knowledge.facts[facts[0]].about).intersection(knowledge.pack.deal.investors)
    return bool(named and of) and named.isdisjoint(of) and isinstance(found.decision, Answer)


def _weigh(text: str, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    pieces = cut_up(text, knowledge)
    left = [piece for piece in pieces if len(pieces) == 1 or not says_only_how(piece, knowledge)]
    last = turns[-1] if turns and turns[-1].kind is Kind.ANSWER else None
    if last and last.fact_ids and pieces and all(says_only_how(piece, knowledge) for piece in pieces):
        # 太长了 一句: the answer before it, as it was first told.
        whole = weigh_one(knowledge.reader.read(text), turns, knowledge)
        goes_on = isinstance(whole.decision, Answer) and "continuation" in whole.reading.own.roles
        return whole if goes_on else replace(whole, decision=Answer(last.fact_ids[:1]))
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
        return several(whole, weigh_listed(head, listed, turns, knowledge))
    if row := _row(text, whole, turns, knowledge):
        return row
    if len(pieces) < _FEWEST or whole.decision in ORDERS:
        return whole
    if found := checked(pieces, turns, whole, knowledge):
        return found
    if agrees(whole) and len(facts_of(whole.decision)) >= _FEWEST:
        return whole
    told = [read(piece) for piece in pieces[-_MOST_SEGMENTS:]]
    in_parts = compares(whole) or (isinstance(whole.decision, Computed | Declined) and not reckons_on(whole))
    settled = whole.sure >= BEYOND_DOUBT and not is_talk(whole) and not in_parts
    asked = sum(map(asks_openly, told))
    if settled and not asked and not claimed(whole, knowledge):
        return whole
    parts = weigh_in_turn(told, turns, whole, knowledge)
    if claimed(whole, knowledge) and (wrong := wrong_in_part(whole, parts)):
        return wrong
    if settled and not asked:
        return whole
    whole = only_asked(whole, parts)
    if found := together(whole, told, parts, knowledge):
        return found
    if settled and asked < _FEWEST:
        return after_claim(whole, parts, knowledge)
    best = _best_of(whole, parts, len(text) > _LONG, knowledge)
    return beside_refusal(_as_asked(best, whole, knowledge), parts)


def _row(text: str, whole: Weighed, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """Each item of a row of short ones, where all of them are clear by themselves: 缺哪些:日期、比例、营收."""
    head, items = enumerated(text)
    if any(only_names(knowledge.reader.read(item)) for item in items):
        return None
    parts = weigh_listed("", items, turns, knowledge) if items else []
    clear = all(part.sure >= CERTAIN and not isinstance(part.decision, Clarify) for part in parts)
    return several(whole, parts) if head and parts and clear else None


def _outright(read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """What is asked for in so many words after talk, where it is clear by itself: 标题真大 我就想知道成没成."""
    asked = next((token.end for token in read.tokens if token.start and plays(token, "asks_outright")), 0)
    rest = read.text[asked:]
    if not asked or sum(has_question_word(piece, knowledge) for piece in cut_up(rest, knowledge)) >= _FEWEST:
        return None
    part = weigh_one(knowledge.reader.read(rest), turns, knowledge)
    return part if part.sure >= CERTAIN and isinstance(part.decision, Answer | Computed) else None


def _buried(pieces: Sequence[str], turns: Sequence[Turn], knowledge: Knowledge) -> Weighed | None:
    """The question in a long talk: of the pieces that ask about the deal, the one that is surest."""
    questions = [piece for piece in pieces if has_question_word(piece, knowledge)][-_MOST_SEGMENTS:]
    asking = map(knowledge.reader.read, questions)
    parts = [part for piece in asking if (part := weigh_one(piece, turns, knowledge)).anchored and part.sure >= CERTAIN]
    sure = distinct([part for part in parts if part.sure >= BEYOND_DOUBT])
    if 1 < len(sure) <= MOST_QUESTIONS:
        return several(sure[0], sure)
    return max(parts, key=lambda part: part.sure, default=None)


def _best_of(whole: Weighed, parts: Sequence[Weighed], long: bool, knowledge: Knowledge) -> Weighed:
    solid = distinct([p for p in parts if p.sure >= SOLID or (whole.sure < SOLID and unanswered(p))])
    if wrong := denied(whole, parts):
        return wrong
    covered = len(solid) < 2 or (not long and covers(whole, solid, knowledge))
    if whole.sure >= SOLID and not aside(whole, solid) and covered:
        return whole
    solid = [p for p in solid if not isinstance(p.decision, AboutBot | OffTopic) or asks_of_the_text(p)]
    standing = [p for p in solid if stands_alone(p, knowledge)]
    sure = all(p.anchored and p.sure >= BEYOND_DOUBT and asks_openly(p.reading.own) for p in standing)
    if len(standing) > 1 and (sure or not any(p.anchored for p in solid if p not in standing)):
        return several(whole, [_as_asked(part, whole, knowledge) for part in standing])
    agreeing = [p for p in solid if whole.matches and key_of(p.decision) == whole.matches[0].entry]
    certain = [p for p in solid if p.sure >= CERTAIN]
    asking = [p for p in solid if asks(p.reading.own) and p.anchored and p.sure >= BEYOND_DOUBT]
    agreeing = [p for p in agreeing if p in asking or not asking]
    questions = agreeing or asking or [p for p in certain if asks(p.reading.own)] or certain
    best = max(questions, key=lambda p: p.sure, default=None)
    if best and isinstance(whole.decision, Declined) and not wants_an_answer(best.reading.own):
        return whole
    if best and refutes(whole) and not wants_an_answer(best.reading.own):
        return whole
    if best and agrees(whole) and key_of(best.decision) == key_of(whole.decision):
        return whole
    return best if best and (best.sure > whole.sure or aside(whole, [best])) else whole


def _as_asked(part: Weighed, whole: Weighed, knowledge: Knowledge) -> Weighed:
    """A piece as it stands in its message: by itself it confirms nothing, nor sets right what the whole asks."""
    decision = part.decision
    if part is whole:
        return part
    if agrees(part):
        return replace(part, decision=Answer(facts_of(decision)))
    judged = isinstance(decision, Correction) and decision.rule in _JUDGED and decision != whole.decision
    if isinstance(decision, Correction) and judged and not states(whole.reading.own, knowledge):
        return part if plainly_wrong(part, knowledge) else replace(part, decision=Answer((decision.fact,)))
    return part


_JUDGED = frozenset({"compared", "refuted", "whose"})
"""Corrections that no rule has found, but the likeness to what a fact says."""
