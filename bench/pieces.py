"""Phrasings cut into words that stand for one deal and words that any deal has."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.core.model import Fact, Gap, Pack

_UNITS = re.compile(r"[a-z0-9]+|.", re.DOTALL)
"""What a word is made of: English is never cut inside a word, Chinese anywhere."""
_SHORTEST = 2

Pieces = tuple[str, ...]


@dataclass(frozen=True)
class Cutter:
    """Finds `words` by longest match, from the left; `lengths` are those of the words that begin alike, in units."""

    words: frozenset[str]
    lengths: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Cutter":
        """A cutter that finds `words`."""
        known = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for first, *others in map(units, known):
            lengths.setdefault(first, set()).add(1 + len(others))
        return cls(known, {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()})

    def cut(self, text: str) -> Pieces:
        """`text` in pieces, each one of the words or what no word begins at."""
        return tuple(self._cut(units(text)))

    def _cut(self, rest: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(rest):
            found = ("".join(rest[at : at + size]) for size in self.lengths.get(rest[at], ()))
            piece = next((text for text in found if text in self.words), rest[at])
            yield piece
            at += len(units(piece))


def units(text: str) -> list[str]:
    """`text` in lower case, in single characters and whole Latin words."""
    return _UNITS.findall(text.lower())


def cut_all(pack: Pack) -> Mapping[str, Pieces]:
    """Every sentence of the entries of `pack` in pieces.

    The language's words and the measures are found too, though nobody replaces them: a deal's word that only stands
    inside one of them (a longer question word, a set phrase) is not found there.
    """
    listed = (*(role.words for role in pack.language.roles), *(measure.words for measure in pack.deal.measures))
    cutter = Cutter.of((*own_words(pack), *(word.lower() for words in listed for word in words)))
    entries: tuple[Fact | Gap, ...] = (*pack.facts, *pack.gaps)
    return {text: cutter.cut(text) for entry in entries for text in _sentences(entry)}


def own_words(pack: Pack) -> tuple[str, ...]:
    """The names and the words of concepts of `pack`, in lower case, each once."""
    names = ((entity.name, *entity.names) for entity in pack.entities)
    concepts = ((concept.name, *concept.words) for concept in pack.concepts)
    words = (word.lower() for word in chain.from_iterable((*names, *concepts)))
    return tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST))


def _sentences(entry: Fact | Gap) -> tuple[str, ...]:
    said = (entry.title, entry.say, *entry.asks, *entry.not_asks)
    return (*said, *entry.affirms, *entry.refutes) if isinstance(entry, Fact) else said
