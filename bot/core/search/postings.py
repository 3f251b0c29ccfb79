"""Sparse rows of numbers: for each feature the keys that it speaks for, and how much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_COMMON = 8
"""A row with a cell for more than one in so many keys is kept whole as well: adding such rows up is quicker."""


@dataclass(frozen=True)
class Postings:
    """`values[s:e]` of `keys[s:e]`, ascending, where `rows[feature]` is the number of the row from `starts` on.

    All keys are below `size`.
    """

    rows: Mapping[str, int]
    starts: Ints = field(repr=False)
    keys: Ints = field(repr=False)
    values: NDArray[np.float32] = field(repr=False)
    size: int

    @classmethod
    def of(cls, names: Iterable[str], pairs: Iterable[tuple[str, int]], size: int) -> "Postings":
        """A row for each of `names`, with a cell of value 0 for every one of `pairs` (feature, key)."""
        rows = {name: number for number, name in enumerate(names)}
        unique = np.unique(np.fromiter(((rows[name] << 32) + key for name, key in pairs), dtype=np.int64))
        starts = np.searchsorted(unique, np.arange(len(rows) + 1, dtype=np.int64) << 32)
        keys = unique & 0xFFFFFFFF
        return cls(rows, starts.astype(np.int64), keys, np.zeros(len(keys), np.float32), size)

    def extended(self, pairs: Iterable[tuple[str, int]], size: int) -> "Postings":
        """These postings, of `size`, with a cell, of value 0 where it is new, for each of `pairs`."""
        rows = dict(self.rows)
        added = [(rows.setdefault(name, len(rows)) << 32) + key for name, key in pairs]
        own = (np.repeat(np.arange(len(self.rows), dtype=np.int64), np.diff(self.starts)) << 32) + self.keys
        unique = np.unique(np.concatenate((own, np.array(added, dtype=np.int64))))
        values = np.zeros(len(unique), np.float32)
        values[np.searchsorted(unique, own)] = self.values
        starts = np.searchsorted(unique, np.arange(len(rows) + 1, dtype=np.int64) << 32)
        return Postings(rows, starts.astype(np.int64), unique & 0xFFFFFFFF, values, size)

    def numbers(self, names: Iterable[str]) -> Ints:
        """The numbers of the rows of those `names` that have one, in order."""
        return np.array([self.rows[name] for name in names if name in self.rows], dtype=np.int64)

    def has(self, name: str, key: int) -> bool:
        """Whether the row of `name`, if there is one, has a cell for `key`."""
        if (row := self.rows.get(name)) is None:
            return False
        own = self.keys[self.starts[row] : self.starts[row + 1]]
        place = int(own.searchsorted(key))
        return place < len(own) and int(own[place]) == key

    def places(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Where the cells of rows stand, and how many each row has."""
        starts = self.starts[numbers]
        lengths = self.starts[numbers + 1] - starts
        ends = lengths.cumsum()
        if not len(ends):
            return ends, lengths
        return np.arange(ends[-1]) + (starts - ends + lengths).repeat(lengths), lengths

    def total(self, rows: Ints, weights: Floats) -> Floats:
        """For each key the sum of its cells in `rows`, each times the weight of its row."""
        place, whole = self._common
        at = place[rows]
        rare, common = at < 0, at >= 0
        places, lengths = self.places(rows[rare])
        values = self.values.take(places) * weights[rare].repeat(lengths)
        sums = np.bincount(self.keys.take(places), weights=values, minlength=self.size)
        return sums + weights[common] @ whole[at[common]]

    @cached_property
    def _common(self) -> tuple[Ints, Floats]:
        """Where in the table beside it each row stands whole, or -1."""
        lengths = np.diff(self.starts)
        common = np.flatnonzero(lengths * _COMMON > self.size)
        place = np.full(len(lengths), -1)
        place[common] = np.arange(len(common))
        places, wide = self.places(common)
        whole = np.zeros((len(common), self.size))
        whole[np.arange(len(common)).repeat(wide), self.keys[places]] = self.values[places]
        return place, whole
