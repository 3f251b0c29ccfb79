"""Sparse rows of numbers: for each feature the keys that it speaks for, and how much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Postings:
    """`values[s:e]` of `keys[s:e]`, ascending, where `rows[feature]` is the number of the row from `starts` on."""

    rows: Mapping[str, int]
    starts: Ints = field(repr=False)
    keys: Ints = field(repr=False)
    values: NDArray[np.float32] = field(repr=False)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> "Postings":
        """Rows for every (feature, key) that occurs, all values 0."""
        rows: dict[str, int] = {}
        numbered = np.fromiter(((rows.setdefault(name, len(rows)) << 32) + key for name, key in pairs), dtype=np.int64)
        unique = np.unique(numbered)
        starts = np.searchsorted(unique, np.arange(len(rows) + 1, dtype=np.int64) << 32)
        keys = unique & 0xFFFFFFFF
        return cls(rows, starts.astype(np.int64), keys, np.zeros(len(keys), np.float32))

    def extended(self, pairs: Iterable[tuple[str, int]]) -> "Postings":
        """These postings with a cell, of value 0 where it is new, for each of `pairs`."""
        rows = dict(self.rows)
        added = [(rows.setdefault(name, len(rows)) << 32) + key for name, key in pairs]
        own = (np.repeat(np.arange(len(self.rows), dtype=np.int64), np.diff(self.starts)) << 32) + self.keys
        unique = np.unique(np.concatenate((own, np.array(added, dtype=np.int64))))
        values = np.zeros(len(unique), np.float32)
        values[np.searchsorted(unique, own)] = self.values
        starts = np.searchsorted(unique, np.arange(len(rows) + 1, dtype=np.int64) << 32)
        return Postings(rows, starts.astype(np.int64), unique & 0xFFFFFFFF, values)

    def numbers(self, names: Iterable[str]) -> Ints:
        """The numbers of the rows of those `names` that have one, in order."""
        return np.array([self.rows[name] for name in names if name in self.rows], dtype=np.int64)

    def places(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Where the cells of rows stand, and how many each row has."""
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        ends = lengths.cumsum()
        if not len(ends):
            return ends, lengths
        return np.arange(ends[-1]) + np.repeat(self.starts[numbers] - ends + lengths, lengths), lengths

    def cells(self, names: Iterable[str]) -> "Cells":
        """All cells of the rows of those `names` that have one."""
        found = [(number, row) for number, name in enumerate(names) if (row := self.rows.get(name)) is not None]
        known, rows = np.array(found, dtype=np.int64).reshape(-1, 2).T
        places, lengths = self.places(rows)
        return Cells(known, lengths, self.keys[places], self.values[places])


@dataclass(frozen=True)
class Cells:
    """Cells of some rows one after the other, each with its key and its value.

    `names` are the places of the rows in the row of names that they were asked by, `lengths` how many cells each has.
    """

    names: Ints
    lengths: Ints
    keys: Ints
    values: NDArray[np.float32]

    @property
    def rows(self) -> Ints:
        """For each cell which of the names it is of."""
        return np.repeat(self.names, self.lengths)

    def total(self, weights: Sequence[float], size: int) -> Floats:
        """For each of `size` keys the sum of its cells, each times the weight of its row."""
        weighed = self.values * np.repeat(np.array(weights, np.float64)[self.names], self.lengths)
        return np.bincount(self.keys, weights=weighed, minlength=size).astype(np.float64)
