"""Pinyin: typed instead of characters, or hidden behind a character of the same sound."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise, product
from typing import NamedTuple

from pypinyin.constants import PINYIN_DICT

from bot.core.language.segment import weight

_MARKS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_NUMBERED = re.compile(r"(?<![a-z0-9])[a-z]{1,6}[1-5](?: ?[a-z]{1,6}[1-5])+(?![a-z0-9])")
_LONGEST_SYLLABLE = 6
_EACH, _LONGER, _WHOLE_WORD, _UNKNOWN = 16.0, 1.0, 2.0, 22.0
"""What each word costs in decoding, what a further syllable in one word and a word as it was typed gain, and what a
syllable that is no word costs."""


@lru_cache(maxsize=20_000)
def sound(char: str) -> str:
    """The toneless pinyin of one character, or the character itself."""
    return _all_sounds(char)[0]


@lru_cache(maxsize=20_000)
def sounds(text: str) -> str:
    """The toneless pinyin of `text`, as it is typed."""
    return "".join(map(sound, text))


def toneless(text: str) -> str:
    """`text` without the marks and numbers of tones: tóu and, beside another like it, tou2 are tou."""
    return _NUMBERED.sub(lambda m: _unnumbered(m.group()), text.translate(_MARKS))


def _unnumbered(typed: str) -> str:
    letters = re.sub("[1-5]", "", typed)
    spelt = re.findall("[a-z]+", typed)
    return letters if _syllables().issuperset(spelt) and any(len(s) > 1 for s in spelt) else typed


def _readings(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a word: 行业 is hang ye or xing ye; a character by itself is read in the commonest way."""
    if len(word) == 1:
        return ((sound(word),),)
    choices = (dict.fromkeys(_all_sounds(char)[:_MOST_READINGS]) for char in word)
    return tuple(islice(product(*choices), _MOST_WAYS))


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


class Guess(NamedTuple):
    """What typed pinyin may mean, and how likely that is: less the more of it no words are known for."""

    score: float
    text: str


@dataclass(frozen=True)
class Sounds:
    """Known words by their sound, and which characters stand side by side.

    `words` are those of one sound, likeliest first; `weights` how likely each word is; `pairs` how much it counts that
    two characters stand side by side; `longest` is the longest sound.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    pairs: Mapping[str, float]
    longest: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int], pairs: Mapping[str, int] | None = None) -> "Sounds":
        """Words with how often each is used."""
        beside = {pair: _BESIDE * math.log1p(count) for pair, count in (pairs or {}).items()}
        weights = {
            word: math.log1p(count)
            + _EVERYDAY * (1 - weight(word))
            + sum(beside.get(one + other, 0.0) for one, other in pairwise(word))
            + _LONGER * (len(word) - 1)
            - _EACH
            for word, count in counts.items()
        }
        words: dict[str, list[str]] = {}
        for word in sorted(counts, key=lambda word: (-weights[word], word)):
            for sound in dict.fromkeys(map("".join, _readings(word) if len(word) <= _LONGEST_WORD else ())):
                words.setdefault(sound, []).append(word)
        alike = {sound: tuple(found[:_CHOICES]) for sound, found in words.items()}
        return cls(alike, weights, beside, max(map(len, alike), default=0))

    def likeliest(self, typed: str) -> str:
        """The known word that sounds like `typed`; `typed` itself where there is none."""
        for word in self.words.get(sounds(typed), ()):
            if len(word) == len(typed):
                return word
        return typed

    def decode(self, typed: Iterable[str]) -> Guess:
        """Typed words of pinyin as the likeliest known words; the unknown stays as typed.

        Where a word of it falls into syllables is found out together with the words: jine is 金额, not 几呢.
        """
        words = tuple(typed)
        letters, edges = "".join(words), set(accumulate(map(len, words), initial=0))
        beams: list[list[Guess]] = [[Guess(0.0, "")]]
        for end in range(1, len(letters) + 1):
            starts = (start for start in range(max(0, end - self.longest), end) if beams[start])
            heard = (start for start in starts if self._means(letters[start:end]))
            guesses = [g for start in heard for g in self._carried_on(beams[start], letters[start:end], start, edges)]
            beams.append(sorted(guesses, key=lambda guess: (-guess.score, guess.text))[:_CHOICES])
        return beams[-1][0] if beams[-1] else Guess(-math.inf, letters)

    def _means(self, part: str) -> bool:
        """Whether letters are a syllable, or sound like a word."""
        return part in self.words or part in _syllables()

    def _carried_on(self, before: list[Guess], part: str, start: int, edges: set[int]) -> Iterator[Guess]:
        """`before` with the letters of `part` after it, as each word of that sound, or as typed if it is a syllable."""
        if part in _syllables():
            yield from (Guess(score - _UNKNOWN, text + part) for score, text in before)
        alike = self.words.get(part, ())
        parted = {at for at in range(1, len(part)) if start + at in edges} if alike else set[int]()
        whole = _WHOLE_WORD * (start in edges and start + len(part) in edges)
        for word in alike:
            if _falls_apart(word, parted):
                gain = whole + self.weights[word]
                for score, text in before:
                    yield Guess(score + gain + self.pairs.get(text[-1:] + word[0], 0.0), text + word)


def _falls_apart(word: str, parted: set[int]) -> bool:
    """Whether spaces typed inside a word stand between its syllables: xi an is 西安 and not 先."""
    return not parted or any(parted <= set(accumulate(map(len, parts))) for parts in _readings(word))


_CHOICES = 6
"""How many words of one sound, and how many beginnings of a text, are kept."""
_LONGEST_WORD = 8
_EVERYDAY, _BESIDE = 3.0, 1.2
"""What a word's commonness in Chinese and its standing beside the one before it count in decoding."""
