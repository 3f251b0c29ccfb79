"""What a part of a message is beside its other parts: a question of its own, an aside, a sum over all of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from bot.core.decision import AboutBot, Answer, Clarify, Computed, Correction, NotCovered, OffTopic
from bot.core.dialogue.leaning import only_names
from bot.core.knowledge import Knowledge
from bot.core.language.understand import A_NOT_A, Understanding
from bot.core.messages.weighed import BEYOND_DOUBT, CERTAIN, QUESTION_ROLES, Weighed, asks, facts_of
from bot.core.premises.stating import OPEN, states


def stands_alone(part: Weighed, knowledge: Knowledge) -> bool:
    """Whether a part is a question of its own, or says something that is plainly wrong."""
    own = part.reading.own
    # 听着靠谱 has a word of doubt and asks nothing.
    asked = (asks(own) and not own.roles & QUESTION_ROLES <= {"certainty", "compare"}) or asks_openly(own)
    answered = part.sure >= CERTAIN or unanswered(part)
    return (asked and answered) or plainly_wrong(part, knowledge)


def plainly_wrong(part: Weighed, knowledge: Knowledge) -> bool:
    """Whether a part says what a rule finds wrong, what is another's, or plainly states as done what a fact refutes."""
    own, decision = part.reading.own, part.decision
    if not isinstance(decision, Correction) or part.sure >= 1.0:
        return isinstance(decision, Correction)
    if decision.rule == "whose":
        return part.sure >= CERTAIN
    done = not own.roles.isdisjoint({"done", "event", "failed", "perfective"})
    false = bool(own.entities) and part.matches[0].refuted >= _NOTHING_BUT_FALSE
    # 甲出得最多吧 wants it confirmed of somebody.
    tagged = "tag" in own.roles and bool(own.entities) and part.sure >= _TAGGED
    plainly = (done and part.sure >= BEYOND_DOUBT) or false or tagged
    return decision.rule == "refuted" and plainly and states(own, knowledge)


_TAGGED = 0.85
"""How sure it must be that what a part wants confirmed of somebody is refuted."""
_NOTHING_BUT_FALSE = 0.95
"""The share of a match from which a part that names somebody says nothing but what a fact refutes."""


def covers(whole: Weighed, parts: Iterable[Weighed], knowledge: Knowledge) -> bool:
    """Whether a sum or a correction of the whole message uses every fact that its parts are about.

    A sum does not stand for parts that each ask for an amount or a share: 甲出了200亿 乙出多少 丙呢; nor for one that
    asks what the material does not say, unless that is the stake which the sum itself says is not known.
    """
    parts = list(parts)
    unsaid = (p.decision.gap for p in parts if isinstance(p.decision, NotCovered) and p.sure >= CERTAIN)
    if isinstance(whole.decision, Computed) and any(g and not knowledge.gaps[g].share_of for g in unsaid):
        return False
    kinds = Counter(type(part.decision) for part in parts if asks_openly(part.reading.own))
    if isinstance(whole.decision, Computed) and max(kinds[Answer], kinds[Computed]) > 1:
        return False
    said = (p for p in parts if not (isinstance(p.decision, NotCovered) and isinstance(whole.decision, Computed)))
    theirs = {fact for part in said for fact in facts_of(part.decision)}
    return whole.sure >= 1.0 and theirs.issubset(facts_of(whole.decision))


def only_asked(whole: Weighed, parts: Iterable[Weighed]) -> Weighed:
    """The part that asks what the whole seems to take for granted: 丁投了吗 占几成, 官宣没 都签了吧; else the whole."""
    said, parts = facts_of(whole.decision), list(parts)
    claimed = any(p.sure >= 1.0 and isinstance(p.decision, Correction) and facts_of(p.decision) != said for p in parts)
    leads = {"no", "stranger", "currency", *([""] if claimed and whole.sure < 1.0 else [])}
    denied = (p for p in parts if isinstance(p.decision, Answer) and p.decision.lead in leads)
    alike = (p for p in denied if facts_of(p.decision) == said)
    return next(alike, whole) if isinstance(whole.decision, Correction) else whole


