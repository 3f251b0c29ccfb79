"""What a message says for certain, or of all, where the material leaves room: 必然, 完全, 唯一."""

from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.understand import Understanding


def overstated(read: Understanding, fact: Fact, knowledge: Knowledge) -> str:
    """The word that makes more of what a fact says than it does, if any; 不完全 and what the fact says too are none."""
    signs, say = knowledge.pack.language.signs, fact.say
    if not any(word in say for word in signs["hedges"]):
        return ""
    return next((word for word in signs["overstates"] if word not in say and _claims(word, read.text, knowledge)), "")


def _claims(word: str, text: str, knowledge: Knowledge) -> bool:
    before, found, _ = text.partition(word)
    return bool(found) and not knowledge.reader.denials.ends(before)
