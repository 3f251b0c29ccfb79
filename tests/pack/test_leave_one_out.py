"""Whether a phrasing that the pack does not hold still finds its entry: each ask taken out in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot.core.answer import Answerer
from bot.core.context import place
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Gap
from bot.core.rank import candidates
from bot.core.retrieve import Index, Phrasing

LEAST = 0.90


class LeaveOneOut:
    """A pack without one of its phrasings; only what its own entry knows is counted anew."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._rows = knowledge.index.phrasings
        self._spoken, self._near = dict(knowledge.index.spoken), dict(knowledge.index.near)
        index = replace(knowledge.index, spoken=self._spoken, near=self._near)
        self._copy = replace(knowledge, index=index)
        self._of: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            self._of.setdefault(row.entry, []).append(number)
        entries: tuple[Fact | Gap, ...] = (*knowledge.pack.facts, *knowledge.pack.gaps)
        self._declared = {entry.id: tuple(f"c:{concept}" for concept in entry.concepts) for entry in entries}
        self._titles = {entry.title for entry in entries}

    def asks(self) -> Iterator[tuple[int, Phrasing]]:
        """Every ask of a fact or a gap, with its number; titles are no asks."""
        return ((n, row) for n, row in enumerate(self._rows) if row.role == "ask" and row.text not in self._titles)

    def first(self, number: int) -> str:
        """The entry that wins for phrasing `number` where that phrasing is not in the pack."""
        reading = place(self._copy.reader.read_phrasing(self._rows[number].text), (), self._copy)
        with self._without(number):
            found = candidates(reading, self._copy)
        return found[0].entry if found else ""

    def own(self, entry: str, without: int = -1) -> Index:
        """An index of the phrasings of `entry` alone."""
        rows = [self._rows[number] for number in self._of[entry] if number != without]
        return Index.of(rows, {entry: self._declared.get(entry, ())})

    @contextmanager
    def _without(self, number: int) -> Iterator[None]:
        """Take a phrasing out of the copied index and put it back."""
        row = self._rows[number]
        own = self.own(row.entry, number).spoken
        kept = [(name, self._spoken[name], self._near[name]) for name in row.features]
        for name, shares, rows in kept:
            others = {entry: share for entry, share in shares.items() if entry != row.entry}
            self._spoken[name] = {**others, **own.get(name, {})}
            self._near[name] = {other: weight for other, weight in rows.items() if other != number}
        yield
        for name, shares, rows in kept:
            self._spoken[name], self._near[name] = shares, rows


@pytest.fixture(scope="module")
def bench(answerer: Answerer) -> LeaveOneOut:
    """The bot's own pack to take phrasings out of."""
    return LeaveOneOut(answerer.knowledge)


def test_own_index_counts_alike(bench: LeaveOneOut, answerer: Answerer) -> None:
    """An entry counted by itself knows the same as in the whole index, so that taking out counts right."""
    whole, entry = answerer.knowledge.index, answerer.knowledge.pack.facts[0].id
    alone = bench.own(entry).spoken
    assert {name: share[entry] for name, share in whole.spoken.items() if entry in share} == {
        name: share[entry] for name, share in alone.items()
    }


def test_leave_one_out(bench: LeaveOneOut) -> None:
    """Nine asks in ten find their own entry first when they are taken out of the pack."""
    lost = [(row.entry, row.text, won) for n, row in bench.asks() if (won := bench.first(n)) != row.entry]
    count = sum(1 for _ in bench.asks())
    assert 1 - len(lost) / count >= LEAST, f"{len(lost)} of {count} lost, among them {lost[:20]}"
