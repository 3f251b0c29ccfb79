"""Which entries are nearest to a message, and why."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.language.features import TELLING
from bot.core.search.coverage import Coverage
from bot.core.search.learn import Example, learn, learn_more, softmax
from bot.core.search.postings import Floats, Ints, Postings

MISS = "miss"
"""The role of phrasings that an entry must not answer."""
ROLES = {"ask": 0, "affirm": 1, "refute": 2}
"""The ways of speaking that are told apart for each entry."""
_MOST = 8
"""How many entries are looked at closely."""
_FEW = 6
"""How many phrasings are compared with a message one by one."""
_SCALE = {"q": 0.5, "r": 0.5, "c": 1.5, "e": 1.5}
"""How much features of a kind count in learning: characters and roles are many and say little each."""
_EVERYWHERE = 2_000
"""A feature of more classes than this tells nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say something: whose it is (`entry`), as what, and its features.

    `role` is ask, affirm or refute; a `miss` is what the entry must not be taken to answer.
    """

    entry: str
    role: str
    text: str
    features: Mapping[str, float]


class Match(NamedTuple):
    """An entry that may be meant.

    `score` is its probability; `affirmed` and `refuted` are the shares of it that come from what the entry affirms and
    refutes; `coverage` is the share of what was asked that its phrasings know.
    """

    entry: str
    score: float
    affirmed: float = 0.0
    refuted: float = 0.0
    coverage: float = 0.0


@dataclass(frozen=True)
class Index:
    """Entries by the features of their phrasings, learned to be told apart."""

    entries: Sequence[str]
    texts: Mapping[str, Mapping[str, str]] = field(repr=False)
    rarity: Floats = field(repr=False)
    unknown: float
    postings: Postings = field(repr=False)
    classes: Floats = field(repr=False)

    @classmethod
    def of(cls, phrasings: Iterable[Phrasing]) -> "Index":
        """An index that has learned from `phrasings`."""
        rows = tuple(phrasings)
        entries = tuple(dict.fromkeys(row.entry for row in rows))
        first = {entry: number * len(ROLES) for number, entry in enumerate(entries)}
        told = [row for row in rows if row.role != MISS]
        spread = Counter(name for row in told for name in row.features)
        rarity = np.array([1.0 + math.log((1 + len(told)) / (1 + count)) for count in spread.values()])
        cells, classes = _telling(told, first), np.full(len(entries) * len(ROLES), -np.inf)
        classes[[first[row.entry] + ROLES[row.role] for row in told]] = 0.0
        texts: dict[str, dict[str, str]] = {}
        for row in told:
            texts.setdefault(row.entry, {})[row.text] = row.role
        postings = Postings.of(spread, cells, len(classes))
        index = cls(entries, texts, rarity, 1.0 + math.log(1 + len(told)), postings, classes)
        # Shuffled, but by what they say: a phrasing more or less changes the place of no other.
        shuffled = sorted(rows, key=lambda row: crc32(f"{row.entry} {row.text}".encode()))
        return replace(index, postings=learn(postings, [index._example(row, first) for row in shuffled], classes))

    def taught(self, phrasings: Sequence[Phrasing], gone: Collection[str]) -> "Index":
        """This index with what `phrasings` teach besides, also of new entries, and without those that are `gone`."""
        entries = tuple(dict.fromkeys((*self.entries, *(row.entry for row in phrasings))))
        first = {entry: number * len(ROLES) for number, entry in enumerate(entries)}
        classes = np.full(len(entries) * len(ROLES), -np.inf)
        classes[: len(self.classes)] = self.classes
        classes[[first[row.entry] + ROLES[row.role] for row in phrasings]] = 0.0
        for entry in set(gone) & set(first):
            classes[first[entry] : first[entry] + len(ROLES)] = -np.inf
        cells = ((name, first[row.entry] + ROLES[row.role]) for row in phrasings for name in row.features)
        postings = self.postings.extended(cells, len(classes))
        rarity = np.full(len(postings.rows), self.unknown)
        rarity[: len(self.rarity)] = self.rarity
        texts = {entry: dict(own) for entry, own in self.texts.items()}
        for row in phrasings:
            texts.setdefault(row.entry, {})[row.text] = row.role
        index = Index(entries, texts, rarity, self.unknown, postings, classes)
        examples = [index._example(row, first) for row in phrasings]
        return replace(index, postings=learn_more(postings, examples, classes))

    def search(self, features: Mapping[str, float]) -> list[Match]:
        """The entries that are likeliest to be meant by `features`, likeliest first."""
        likely = softmax(self.postings.total(*self._vector(features)) + self.classes)
        shares = likely.reshape(-1, len(ROLES))
        sums = shares @ np.ones(len(ROLES))
        best = _highest(sums)
        covered = self._coverage.shares(features, best.tolist())
        rows = zip(best.tolist(), sums[best].tolist(), shares[best].tolist(), covered, strict=True)
        return [
            Match(self.entries[entry], score, affirmed / (score or 1.0), refuted / (score or 1.0), coverage)
            for entry, score, (_, affirmed, refuted), coverage in rows
        ]

    def _vector(self, features: Mapping[str, float]) -> tuple[Ints, Floats]:
        """The rows of features by rarity and (logarithm of) count, as a vector of length 1; without the unknown."""
        known = [(row, count) for name, count in features.items() if (row := self.postings.rows.get(name)) is not None]
        rows = np.array([row for row, _ in known], dtype=np.int64)
        weights = self.counts[rows] * np.array([1.0 + math.log(count) for _, count in known])
        return rows, weights / (math.sqrt(weights @ weights) or 1.0)

    @cached_property
    def counts(self) -> Floats:
        """How much each feature counts where it occurs once."""
        return np.array([_SCALE.get(name[0], 1.0) for name in self.postings.rows]) * self.rarity

    @cached_property
    def _coverage(self) -> Coverage:
        return Coverage(self.postings, self.rarity, self.unknown, len(ROLES))

    def reasons(self, entry: str, features: Iterable[str]) -> tuple[str, ...]:
        """The features that speak most for `entry`, the strongest first."""
        spoken = self.speaking(entry, features)
        said = {name: value * self.rarity[self.postings.rows[name]] for name, value in spoken.items() if value > 0}
        return tuple(sorted(said, key=said.__getitem__, reverse=True)[:_MOST])

    def speaking(self, entry: str, features: Iterable[str]) -> dict[str, float]:
        """How much each of `features` that `entry` knows speaks for it, in the role for which it does most."""
        if entry not in self.entries:
            return {}
        names = [name for name in features if name in self.postings.rows]
        first = self.entries.index(entry) * len(ROLES)
        places, lengths = self.postings.places(self.postings.numbers(names))
        keys, values = self.postings.keys[places], self.postings.values[places]
        own = (keys >= first) & (keys < first + len(ROLES))
        most: dict[str, float] = {}
        for row, value in zip(np.arange(len(names)).repeat(lengths)[own].tolist(), values[own].tolist(), strict=True):
            most[names[row]] = max(value, most.get(names[row], value))
        return most

    def alike(self, entry: str, text: str, role: str, least: float) -> list[tuple[str, float]]:
        """The phrasings that `entry` has as `role` and that are like `text` by `least` (0..100), a few."""
        own = [phrasing for phrasing, its in self.texts[entry].items() if its == role]
        found = process.extract(text, own, scorer=fuzz.ratio, score_cutoff=least, limit=_FEW)
        return [(phrasing, like) for phrasing, like, _ in found]

    def asked(self, entry: str, name: str) -> bool:
        """Whether a phrasing that asks for `entry` has the feature `name`."""
        return self.postings.has(name, self.entries.index(entry) * len(ROLES) + ROLES["ask"])

    def backing(self, entry: str, features: Iterable[str], about: Iterable[str]) -> float:
        """The share of what the features say that `entry`, which is `about` some, affirms.

        Nothing, where they have the name of somebody else or another number.
        """
        key = self.entries.index(entry) * len(ROLES) + ROLES["affirm"]
        telling = {name: self._coverage.says(name) for name in features if name[0] in TELLING}
        own = {f"e:{entity}" for entity in about}
        known = own.union(name for name in telling if self.postings.has(name, key))
        unsaid = {name: says for name, says in telling.items() if name not in known}
        if any(name[0] in "en" for name in unsaid):
            return 0.0
        return 1.0 - sum(unsaid.values()) / (sum(telling.values()) or 1.0)

    def _example(self, row: Phrasing, first: Mapping[str, int]) -> Example:
        """What `row` teaches; a miss teaches that it belongs to no class of its entry, the first of which is given."""
        own, missed = first[row.entry], row.role == MISS
        classes = tuple(own + role for role in ROLES.values()) if missed else (own + ROLES[row.role],)
        rows, weights = self._vector(row.features)
        return Example(rows, weights.astype(np.float32), classes, missed)


def _telling(rows: Iterable[Phrasing], first: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Which feature speaks for which class, of those that not all classes share."""
    pairs = {(name, first[row.entry] + ROLES[row.role]) for row in rows for name in row.features}
    spread = Counter(name for name, _ in pairs)
    return (pair for pair in pairs if spread[pair[0]] <= _EVERYWHERE)


def _highest(sums: Floats) -> Ints:
    """The places of the few highest numbers, in order; of equal ones the first."""
    few = min(_MOST, len(sums))
    high = np.flatnonzero(sums >= np.partition(sums, -few)[-few])
    return high[np.argsort(-sums[high], kind="stable")[:few]]
