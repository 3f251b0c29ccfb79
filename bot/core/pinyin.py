"""Toneless pinyin: typed instead of characters, or hidden behind a character of the same sound."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise, product

from pypinyin.constants import PINYIN_DICT

from bot.core.segment import weight

_MARKS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_LONGEST_SYLLABLE = 6
_EACH, _LONGER, _WHOLE_WORD, _UNKNOWN = 16.0, 1.0, 2.0, 22.0
"""What each word costs in decoding, what a further syllable in one word and a word as it was typed gain, and what a
syllable that is no word costs."""


@lru_cache(maxsize=20_000)
def sound(char: str) -> str:
    """The toneless pinyin of one character, or the character itself."""
    return _all_sounds(char)[0]


def sounds(text: str) -> str:
    """The toneless pinyin of `text`, syllables parted by a space."""
    return " ".join(map(sound, text))


def _readings(word: str) -> Iterable[str]:
    """The ways to read a word: 行业 is hang ye or xing ye; a character by itself is read in the commonest way."""
    if len(word) == 1:
        return [sound(word)]
    choices = (dict.fromkeys(_all_sounds(char)[:_MOST_READINGS]) for char in word)
    return [" ".join(syllables) for syllables in islice(product(*choices), _MOST_WAYS)]


_MOST_READINGS, _MOST_WAYS = 2, 4


@lru_cache(maxsize=20_000)
def _all_sounds(char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(PINYIN_DICT.get(ord(char), char)).translate(_MARKS).split(",")))


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
    """Known words by their sound, and which characters stand side by side.

    `words` are those of one sound, likeliest first; `weights` how likely each word is; `pairs` how often two characters
    follow one another.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    pairs: Mapping[str, int]

    @classmethod
    def of(cls, counts: Mapping[str, int], pairs: Mapping[str, int] | None = None) -> "Sounds":
        """Words with how often each is used."""
        beside = pairs or {}
        weights = {
            word: math.log1p(count)
            + _EVERYDAY * (1 - weight(word))
            + sum(_BESIDE * math.log1p(beside.get(one + other, 0)) for one, other in pairwise(word))
            + _LONGER * (len(word) - 1)
            - _EACH
            for word, count in counts.items()
        }
        words: dict[str, list[str]] = {}
        for word in sorted(counts, key=lambda word: (-weights[word], word)):
            for sound in _readings(word):
                words.setdefault(sound, []).append(word)
        return cls({sound: tuple(alike[:_CHOICES]) for sound, alike in words.items()}, weights, beside)

    def likeliest(self, typed: str) -> str:
        """The known word that sounds like `typed`; `typed` itself where there is none."""
        return self.words.get(sounds(typed), (typed,))[0]

    def decode(self, typed: Iterable[tuple[str, ...]]) -> str:
        """Typed words of pinyin, each as its syllables, as the likeliest known words; the unknown stays as typed."""
        words = tuple(typed)
        parts = tuple(syllable for word in words for syllable in word)
        edges = set(accumulate((len(word) for word in words), initial=0))
        beams: list[list[_Guess]] = [[(0.0, "")]]
        for end in range(1, len(parts) + 1):
            guesses = [(score - _UNKNOWN, text + parts[end - 1]) for score, text in beams[end - 1]]
            for start in range(max(0, end - _LONGEST_WORD), end):
                whole = _WHOLE_WORD * ({start, end} <= edges)
                for word in self.words.get(" ".join(parts[start:end]), ()):
                    guesses += [(score + whole + self._gain(text, word), text + word) for score, text in beams[start]]
            beams.append(sorted(guesses, key=lambda guess: (-guess[0], guess[1]))[:_CHOICES])
        return beams[-1][0][1]

    def _gain(self, before: str, word: str) -> float:
        return self.weights[word] + _BESIDE * math.log1p(self.pairs.get(before[-1:] + word[0], 0))


_Guess = tuple[float, str]
_CHOICES = 6
"""How many words of one sound, and how many beginnings of a text, are kept."""
_LONGEST_WORD = 8
_EVERYDAY, _BESIDE = 3.0, 1.2
"""What a word's commonness in Chinese and its standing beside the one before it count in decoding."""
