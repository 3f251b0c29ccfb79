"""A message as the stretches that could each be a question."""

import re
from collections.abc import Iterable

from bot.core.normalise import CJK, simplify

_NUMBERS = re.compile(
    r"(?:^|(?<=[\s,，。;；?？!！]))(?:\(?\d{1,2}[.、)](?!\d)|[①-⑨]|第?[一二三四五六]\s*[、，,是:：])\s*"
)
_STOPS = re.compile(
    r"(?<=[?？])|[。!！;；…\n\u2600-\u27bf\U0001f000-\U0001faff]+|(?<=[" + CJK + r"])\s+(?=[" + CJK + r"])|[,，]+"
)
_JOINS = re.compile(
    r"(?:^还有就?是?|另外|以及|顺便问?一?下?|再问一?下?|并且|and also|also"
    r"|\band(?= (?:what|who|why|how|when|is|are|does|did|will)\b))\s*[,，]?"
)
_SHORTEST = 2


def numbered(text: str) -> tuple[str, ...]:
    """The items of a numbered list in `text`; empty where there is none."""
    items = [p.strip() for p in _NUMBERS.split(text) if len(p.strip()) >= _SHORTEST]
    marks = _NUMBERS.findall(text)
    return tuple(items[-len(marks) :]) if len(marks) > 1 and len(items) >= len(marks) else ()


def segments(text: str) -> tuple[str, ...]:
    """`text` cut at stops, spaces between Chinese and joining words."""
    return tuple(_kept(piece for part in _STOPS.split(simplify(text)) for piece in _JOINS.split(part or "")))


def _kept(pieces: Iterable[str]) -> list[str]:
    return [piece.strip() for piece in pieces if piece and len(piece.strip()) >= _SHORTEST]
