"""The words that are known: which surface means which entity, concept or role."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bot.core.language.normalise import CJK, normalise
from bot.core.model import Pack

_LATIN = re.compile(r"[a-z0-9][a-z0-9'.&+-]*")
_ENDINGS = (
    ("'s", ""),
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
)


@dataclass(frozen=True)
class Term:
    """What a surface means: `kind` is entity, concept, measure, role, sense or rewrite; `name` its canonical words."""

    kind: str
    id: str
    name: str


class Token(NamedTuple):
    """A word of a plain text with what is known of it; `start` is its place in the text.

    `inner` are the words of a set phrase (投多少, 谁出得最多): they count beside the phrase.
    """

    text: str
    start: int
    terms: tuple[Term, ...] = ()
    inner: tuple["Token", ...] = ()

    @property
    def end(self) -> int:
        """Where the word ends in the text."""
        return self.start + len(self.text)

    def id_of(self, kind: str) -> str:
        """The id of this token's first term of `kind`, or nothing."""
        for term in self.terms:
            if term.kind == kind:
                return term.id
        return ""


@dataclass(frozen=True)
class Lexicon:
    """Surfaces to terms, found by longest match; Latin surfaces match whole words only.

    `lengths` are those of the longer surfaces that begin with the same two characters, longest first.
    """

    terms: Mapping[str, tuple[Term, ...]]
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    singles: bool = False

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Term]], singles: bool = False) -> "Lexicon":
        """A lexicon of (surface, term) pairs; surfaces are normalised here."""
        terms: dict[str, dict[Term, None]] = {}
        for surface, term in pairs:
            if key := normalise(surface):
                terms.setdefault(key, {})[term] = None
        lengths: dict[str, set[int]] = {}
        for key in (key for key in terms if len(key) >= _HEAD):
            lengths.setdefault(key[:_HEAD], set()).add(len(key))
        ordered = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}
        return cls({key: tuple(found) for key, found in terms.items()}, ordered, singles)

    def scan(self, text: str, longest: int = 99) -> Iterator[tuple[str, tuple[Term, ...]]]:
        """Stretches of normalised `text` in order, each with its terms (none where unknown), of `longest` at most.

        Without `singles` one character is never a match: whether it is a word of its own is the segmenter's to say.
        """
        at, start = 0, 0
        while at < len(text):
            size = self._longest(text, at, longest)
            if not size and text[at].isascii() and (word := _LATIN.match(text, at)):
                size = len(word.group())
            if not size:
                at += 1
                continue
            if start < at:
                yield text[start:at], ()
            yield text[at : at + size], self.lookup(text[at : at + size])
            at = start = at + size
        if start < at:
            yield text[start:at], ()

    def lookup(self, surface: str) -> tuple[Term, ...]:
        """The terms of `surface`, for an English word also those of its plain form."""
        if surface in self.terms or not surface[:1].isascii():
            return self.terms.get(surface, ())
        stems = (surface[: -len(end)] + plain for end, plain in _ENDINGS if surface.endswith(end))
        return next((self.terms[stem] for stem in stems if len(stem) > 2 and stem in self.terms), ())

    def _longest(self, text: str, at: int, longest: int) -> int:
        most = min(longest, len(text) - at)
        for size in self.lengths.get(text[at : at + _HEAD], ()):
            if size <= most and text[at : at + size] in self.terms and _whole_words(text, at, at + size):
                return size
        alone = text[at] in self.terms and (self.singles or not is_hanzi(text[at]))
        return int(alone and _whole_words(text, at, at + 1))


_HEAD = 2
"""By how many characters at their beginning surfaces are looked for."""


def pack_terms(pack: Pack) -> Iterator[tuple[str, Term]]:
    """Every surface of the pack's entities, concepts and measures, and of the language's roles."""
    for entity in pack.entities:
        yield from _alike((entity.name, *entity.names), Term("entity", entity.id, entity.name))
    for concept in pack.concepts:
        yield from _alike((concept.name, *concept.words), Term("concept", concept.id, concept.name))
    for measure in pack.deal.measures:
        yield from _alike(measure.words, Term("measure", measure.id, measure.name))
    for role in pack.language.roles:
        yield from _alike(role.words, Term("sense" if role.role == "sense" else "role", role.id, role.name))


def _alike(surfaces: Iterable[str], term: Term) -> Iterator[tuple[str, Term]]:
    """All `surfaces` with the one `term`: thousands of equal ones would have to be loaded at every start."""
    return ((surface, term) for surface in surfaces)


def rewrite_terms(pack: Pack) -> Iterator[tuple[str, Term]]:
    """Every surface that has a plainer spelling."""
    for surface, plain in pack.language.rewrites.items():
        yield surface, Term("rewrite", surface, plain)


def _whole_words(text: str, start: int, end: int) -> bool:
    return not (_inside_a_word(text, start) or _inside_a_word(text, end))


def _inside_a_word(text: str, place: int) -> bool:
    """Whether Latin letters or digits stand on both sides of a place."""
    around = text[place - 1 : place + 1] if place else ""
    return len(around) > 1 and around.isascii() and around.isalnum()


@lru_cache(maxsize=65_536)
def is_hanzi(text: str) -> bool:
    """Whether `text` is Chinese characters throughout."""
    return bool(re.fullmatch(f"[{CJK}]+", text))
