"""Which entries of the pack are nearest to a message, and why."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.core.features import WEIGHTS
from bot.core.segment import weight

Key = TypeVar("Key", str, int)
MISS = "miss"
"""The role of phrasings that an entry must not answer."""
_ENOUGH = 2.0
"""How often an entry's phrasings must use a feature until half of its weight counts."""
_DECLARED = 8
"""How many uses a concept is worth that the entry itself names."""
_MOST = 24
"""How many entries are looked at closely."""
_COMMON = 2_000
"""A feature that more keys share finds no candidates of its own."""
_PAIRS = "g"
"""Kinds of features that tell nothing by themselves: pairs of characters."""
_NEAREST = 0.4
"""What the nearest single phrasing counts beside all phrasings together."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to say something: whose it is (`entry`), as what, and its features.

    `role` is ask, affirm, refute or say; a `miss` is what the entry must not be taken to answer.
    """

    entry: str
    role: str
    text: str
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be meant.

    `score` in 0..1 joins `evidence` (how much of what was asked the entry's phrasings speak of) and `nearness` (how
    like the nearest `phrasing` it is); `coverage` is the share of what was asked that the entry knows at all;
    `by_role` is the nearness of the nearest ask, affirm and refute, `nearest` the features of each of these;
    `reasons` are the features that count most.
    """

    entry: str
    score: float
    evidence: float
    nearness: float
    coverage: float
    phrasing: str
    by_role: Mapping[str, float]
    nearest: Mapping[str, Mapping[str, float]]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """Entries and phrasings by feature, weighted by how few entries have it."""

    phrasings: Sequence[Phrasing]
    near: Mapping[str, Mapping[int, float]] = field(repr=False)
    spoken: Mapping[str, Mapping[str, float]] = field(repr=False)
    rarity: Mapping[str, float] = field(repr=False)
    unknown: float = 1.0

    @classmethod
    def of(cls, phrasings: Iterable[Phrasing], declared: Mapping[str, Iterable[str]] | None = None) -> "Index":
        """An index of `phrasings`; `declared` names features that belong to an entry whatever its phrasings."""
        rows = tuple(phrasings)
        counts = _counts(rows, declared or {})
        spread = Counter(name for names in counts.values() for name in names)
        rarity = {name: math.log(1 + len(counts) / count) for name, count in spread.items()}
        spoken: dict[str, dict[str, float]] = {}
        for entry, names in counts.items():
            for name, count in names.items():
                spoken.setdefault(name, {})[entry] = count / (count + _ENOUGH)
        near: dict[str, dict[int, float]] = {}
        for number, row in enumerate(rows):
            weights = _weights(row.features, rarity, 1.0)
            norm = _norm(weights)
            for name, amount in weights.items():
                near.setdefault(name, {})[number] = amount / norm
        return cls(rows, near, spoken, rarity, math.log(1 + len(counts)))

    def search(self, features: Mapping[str, float]) -> dict[str, Match]:
        """The matches of the entries that share most with `features`."""
        weights = _weights(features, self.rarity, self.unknown)
        whole, norm = sum(weights.values()) or 1.0, _norm(weights)
        evidence = _joined({n: w / whole for n, w in weights.items()}, self.spoken)
        near = _joined({n: w / norm for n, w in weights.items()}, self.near)
        rows: dict[str, list[int]] = {}
        for number in near:
            rows.setdefault(self.phrasings[number].entry, []).append(number)
        likely = sorted(rows, key=lambda e: evidence.get(e, 0.0) + _NEAREST * max(near[n] for n in rows[e]))
        return {
            e: self._match(e, evidence.get(e, 0.0), {n: near[n] for n in rows[e]}, weights) for e in likely[-_MOST:]
        }

    def _match(self, entry: str, evidence: float, near: Mapping[int, float], weights: Mapping[str, float]) -> Match:
        roles: dict[str, int] = {}
        for number in near:
            role = self.phrasings[number].role
            if role not in roles or near[number] > near[roles[role]]:
                roles[role] = number
        best = max((n for r, n in roles.items() if r != MISS), key=near.__getitem__, default=roles.get(MISS, 0))
        nearness = 0.0 if roles.get(MISS) == best else near[best]
        shared = [n for n in weights if entry in self.spoken.get(n, ())]
        telling = sum(w for n, w in weights.items() if n[0] not in _PAIRS) or 1.0
        return Match(
            entry=entry,
            score=(evidence + _NEAREST * nearness) / (1 + _NEAREST),
            evidence=evidence,
            nearness=nearness,
            coverage=sum(weights[n] for n in shared if n[0] not in _PAIRS) / telling,
            phrasing=self.phrasings[best].text,
            by_role={role: near[number] for role, number in roles.items()},
            nearest={role: self.phrasings[number].features for role, number in roles.items()},
            reasons=tuple(sorted(shared, key=weights.__getitem__, reverse=True)[:6]),
        )


def _joined(weights: Mapping[str, float], shares: Mapping[str, Mapping[Key, float]]) -> dict[Key, float]:
    """The sum of weight times share over all features, for each key that shares a telling one.

    The rarest features find the candidates; a feature that very many share only adds to those.
    """
    found: dict[Key, float] = {}
    for name in sorted(weights, key=lambda n: len(shares.get(n, ()))):
        amount, having = weights[name], shares.get(name, {})
        if len(having) <= _COMMON or not found:
            for key, share in having.items():
                found[key] = found.get(key, 0.0) + amount * share
        else:
            for key in found.keys() & having.keys():
                found[key] += amount * having[key]
    return found


def _counts(rows: Iterable[Phrasing], declared: Mapping[str, Iterable[str]]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if row.role != MISS:
            counts.setdefault(row.entry, Counter()).update(row.features.keys())
    for entry, names in declared.items():
        for name in names:
            counts.setdefault(entry, Counter())[name] += _DECLARED
    return counts


def _weights(features: Mapping[str, float], rarity: Mapping[str, float], unknown: float) -> dict[str, float]:
    return {n: _importance(n) * rarity.get(n, unknown) * math.sqrt(count) for n, count in features.items()}


def _importance(name: str) -> float:
    return WEIGHTS[name[0]] * (weight(name[2:]) if name[0] == "w" else 1.0)


def _norm(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(w * w for w in weights.values())) or 1.0
