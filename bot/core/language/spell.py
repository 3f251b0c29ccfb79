"""From what was typed to plain Chinese: pinyin, English, dialect and slip of the keyboard undone."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from bot.core.language.latin import FIRM, Latin
from bot.core.language.lexicon import Lexicon, Term, is_hanzi
from bot.core.language.normalise import CJK, normalise
from bot.core.language.numerals import HANZI
from bot.core.language.pinyin import Sounds
from bot.core.language.segment import cut

_HANZI_RUN = re.compile(f"(?<![0-9])[{CJK}]+")
"""Chinese without the unit of a number, which is no slip of anything: 80亿图什么."""
_FIRM_USES = 5
_LONGEST_SLIP = 5
_ABBREVIATED = 2
"""How long a Latin name is that digits after it may belong to."""
_OFTEN = 12
"""In how many phrasings a word that no list has must stand to be taken for what was meant."""
_SPACES = re.compile(r"\s+")
_PUT_IN = re.compile(r"\0 +(?=[\0]|[^a-z0-9])|(?<![a-z0-9]) +\0")


@dataclass(frozen=True)
class Speller:
    """Rewrites a message into the plain Chinese that the lexicon knows."""

    lexicon: Lexicon
    latin: Latin
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
                words[surface] += _FIRM_USES if any(t.kind in FIRM for t in terms) else 1
        slips = {word: n for word, n in words.items() if len(word) > 1 and (word in lexicon.terms or n > _OFTEN)}
        sounds = Sounds.of(words, {pair: n for pair, n in pairs.items() if n > 1})
        close = frozenset(map(normalise, names))
        return cls(lexicon, Latin(lexicon, sounds, close), Sounds.of(slips), close)

    @classmethod
    def trusting(cls, lexicon: Lexicon) -> "Speller":
        """A speller to which every word is what it stands there as."""
        return cls(lexicon, Latin(lexicon, Sounds.of({}), frozenset()), Sounds.of({}), frozenset())

    def plain(self, text: str) -> str:
        """`text` normalised and in plain Chinese, as far as it is understood."""
        return self.repair(self._written_out(self.latin.named(self._apart(normalise(text)))))

    def _apart(self, text: str) -> str:
        """`text` with a space between a Latin name and the number that is typed right after it: abcd30亿."""
        return self._before_number.sub(r"\g<0> ", text)

    @cached_property
    def _before_number(self) -> re.Pattern[str]:
        latin = sorted((re.escape(name) for name in self.names if name.isascii() and len(name) > _ABBREVIATED), key=len)
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(latin[::-1]) or '(?!)'})(?=\d)")

    def spelt(self, text: str) -> str:
        """The same of a text in which there are no slips."""
        return self._written_out(normalise(text))

    def _written_out(self, text: str) -> str:
        return self.rewrite(self.latin.spoken(text))

    def rewrite(self, text: str) -> str:
        """`text` with English, dialect and slang replaced by plain words; names and known words stay."""
        return _without_inner_spaces("".join(_plain_piece(*found) for found in self.lexicon.scan(text)))

    def repair(self, text: str) -> str:
        """`text` with words of the right sound but the wrong characters put right."""
        return _HANZI_RUN.sub(lambda m: self._repair_run(m.group()), text)

    def _repair_run(self, run: str) -> str:
        pieces = ((piece, _firm(terms)) for piece, terms in self.lexicon.scan(run))
        groups = ((firm, "".join(piece for piece, _ in group)) for firm, group in groupby(pieces, key=itemgetter(1)))
        return "".join(text if firm else self._repair_words(text) for firm, text in groups)

    def _repair_words(self, text: str) -> str:
        words, out, at = cut(text), [], 0
        while at < len(words):
            size, right = self._slip(words, at)
            out.append(right or words[at])
            at += size or 1
        return "".join(out)

    def _slip(self, words: list[str], at: int) -> tuple[int, str]:
        for size, typed in reversed([*enumerate(accumulate(words[at : at + _LONGEST_SLIP]), 1)]):
            if not 1 < len(typed) <= _LONGEST_SLIP or (right := self.slips.likeliest(typed)) == typed:
                continue
            if typed not in self.lexicon.terms and self._is_slip(words[at : at + size], typed, right):
                return size, right
        return 0, ""

    def _is_slip(self, group: list[str], typed: str, right: str) -> bool:
        """Whether `typed` can only be `right` misspelt: it keeps a character, and nobody writes it otherwise.

        A word that is known is no part of a slip: 这比喻想说什么 is not 比预想.
        """
        kept = sum(a == b for a, b in zip(typed, right, strict=False))
        if right[0] in HANZI and typed[0] not in HANZI:
            # What does not begin as a number is none.
            return False
        if right in self.names:
            return kept > 0 or len(right) > 2
        if any(word in self.lexicon.terms and word not in right for word in group if len(word) > 1):
            return False
        if all(one + other in self.latin.sounds.pairs for one, other in pairwise(typed)):
            return False
        changed = (a for a, b in zip(typed, right, strict=False) if a != b)
        whole = not any(len(w) == 1 for w in group) or any(_plays(self.lexicon.terms.get(c, ())) for c in changed)
        return kept > 0 and not whole and not _plays(self.lexicon.terms.get(right, ()))


def _firm(terms: tuple[Term, ...]) -> bool:
    return any(t.kind in FIRM for t in terms) if terms else False


def _plays(terms: tuple[Term, ...]) -> bool:
    """Whether a word is one of the language's own (not, which, really) and of nothing else."""
    return bool(terms) and all(t.kind in {"role", "rewrite"} for t in terms)


def _plain_piece(piece: str, terms: tuple[Term, ...]) -> str:
    """What stands for `piece`: its plainer spelling, unless the pack or the language knows it as it is."""
    plain = [t.name for t in terms if t.kind == "rewrite"] if terms else []
    if not plain or any(t.kind not in {"rewrite", "sense"} for t in terms):
        return piece
    return f"\0{plain[0]}\0" if piece[0].isascii() else plain[0]


def _without_inner_spaces(text: str) -> str:
    """Spaces beside a word put into Chinese go, so that English reads as running Chinese; others stay."""
    return _SPACES.sub(" ", _PUT_IN.sub("", text).replace("\0", "")).strip()
