"""Which entries are nearest to a message, and why."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
from rapidfuzz import fuzz, process

from bot.core.features import importance
from bot.core.learn import Example, learn, learn_more, softmax
from bot.core.postings import Floats, Ints, Postings

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


@dataclass(frozen=True, slots=True)
class Match:
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
    rarity: Mapping[str, float] = field(repr=False)
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
        rarity = {name: 1.0 + math.log((1 + len(told)) / (1 + count)) for name, count in spread.items()}
        kept = _telling(told, first)
        postings = Postings.of(
            (name, first[row.entry] + ROLES[row.role]) for row in told for name in row.features if name in kept
        )
        classes = np.full(len(entries) * len(ROLES), -np.inf)
        classes[[first[row.entry] + ROLES[row.role] for row in told]] = 0.0
        # Shuffled, but by what they say: a phrasing more or less changes the place of no other.
        shuffled = sorted(rows, key=lambda row: crc32(f"{row.entry} {row.text}".encode()))
        examples = [_example(row, first[row.entry], rarity, postings) for row in shuffled]
        texts: dict[str, dict[str, str]] = {}
        for row in told:
            texts.setdefault(row.entry, {})[row.text] = row.role
        unknown = 1.0 + math.log(1 + len(told))
        return cls(entries, texts, rarity, unknown, learn(postings, examples, classes), classes)

    def taught(self, phrasings: Sequence[Phrasing], gone: Collection[str]) -> "Index":
        """This index with what `phrasings` teach besides, also of new entries, and without those that are `gone`."""
        entries = tuple(dict.fromkeys((*self.entries, *(row.entry for row in phrasings))))
        first = {entry: number * len(ROLES) for number, entry in enumerate(entries)}
        classes = np.full(len(entries) * len(ROLES), -np.inf)
        classes[: len(self.classes)] = self.classes
        classes[[first[row.entry] + ROLES[row.role] for row in phrasings]] = 0.0
        for entry in set(gone) & set(first):
            classes[first[entry] : first[entry] + len(ROLES)] = -np.inf
        rarity = {name: self.unknown for row in phrasings for name in row.features} | dict(self.rarity)
        cells = ((name, first[row.entry] + ROLES[row.role]) for row in phrasings for name in row.features)
        postings = self.postings.extended(cells)
        examples = [_example(row, first[row.entry], rarity, postings) for row in phrasings]
        texts = {entry: dict(own) for entry, own in self.texts.items()}
        for row in phrasings:
            texts.setdefault(row.entry, {})[row.text] = row.role
        learned = learn_more(postings, examples, classes)
        return Index(entries, texts, rarity, self.unknown, learned, classes)

    def search(self, features: Mapping[str, float]) -> list[Match]:
        """The entries that are likeliest to be meant by `features`, likeliest first."""
        weights = _weights(features, self.rarity)
        cells = self.postings.cells(weights)
        likely = softmax(cells.total(list(weights.values()), len(self.classes)) + self.classes)
        sums = sum(likely[role :: len(ROLES)] for role in ROLES.values())
        best = np.argsort(-sums, kind="stable")[:_MOST]
        shares = likely.reshape(-1, len(ROLES))[best].tolist()
        covered = self._coverage(features, best).tolist()
        return [self._match(*found) for found in zip(best.tolist(), shares, covered, strict=True)]

    def _coverage(self, features: Iterable[str], best: Ints) -> Floats:
        """For each of the `best` entries the share of what the features say that its phrasings know."""
        telling = {name: says * self.rarity.get(name, self.unknown) for name in features if (says := importance(name))}
        if not telling:
            return np.ones(len(best))
        cells = self.postings.cells(telling)
        columns = np.full(len(self.entries), -1)
        columns[best] = np.arange(len(best))
        column = columns[cells.keys // len(ROLES)]
        inside = column >= 0
        known = np.zeros((len(telling), len(best)))
        known[cells.rows[inside], column[inside]] = 1.0
        weights = np.array(list(telling.values()))
        return np.asarray(weights @ known / weights.sum())

    def reasons(self, entry: str, features: Mapping[str, float]) -> tuple[str, ...]:
        """The features that speak most for `entry`, the strongest first."""
        names = tuple(features)
        first = self.entries.index(entry) * len(ROLES)
        cells = self.postings.cells(names)
        own = (cells.keys >= first) & (cells.keys < first + len(ROLES))
        said: dict[str, float] = {}
        for row, value in zip(cells.rows[own].tolist(), cells.values[own].tolist(), strict=True):
            said[names[row]] = max(value * self.rarity[names[row]], said.get(names[row], 0.0))
        return tuple(sorted((n for n, value in said.items() if value > 0), key=said.__getitem__, reverse=True)[:_MOST])

    def alike(self, entry: str, text: str, role: str, least: float) -> list[tuple[str, float]]:
        """The phrasings that `entry` has as `role` and that are like `text` by `least` (0..100), a few."""
        own = [phrasing for phrasing, its in self.texts[entry].items() if its == role]
        found = process.extract(text, own, scorer=fuzz.ratio, score_cutoff=least, limit=_FEW)
        return [(phrasing, like) for phrasing, like, _ in found]

    def backing(self, entry: str, features: Iterable[str], about: Iterable[str]) -> float:
        """The share of what the features say that `entry`, which is `about` some, affirms.

        Nothing, where they have the name of somebody else or another number.
        """
        key = self.entries.index(entry) * len(ROLES) + ROLES["affirm"]
        telling = {name: says * self.rarity.get(name, self.unknown) for name in features if (says := importance(name))}
        own = {f"e:{entity}" for entity in about}
        known = own.union(name for name in telling if key in self.postings.cells((name,)).keys)
        unsaid = {name: says for name, says in telling.items() if name not in known}
        if any(name[0] in "en" for name in unsaid):
            return 0.0
        return 1.0 - sum(unsaid.values()) / (sum(telling.values()) or 1.0)

    def _match(self, entry: int, likely: Sequence[float], coverage: float) -> Match:
        score = sum(likely)
        return Match(
            entry=self.entries[entry],
            score=score,
            affirmed=likely[ROLES["affirm"]] / (score or 1.0),
            refuted=likely[ROLES["refute"]] / (score or 1.0),
            coverage=coverage,
        )


def _telling(rows: Iterable[Phrasing], first: Mapping[str, int]) -> frozenset[str]:
    """The features that not all classes share."""
    pairs = {(name, first[row.entry] + ROLES[row.role]) for row in rows for name in row.features}
    spread = Counter(name for name, _ in pairs)
    return frozenset(name for name, count in spread.items() if count <= _EVERYWHERE)


def _example(row: Phrasing, first: int, rarity: Mapping[str, float], postings: Postings) -> Example:
    weights = {n: w for n, w in _weights(row.features, rarity).items() if n in postings.rows}
    classes = tuple(first + role for role in ROLES.values()) if row.role == MISS else (first + ROLES[row.role],)
    return Example(postings.numbers(weights), np.array(list(weights.values()), np.float32), classes, row.role == MISS)


def _weights(features: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """Features by rarity and (logarithm of) count, as a vector of length 1; unknown ones are left out."""
    weights = {
        name: _SCALE.get(name[0], 1.0) * rarity[name] * (1.0 + math.log(count))
        for name, count in features.items()
        if name in rarity
    }
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {name: weight / norm for name, weight in weights.items()}
