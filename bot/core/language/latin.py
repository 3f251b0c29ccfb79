"""Latin letters in a message: which are pinyin, which are a name with a slip in it, which stand for themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from rapidfuzz.distance import OSA

from bot.core.language.lexicon import Lexicon
from bot.core.language.pinyin import Guess, Sounds, syllables, toneless

FIRM = frozenset({"entity", "concept", "measure"})
"""Kinds of words that stand as they are: no slip runs across them, and of two words that sound alike they win."""
_RUN = re.compile(r"[a-z][a-z' ]*[a-z]|(?<!\d)[a-z]")
_WORD = re.compile(r"(?<![a-z0-9])[a-z]{5,}(?![a-z0-9])")
_WORDS, _SYLLABLES = 2, 3
"""From how many words of pinyin on, or from a word of more than how many syllables on, Latin letters are taken for a
sentence of it."""
_STRANGE = 3.0
"""How much less likely than chance each further syllable of a sentence typed as one word may be: eliminate is none."""
_SHORT_NAME, _LONG_NAME = 3, 6
"""Up to how many letters a name is not looked for in a longer word, from how many on a slip in it is put right."""


@dataclass(frozen=True)
class Latin:
    """Reads Latin letters: `names` are those a word is compared with."""

    lexicon: Lexicon
    sounds: Sounds
    names: frozenset[str]

    @cached_property
    def _latin_names(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.names if name.isascii()))

    def named(self, text: str) -> str:
        """`text` with each Latin word that is one slip of the keyboard away from a name as that name."""
        return _WORD.sub(lambda m: self._named(m.group()), text)

    def spoken(self, text: str) -> str:
        """`text` with runs of pinyin turned into the words that they sound like."""
        plain = toneless(text)
        return _RUN.sub(lambda m: self._decode(m.group(), plain[: m.start()].rstrip()[-1:].isdigit()), plain)

    def _named(self, word: str) -> str:
        if self.lexicon.lookup(word) or syllables(word):
            return word
        long = (name for name in self._latin_names if len(name) >= _LONG_NAME)
        return next((name for name in long if OSA.distance(name, word, score_cutoff=1) <= 1), word)

    def _decode(self, run: str, counted: bool) -> str:
        words = [part for word in run.split() for part in self._parted(word)]
        known = self._known(words, counted)
        spoken = [word not in known and bool(syllables(word)) for word in words]
        strange, sounded = sum(word not in known for word in words), sum(spoken)
        if not sounded or sounded * 2 <= strange:
            return run
        decoded: list[str] = []
        for typed, group in groupby(zip(words, spoken, strict=True), key=lambda pair: pair[1]):
            part = [word for word, _ in group]
            guess = self.sounds.decode(part) if typed else Guess(0.0, " ".join(part))
            alone = typed and sounded == 1 and part[0] not in self.sounds.words
            if alone and not _is_sentence(part[0], guess, not self.names.isdisjoint(words)):
                return run
            decoded.append(guess.text)
        return "".join(decoded)

    def _parted(self, word: str) -> tuple[str, ...]:
        """A name and the pinyin that was typed onto it, as two words: openaiguzhi."""
        if word in self.lexicon.terms:
            return (word,)
        inside = (name for name in reversed(self._latin_names) if len(name) > _SHORT_NAME and name in word)
        glued = (parts for parts in map(word.partition, inside) if _is_glued(*parts))
        return next((tuple(filter(None, parts)) for parts in glued), (word,))

    def _known(self, words: Sequence[str], counted: bool) -> set[str]:
        """Which of a run's words stand for themselves; only among pinyin me, a and he are pinyin too."""
        scanned = [(piece.split(), terms) for piece, terms in self.lexicon.scan(" ".join(words)) if terms]
        phrases = {w for spoken, terms in scanned for w in spoken if any(t.kind in FIRM for t in terms)}
        short = {w for spoken, _ in scanned for w in spoken}
        phrases.update(words[:1] if counted and words[0] in short else ())
        strange = [word for word in words if word not in short]
        many = len(strange) >= _WORDS or any(len(syllables(word)) > _SYLLABLES for word in strange)
        pinyin = many and all(word in phrases or syllables(word) for word in words)
        return phrases if pinyin else phrases | short


def _is_glued(before: str, _name: str, after: str) -> bool:
    return not (before and after) and len(syllables(before + after)) > 1


def _is_sentence(word: str, guess: Guess, named: bool) -> bool:
    """Whether one typed word is a whole sentence of pinyin, known words throughout; a name beside it helps."""
    return guess.score > -_STRANGE * (len(syllables(word)) - _SYLLABLES + named)
