"""One statement that a fact affirms or refutes, as far as a message is held against it."""

import re
from dataclasses import dataclass

from bot.core.language.normalise import CJK
from bot.core.language.roles import plays
from bot.core.language.understand import Reader, Understanding

BREATHS = re.compile(rf"[\s,，。;；!！]+(?=[{CJK}])")
"""Where a message goes on after a breath."""
_ASKS_AT_ITS_END = re.compile(r"(?:[没未]|(?<=[了过])没有)[\s?]*$")
"""A denial that asks whether what stands before it is so; 一点风险没有 denies."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement does with its words, whom it names, how often it denies, and whether it has several breaths."""

    roles: frozenset[str]
    entities: tuple[str, ...]
    denials: int
    several: bool

    @classmethod
    def of(cls, text: str, read: Understanding, reader: Reader) -> "Statement":
        """The statement `text`, which was `read`."""
        return cls(read.roles, read.entities, reader.denials.count(said(read)), bool(BREATHS.search(text)))


def said(read: Understanding) -> str:
    """What a message says, without the words that only ask or want it confirmed: 签了没 denies nothing."""
    text = list(read.text)
    for token in read.tokens:
        if any(plays(token, role) for role in ("tag", "yesno", "checks")):
            text[token.start : token.end] = " " * len(token.text)
    return _ASKS_AT_ITS_END.sub("", "".join(text).strip())
