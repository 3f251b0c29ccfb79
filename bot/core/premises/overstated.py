"""What a message says for certain, or of all, where the material leaves room: 必然, 完全, 唯一."""

from bot.core.knowledge import Knowledge
from bot.core.language.understand import A_NOT_A, Understanding
from bot.core.model import Fact

_NEAR = 3
"""How many characters before a word may deny it: 不再是唯一."""


def overstated(read: Understanding, fact: Fact, knowledge: Knowledge) -> str:
    """The word that makes more of what a fact says than it does, if any; what the fact says too is none."""
    return _word(read, fact, False, knowledge)


def leaves_room(read: Understanding, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a message only doubts that what a fact holds for possible is certain: 不一定会, 未必."""
    return bool(_word(read, fact, True, knowledge))


def hedged(text: str, knowledge: Knowledge) -> bool:
    """Whether a text leaves room for what it says: 可能, 有望."""
    return any(word in text for word in knowledge.pack.language.signs["hedges"])


def _word(read: Understanding, fact: Fact, denied: bool, knowledge: Knowledge) -> str:
    if not hedged(fact.say, knowledge):
        return ""
    strong = (word for word in knowledge.pack.language.signs["overstates"] if word not in fact.say)
    # 是不是一定能: whether it is so denies nothing.
    text = A_NOT_A.sub(lambda match: match.group(1) * len(match.group()), read.text)
    found = ((word, text.find(word)) for word in strong)
    return next((word for word, at in found if at >= 0 and _denied(text[:at], knowledge) is denied), "")


def _denied(before: str, knowledge: Knowledge) -> bool:
    return knowledge.reader.denials.count(before[-_NEAR:]) > 0
