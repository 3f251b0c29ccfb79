"""Which entries are nearest to a message, and why."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
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
_FEW = 8
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
        classes = np.full(len(entries) * len(ROLES), -np.inf)
        postings = Postings.of(
            ((name, first[row.entry] + ROLES[row.role]) for row in told for name in row.features if name in kept),
            len(classes),
        )
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
        postings = self.postings.extended(cells, len(classes))
        examples = [_example(row, first[row.entry], rarity, postings) for row in phrasings]
        texts = {entry: dict(own) for entry, own in self.texts.items()}
        for row in phrasings:
            texts.setdefault(row.entry, {})[row.text] = row.role
        learned = learn_more(postings, examples, classes)
        return Index(entries, texts, rarity, self.unknown, learned, classes)

    def search(self, features: Mapping[str, float]) -> list[Match]:
        """The entries that are likeliest to be meant by `features`, likeliest first."""
        likely = softmax(self.postings.total(_weights(features, self.rarity)) + self.classes)
        shares = likely.reshape(-1, len(ROLES))
        sums = shares @ np.ones(len(ROLES))
        best = np.argsort(-sums, kind="stable")[:_MOST]
        covered = self._coverage(features, best)
        return [
            Match(self.entries[entry], score, affirmed / (score or 1.0), refuted / (score or 1.0), coverage)
            for entry, score, (_, affirmed, refuted), coverage in zip(
                best.tolist(), sums[best].tolist(), shares[best].tolist(), covered, strict=True
            )
        ]

    def _coverage(self, features: Iterable[str], best: Ints) -> Sequence[float]:
        """For each of the `best` entries the share of what the features say that its phrasings know."""
        says = {name: says * self.rarity.get(name, self.unknown) for name in features if (says := importance(name))}
        if not says:
            return [1.0] * len(best)
        known = {name: says[name] for name in says if name in self.postings.rows}
        places, lengths = self.postings.places(self.postings.numbers(known))
        # Whatever is not among the best is put into one more column.
        columns = np.full(len(self.entries), len(best))
        columns[best] = np.arange(len(best))
        knows = np.zeros((len(known), len(best) + 1))
        knows[np.arange(len(known)).repeat(lengths), columns[self.postings.keys[places] // len(ROLES)]] = 1.0
        shares: list[float] = (np.array(list(known.values())) @ knows / sum(says.values())).tolist()
        return shares[: len(best)]

    def reasons(self, entry: str, features: Iterable[str]) -> tuple[str, ...]:
        """The features that speak most for `entry`, the strongest first."""
        said = {name: value * self.rarity[name] for name, value in self.speaking(entry, features).items()}
        return tuple(sorted((n for n, value in said.items() if value > 0), key=said.__getitem__, reverse=True)[:_MOST])

    def speaking(self, entry: str, features: Iterable[str]) -> dict[str, float]:
        """How much each of `features` that `entry` knows speaks for it, in the role for which it does most."""
        names = [name for name in features if name in self.postings.rows]
        first = self.entries.index(entry) * len(ROLES)
        places, lengths = self.postings.places(self.postings.numbers(names))
        keys, values = self.postings.keys[places], self.postings.values[places]
        own = (keys >= first) & (keys < first + len(ROLES))
        most: dict[str, float] = {}
        for row, value in zip(np.arange(len(names)).repeat(lengths)[own].tolist(), values[own].tolist(), strict=True):
            most[names[row]] = max(value, most.get(names[row], value))
        return most

    def nearest(self, entry: str, text: str, roles: Collection[str], least: float) -> list[tuple[str, str]]:
        """The phrasings of `entry`, of those with one of `roles`, that are like `text` by `least` (0..100).

        Each with its role, a few, the nearest first.
        """
        own = {phrasing: role for phrasing, role in self.texts[entry].items() if role in roles}
        found = process.extract(text, own.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=_FEW)
        return [(phrasing, own[phrasing]) for phrasing, _, _ in found]


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
    weights = counted(features, rarity)
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {name: weight / norm for name, weight in weights.items()}


def counted(features: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """How much each of `features` counts, by how rare and how frequent it is; unknown ones are left out."""
    return {
        name: _SCALE.get(name[0], 1.0) * rarity[name] * (1.0 + math.log(count))
        for name, count in features.items()
        if name in rarity
    }
