"""From what was typed to plain Chinese: pinyin, English, dialect and slip of the keyboard undone."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.core.lexicon import Lexicon, Term, is_hanzi
from bot.core.normalise import CJK, normalise
from bot.core.pinyin import Sounds, syllables
from bot.core.segment import cut

_LATIN_RUN = re.compile(r"[a-z][a-z' ]*[a-z]|(?<!\d)[a-z]")
_HANZI_RUN = re.compile(f"(?<![0-9])[{CJK}]+")
"""Chinese without the unit of a number, which is no slip of anything: 80亿图什么."""
_FIRM = frozenset({"entity", "concept", "measure"})
"""Kinds of words that stand as they are: no slip runs across them, and of two words that sound alike they win."""
_FIRM_USES = 5
_LONGEST_SLIP = 5
_A_SENTENCE = 2
"""From how many words of pinyin on a run of Latin letters is taken for a sentence of it."""
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
        close = frozenset(filter(is_hanzi, map(normalise, names)))
        return cls(lexicon, Sounds.of(words, {pair: n for pair, n in pairs.items() if n > 1}), Sounds.of(slips), close)

    def plain(self, text: str) -> str:
        """`text` normalised and in plain Chinese, as far as it is understood."""
        return self.repair(self.spelt(text))

    def spelt(self, text: str) -> str:
        """The same of a text in which there are no slips."""
        return self.rewrite(self.spoken(normalise(text)))

    def spoken(self, text: str) -> str:
        """`text` with runs of pinyin turned into the words that they sound like."""
        return _LATIN_RUN.sub(lambda m: self._decode(m.group(), text[: m.start()].rstrip()[-1:].isdigit()), text)

    def rewrite(self, text: str) -> str:
        """`text` with English, dialect and slang replaced by plain words; names and known words stay."""
        pieces: list[str] = []
        for piece, terms in self.lexicon.scan(text):
            pieces.append(_plain_piece(piece, terms))
        return _without_inner_spaces("".join(pieces))

    def repair(self, text: str) -> str:
        """`text` with words of the right sound but the wrong characters put right."""
        return _HANZI_RUN.sub(lambda m: self._repair_run(m.group()), text)

    def _decode(self, run: str, counted: bool) -> str:
        words = run.split()
        scanned = [(piece.split(), terms) for piece, terms in self.lexicon.scan(run) if terms]
        phrases = {w for spoken, terms in scanned for w in spoken if any(t.kind in _FIRM for t in terms)}
        short = {w for spoken, _ in scanned for w in spoken}
        phrases.update(words[:1] if counted and words[0] in short else ())
        strange_words = [word for word in words if word not in short]
        if len(strange_words) < _A_SENTENCE or not all(word in phrases or syllables(word) for word in words):
            # Only among pinyin are short words that English has too (me, a, he) pinyin themselves.
            phrases |= short
        known = [word in phrases for word in words]
        parts = [() if skip else syllables(word) for word, skip in zip(words, known, strict=True)]
        strange, sounded = known.count(False), sum(map(bool, parts))
        if not sounded or sounded * 2 <= strange or (sounded == 1 and " ".join(max(parts)) not in self.sounds.words):
            return run
        decoded: list[str] = []
        for spoken, group in groupby(zip(words, parts, strict=True), key=lambda pair: bool(pair[1])):
            pairs = list(group)
            decoded.append(self.sounds.decode(p for _, p in pairs) if spoken else " ".join(w for w, _ in pairs))
        return "".join(decoded)

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
