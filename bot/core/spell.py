"""From what was typed to plain Chinese: pinyin, English, dialect and slip of the keyboard undone."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapidfuzz.distance import OSA

from bot.core.lexicon import Lexicon, Term, is_hanzi
from bot.core.normalise import CJK, normalise
from bot.core.pinyin import Guess, Sounds, syllables, toneless
from bot.core.segment import cut

_LATIN_RUN = re.compile(r"[a-z][a-z' ]*[a-z]|(?<!\d)[a-z]")
_HANZI_RUN = re.compile(f"(?<![0-9])[{CJK}]+")
"""Chinese without the unit of a number, which is no slip of anything: 80亿图什么."""
_LATIN_WORD = re.compile(r"(?<![a-z0-9])[a-z]{5,}(?![a-z0-9])")
_FIRM = frozenset({"entity", "concept", "measure"})
"""Kinds of words that stand as they are: no slip runs across them, and of two words that sound alike they win."""
_FIRM_USES = 5
_LONGEST_SLIP = 5
_WORDS, _SYLLABLES = 2, 3
"""From how many words of pinyin on, or from a word of more than how many syllables on, Latin letters are taken for a
sentence of it."""
_SHORT_NAME, _LONG_NAME = 3, 6
"""Up to how many letters a name is not looked for in a longer word, from how many on a slip in it is put right."""
_STRANGE = 2.0
"""How much less likely than chance each further syllable of a sentence typed as one word may be: eliminate is none."""
_OFTEN = 12
"""In how many phrasings a word that no list has must stand to be taken for what was meant."""
_SPACES = re.compile(r"\s+")
_PUT_IN = re.compile(r"\0 +(?=[\0]|[^a-z0-9])|(?<![a-z0-9]) +\0")


@dataclass(frozen=True)
class Speller:
    """Rewrites a message into the plain Chinese that the lexicon knows."""

    lexicon: Lexicon
    sounds: Sounds
    slips: Sounds
    names: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon, names: Iterable[str], texts: Iterable[str]) -> "Speller":
        """A speller whose vocabulary is the lexicon's words and those of `texts`, which are spelt as they should be."""
        runs = [run for text in texts for run in _HANZI_RUN.findall(text)]
        used = Counter(word for run in runs for word in cut(run)) + Counter(char for run in runs for char in run)
        pairs = Counter(one + other for run in runs for one, other in pairwise(run))
        words = Counter(used)
        for surface, terms in lexicon.terms.items():
            if is_hanzi(surface):
                words[surface] += _FIRM_USES if any(t.kind in _FIRM for t in terms) else 1
        slips = {word: n for word, n in words.items() if len(word) > 1 and (word in lexicon.terms or n > _OFTEN)}
        common = {pair: n for pair, n in pairs.items() if n > 1}
        return cls(lexicon, Sounds.of(words, common), Sounds.of(slips), frozenset(map(normalise, names)))

    def plain(self, text: str) -> str:
        """`text` normalised and in plain Chinese, as far as it is understood."""
        return self.repair(self.spelt(_LATIN_WORD.sub(lambda m: self._named(m.group()), normalise(text))))

    def spelt(self, text: str) -> str:
        """The same of a text in which there are no slips."""
        return self.rewrite(self.spoken(normalise(text)))

    def spoken(self, text: str) -> str:
        """`text` with runs of pinyin turned into the words that they sound like."""
        plain = toneless(text)
        return _LATIN_RUN.sub(lambda m: self._decode(m.group(), plain[: m.start()].rstrip()[-1:].isdigit()), plain)

    def rewrite(self, text: str) -> str:
        """`text` with English, dialect and slang replaced by plain words; names and known words stay."""
        pieces: list[str] = []
        for piece, terms in self.lexicon.scan(text):
            pieces.append(_plain_piece(piece, terms))
        return _without_inner_spaces("".join(pieces))

    def repair(self, text: str) -> str:
        """`text` with words of the right sound but the wrong characters put right."""
        return _HANZI_RUN.sub(lambda m: self._repair_run(m.group()), text)

    def _named(self, word: str) -> str:
        """The name that a Latin word is one slip of the keyboard away from, or the word itself."""
        if self.lexicon.lookup(word) or syllables(word):
            return word
        long = (name for name in sorted(self.names) if len(name) >= _LONG_NAME and name.isascii())
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
            if typed and sounded == 1 and part[0] not in self.sounds.words and not _is_sentence(part[0], guess):
                return run
            decoded.append(guess.text)
        return "".join(decoded)

    def _parted(self, word: str) -> tuple[str, ...]:
        """A name and the pinyin that was typed onto it, as two words: openaiguzhi."""
        if word in self.lexicon.terms:
            return (word,)
        ways = ((name, word.partition(name)) for name in self.names if len(name) > _SHORT_NAME and name in word)
        glued = (parts for _, parts in sorted(ways, reverse=True) if _is_glued(*parts))
        return next((tuple(filter(None, parts)) for parts in glued), (word,))

    def _known(self, words: list[str], counted: bool) -> set[str]:
        """Which of a run's Latin words stand for themselves; only among pinyin me, a and he are pinyin too."""
        scanned = [(piece.split(), terms) for piece, terms in self.lexicon.scan(" ".join(words)) if terms]
        phrases = {w for spoken, terms in scanned for w in spoken if any(t.kind in _FIRM for t in terms)}
        short = {w for spoken, _ in scanned for w in spoken}
        phrases.update(words[:1] if counted and words[0] in short else ())
        strange = [word for word in words if word not in short]
        many = len(strange) >= _WORDS or any(len(syllables(word)) > _SYLLABLES for word in strange)
        pinyin = many and all(word in phrases or syllables(word) for word in words)
        return phrases if pinyin else phrases | short

    def _repair_run(self, run: str) -> str:
        pieces = ((piece, any(t.kind in _FIRM for t in terms)) for piece, terms in self.lexicon.scan(run))
        return "".join(
            "".join(piece for piece, _ in group) if firm else self._repair_words("".join(piece for piece, _ in group))
            for firm, group in groupby(pieces, key=lambda pair: pair[1])
        )

    def _repair_words(self, text: str) -> str:
        words, out, at = cut(text), [], 0
        while at < len(words):
            size, right = self._slip(words, at)
            out.append(right or words[at])
            at += size or 1
        return "".join(out)

    def _slip(self, words: list[str], at: int) -> tuple[int, str]:
        for size in range(min(_LONGEST_SLIP, len(words) - at), 0, -1):
            group = words[at : at + size]
            typed = "".join(group)
            if len(typed) < 2 or len(typed) > _LONGEST_SLIP or typed in self.lexicon.terms:
                continue
            right = self.slips.likeliest(typed)
            if right != typed and self._is_slip(group, typed, right):
                return size, right
        return 0, ""

    def _is_slip(self, group: list[str], typed: str, right: str) -> bool:
        """Whether `typed` can only be `right` misspelt: it keeps a character, and nobody writes it otherwise."""
        kept = sum(a == b for a, b in zip(typed, right, strict=False))
        if right in self.names:
            return kept > 0 or len(right) > 2
        if all(one + other in self.sounds.pairs for one, other in pairwise(typed)):
            return False
        changed = (a for a, b in zip(typed, right, strict=False) if a != b)
        whole = not any(len(w) == 1 for w in group) or any(_plays(self.lexicon.terms.get(c, ())) for c in changed)
        return kept > 0 and not whole and not _plays(self.lexicon.terms.get(right, ()))


def _is_glued(before: str, _name: str, after: str) -> bool:
    return not (before and after) and len(syllables(before + after)) > 1


def _is_sentence(word: str, guess: Guess) -> bool:
    """Whether one typed word is a whole sentence of pinyin, known words throughout."""
    return guess.score > -_STRANGE * (len(syllables(word)) - _SYLLABLES)


def _plays(terms: tuple[Term, ...]) -> bool:
    """Whether a word is one of the language's own (not, which, really) and of nothing else."""
    return bool(terms) and all(t.kind in {"role", "rewrite"} for t in terms)


def _plain_piece(piece: str, terms: tuple[Term, ...]) -> str:
    """What stands for `piece`: its plainer spelling, unless the pack or the language knows it as it is."""
    plain = next((t.name for t in terms if t.kind == "rewrite"), None)
    if plain is None or any(t.kind not in {"rewrite", "sense"} for t in terms):
        return piece
    return f"\0{plain}\0" if piece[0].isascii() else plain


def _without_inner_spaces(text: str) -> str:
    """Spaces beside a word put into Chinese go, so that English reads as running Chinese; others stay."""
    return _SPACES.sub(" ", _PUT_IN.sub("", text).replace("\0", "")).strip()
