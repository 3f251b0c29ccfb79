"""Words that deny, and numbers that are denied: 没超过50亿, 没出到50亿, 不是50亿."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.model import Bound, Language

_TURNED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.AT_MOST: Bound.MORE_THAN, Bound.LESS_THAN: Bound.MORE_THAN}
_REACHED = re.compile(r"[到够满足]\s*$")
"""How words end that say of a number that it is reached."""


@dataclass(frozen=True)
class Denials:
    """How a language denies: anywhere in a text, and before a number, where 是不是 and 有没有 ask."""

    anywhere: re.Pattern[str] = field(repr=False)
    before_number: re.Pattern[str] = field(repr=False)
    asks_back: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, language: Language) -> "Denials":
        """The denials of `language`, by its signs."""
        signs = language.signs
        asking = "".join(f"(?<!{re.escape(word)})" for word in signs["asks_either_way"])
        number = _any_of(signs["denies_number"])
        before = re.compile(rf"{asking}(?:{number})\s*$")
        return cls(re.compile(_any_of(signs["denies"])), before, re.compile(_any_of(signs["asks_back"])))

    def count(self, text: str) -> int:
        """How often `text` denies."""
        return len(self.anywhere.findall(text))

    def denied(self, bound: Bound | None, before: str, head: str, after: str) -> tuple[Bound | None, bool]:
        """The limit that a denial leaves a number, if any, and whether the number is denied at all.

        `before` is the text before the number, `head` the same without the verbs and limits at its end.
        """
        if not self.before_number.search(head) or self.asks_back.search(after):
            return bound, False
        if bound is None and not _REACHED.search(before):
            return None, True
        return (_TURNED.get(bound) if bound else Bound.LESS_THAN), True


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of `words`, Latin ones only as whole words."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){w}(?![a-z])" if w.isascii() and w.isalpha() else re.escape(w) for w in longest)