def further_questions(whole: Weighed, parts: Iterable[Weighed], knowledge: Knowledge) -> list[Weighed]:
    """The parts that ask something else than what the whole sets right: 甲只出50亿 那它图什么."""
    match whole.decision:
        case Correction() | NotCovered(strangers=(_, *_)):
            said = facts_of(whole.decision)
            parts = (p for p in parts if asks_openly(p.reading.own) and not only_names(p.reading.own))
            return [p for p in parts if stands_alone(p, knowledge) and _adds(p, said)]
        case _:
            return []


def _adds(part: Weighed, said: Collection[str]) -> bool:
    """Whether a part says more than `said`; 比甲高吗 after a wrong amount is about that amount."""
    own = part.reading.own
    if "compare" in own.roles and len(own.entities) == 1 and isinstance(part.decision, Answer):
        return False
    match part.decision:
        case Answer(facts) | Computed(facts=facts):
            return not set(facts).issubset(said)
        case NotCovered(gap):
            return bool(gap)
        case _:
            return False


def unanswered(part: Weighed) -> bool:
    """Whether a part asks something of somebody in the deal that nothing answers."""
    open_ended = part.decision in (NotCovered(near=facts_of(part.decision)), Clarify(facts_of(part.decision)))
    return open_ended and part.anchored and asks(part.reading.own)


def wants_an_answer(read: Understanding) -> bool:
    """Whether a piece is put as a question, or as something to confirm; 这么大利好 is neither."""
    return asks_openly(read) or bool(read.roles & {"yesno", "tag"})


def asks_of_the_text(part: Weighed) -> bool:
    """Whether small talk is a question all the same that has an answer: when the text is from, where it stands."""
    own = part.reading.own
    return isinstance(part.decision, AboutBot) and part.sure >= CERTAIN and not own.roles.isdisjoint(OPEN)


def compares(part: Weighed) -> bool:
    """Whether a part is only held beside the nearest fact, which neither affirms nor refutes it."""
    return isinstance(part.decision, Correction) and part.decision.rule == "compared"


def asks_openly(read: Understanding) -> bool:
    """Whether a piece asks with a question word, or with one at its end."""
    return (
        bool(read.roles & {"which_one", "either"})
        or bool(A_NOT_A.search(read.text))
        or read.text.endswith(_ASKING_ENDS)
    )


_ASKING_ENDS = ("呢", "吗", "么", "咩", "?", "没", "了没有", "过没有", "否", "不")
"""How a question without a question word ends; a bare 没有 also denies: 一点风险没有."""


def reckons_on(whole: Weighed) -> bool:
    """Whether a sum takes what one part of a message supposes or names for what another part asks."""
    decision = whole.decision
    if not isinstance(decision, Computed):
        return False
    # 估值才700亿，那50亿不就快一成了: the guess at the sum is in the last part, what it is a share of in the first.
    guessed = bool(decision.verdict) and whole.reading.own.roles.isdisjoint(QUESTION_ROLES - {"tag", "yesno"})
    return decision.basis != "material" or decision.key in _OVER_ALL or guessed


_OVER_ALL = frozenset({"sum.deduced", "sum.against", "sum.against_open"})
"""Sums of figures that a message may name in different parts."""


def aside(whole: Weighed, parts: Sequence[Weighed]) -> bool:
    """Whether a message is only talk as a whole while a part of it says or asks something of the deal."""
    return is_talk(whole) and any(
        isinstance(p.decision, Answer | Correction | Computed) and p.sure >= CERTAIN for p in parts
    )


def is_talk(part: Weighed) -> bool:
    """Whether a part is small talk, and no order to the bot."""
    return isinstance(part.decision, AboutBot | OffTopic) and part.decision not in ORDERS


ORDERS = (OffTopic("injection"), OffTopic("advert"))
