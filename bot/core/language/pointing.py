"""Words that point at what was said before: pronouns, 其中, 我说的是."""

import re

from bot.core.language.lexicon import Token
from bot.core.language.understand import Understanding


def points(token: Token) -> bool:
    """Whether a word is a pronoun: 它, 这两家."""
    return any(term.kind == "role" and term.id in {"pronoun", "pronoun_many"} for term in token.terms)


def points_within(read: Understanding) -> bool:
    """Whether a message begins with a word that takes a part of what was named before it: 其中有几成."""
    return begins(read, "within")


def begins(read: Understanding, role: str) -> bool:
    """Whether the first word of a message, 那 aside, plays `role`."""
    first = next((t for t in read.tokens if t.id_of("role") not in {"continuation", "demonstrative"}), None)
    return first is not None and any(term.id == role for term in first.terms)


def meant(read: Understanding) -> str:
    """What a message puts in the place of what was understood: 乙 of 不是甲, 我问的是乙."""
    said = next((t.end for t in read.tokens if any(term.id == "meant" for term in t.terms)), len(read.text))
    return _NOT.split(read.text[said:])[0].strip(" ,")


_NOT = re.compile("[ ,]*(?:而)?不是")
