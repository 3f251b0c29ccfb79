"""Toneless pinyin: typed instead of characters, or hidden behind a character of the same sound."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pypinyin.constants import PINYIN_DICT

_MARKS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_LONGEST_SYLLABLE = 6


@lru_cache(maxsize=20_000)
def sound(char: str) -> str:
    """The toneless pinyin of one character, or the character itself."""
    return str(PINYIN_DICT.get(ord(char), char)).split(",")[0].translate(_MARKS)


def sounds(text: str) -> str:
    """The toneless pinyin of `text`, syllables parted by a space."""
    return " ".join(map(sound, text))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    readings = (r.translate(_MARKS) for all_of in PINYIN_DICT.values() for r in all_of.split(","))
    return frozenset(r for r in readings if re.fullmatch(r"[a-z]{1,6}", r) and re.search("[aeiouv]", r))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> tuple[str, ...]:
    """`word` cut into as few pinyin syllables as possible; empty where it is not pinyin."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            head, last = best[start], word[start:end]
            if head is not None and last in _syllables() and (
                (now := best[end]) is None or len(head) + 1 < len(now)
            ):
                best[end] = (*head, last)
    return best[-1] or ()


@dataclass(frozen=True)
class Sounds:
    """Known words by their sound: the likeliest spelling of each."""

    words: Mapping[str, str]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Sounds":
        """Words with how often each is used; of two that sound alike the commoner wins."""
        words: dict[str, str] = {}
        weights: dict[str, float] = {}
        for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            key = sounds(word)
            if key not in words:
                words[key], weights[key] = word, math.log1p(count) + 4.0 * (len(word) - 1)
        return cls(words, weights)

    def decode(self, typed: Iterable[str]) -> str | None:
        """Pinyin syllables as the likeliest known words, or None where some have none."""
        parts = tuple(typed)
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(parts)
        for end in range(1, len(parts) + 1):
            for start in range(max(0, end - 8), end):
                head, key = best[start], " ".join(parts[start:end])
                if head is None or key not in self.words:
                    continue
                score = head[0] + self.weights[key]
                if (now := best[end]) is None or score > now[0]:
                    best[end] = (score, (*head[1], self.words[key]))
        return "".join(best[-1][1]) if best[-1] else None
