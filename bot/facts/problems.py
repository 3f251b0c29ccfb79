"""What is wrong with the data, where it stands, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

FEW = 12
ALIKE = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file, counted from 1 as editors do."""

    path: Path
    line: int
    col: int

    @classmethod
    def of(cls, node: yaml.Node) -> "Place":
        """Where `node` begins."""
        mark = node.start_mark
        return cls(Path(mark.name), mark.line + 1, mark.column + 1)

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right, for whoever edits the data.

    `kind` and its `words` say the same to people who see no files: the texts have a sentence for each kind.
    """

    path: Path
    line: int
    col: int
    message: str
    kind: str = field(default="other", compare=False)
    words: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @classmethod
    def at(cls, where: yaml.Node | Place, message: str, kind: str = "other", **words: str) -> "Problem":
        """A problem at the beginning of a node, or at a place."""
        place = where if isinstance(where, Place) else Place.of(where)
        return cls(place.path, place.line, place.col, message, kind, tuple(words.items()))

    def __str__(self) -> str:
        return f"{Place(self.path, self.line, self.col)}: {self.message}"


class PackError(Exception):
    """Data that cannot be used, with everything that is wrong with it, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Reference:
    """The mention of something of `kind` (entity, topic, ...) by its id."""

    kind: str
    node: yaml.Node


@dataclass(slots=True)
class Findings:
    """What reading finds: problems, and references to look up once everything is read."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def report(self, where: yaml.Node | Place, message: str, kind: str = "other", **words: str) -> bool:
        """Note a problem; False, so that a check can end with it."""
        self.problems.append(Problem.at(where, message, kind, **words))
        return False


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    best = extractOne(word, tuple(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE)
    return best[0] if best else None


def guess(word: str, known: Iterable[str]) -> str:
    """The end of a message: what was probably meant, else what could be."""
    words = sorted(known)
    if meant := nearest(word, words):
        return f"; did you mean '{meant}'?"
    return f"; known are {', '.join(words)}" if 0 < len(words) <= FEW else ""
