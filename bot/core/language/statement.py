"""One statement that a fact affirms or refutes, as far as a message is held against it."""

import re
from dataclasses import dataclass

from bot.core.language.normalise import CJK
from bot.core.language.roles import plays
from bot.core.language.understand import A_NOT_A, Reader, Understanding

BREATHS = re.compile(rf"[\s,，。;；!！]+(?=[{CJK}])")
"""Where a message goes on after a breath."""
_ASKS_AT_ITS_END = re.compile(r"(?:[没未不]|(?<=[了过])没有)[\s?]*$")
"""A denial that asks whether what stands before it is so, 还是老大不; 一点风险没有 denies."""

_TELLING = frozenset("wtcmn")
_TURNS = frozenset(
    {"superlative_most", "superlative_least", "more", "less", "lack", "only", "done", "earlier", "failed"}
)
"""Roles of words that a statement can be false by."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says and does with its words, whom it names, how often it denies, if it has several breaths.

    `says` are those of its features that tell.
    """

    says: frozenset[str]
    roles: frozenset[str]
    entities: tuple[str, ...]
    denials: int
    several: bool

    @classmethod
    def of(cls, text: str, read: Understanding, reader: Reader) -> "Statement":
        """The statement `text`, which was `read`."""
        denials = reader.denials.count(said(read))
        return cls(telling(read), read.roles, read.entities, denials, bool(BREATHS.search(text)))


def telling(read: Understanding) -> frozenset[str]:
    """What a message states, as features: words, concepts, measures, numbers, and what turns them round."""
    return frozenset(n for n in read.features if n[0] in _TELLING or n[2:] in _TURNS)


def said(read: Understanding) -> str:
    """What a message says, without what only asks or wants it confirmed: 签了没 and 提没提 deny nothing."""
    text, idle = list(read.text), ("tag", "yesno", "checks", *(["suspects"] if "tag" in read.roles else []))
    for token in read.tokens:
        if any(plays(token, role) for role in idle):
            text[token.start : token.end] = " " * len(token.text)
    return A_NOT_A.sub(r"\1", _ASKS_AT_ITS_END.sub("", "".join(text).strip()))
