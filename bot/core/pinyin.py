"""Toneless pinyin: typed instead of characters, or hidden behind a character of the same sound."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from pypinyin.constants import PINYIN_DICT

from bot.core.segment import weight

_MARKS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_LONGEST_SYLLABLE = 6
_LONGER, _WHOLE_WORD, _UNKNOWN = 4.0, 2.0, 6.0
"""What a further syllable in one word, a word as it was typed, and a syllable that is no word count in decoding."""


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
            if head is not None and last in _syllables() and ((now := best[end]) is None or len(head) + 1 < len(now)):
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
        for word, count in sorted(counts.items(), key=lambda pair: (weight(pair[0]) - pair[1] / 10, pair[0])):
            key = sounds(word)
            if key not in words:
                words[key], weights[key] = word, math.log1p(count) + _LONGER * (len(word) - 1)
        return cls(words, weights)

    def decode(self, typed: Iterable[tuple[str, ...]]) -> str:
        """Typed words of pinyin, each as its syllables, as the likeliest known words; the unknown stays as typed."""
        words = tuple(typed)
        parts = tuple(syllable for word in words for syllable in word)
        edges = set(accumulate((len(word) for word in words), initial=0))
        best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for end in range(1, len(parts) + 1):
            options = [(best[end - 1][0] - _UNKNOWN, (*best[end - 1][1], parts[end - 1]))]
            for start in range(max(0, end - 8), end):
                key = " ".join(parts[start:end])
                if key in self.words:
                    whole = _WHOLE_WORD * ({start, end} <= edges)
                    options.append((best[start][0] + self.weights[key] + whole, (*best[start][1], self.words[key])))
            best.append(max(options))
        return "".join(best[-1][1])
