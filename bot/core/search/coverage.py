"""How much of what a message says the phrasings of an entry know at all."""

from collections.abc import Iterable, Sequence

from bot.core.language.features import TELLING, importance
from bot.core.search.postings import Floats, Postings


class Coverage(dict[str, tuple[float, frozenset[int]]]):
    """For each known feature how much it says of a subject, and which entries have it; found out as they come."""

    def __init__(self, postings: Postings, rarity: Floats, unknown: float, roles: int) -> None:
        """That of entries with as many `roles`, one key of `postings` for each; an `unknown` feature is as rare."""
        super().__init__()
        self._postings, self._rarity, self._unknown, self._roles = postings, rarity, unknown, roles

    def __missing__(self, name: str) -> tuple[float, frozenset[int]]:
        row = self._postings.rows[name]
        keys = self._postings.keys[self._postings.starts[row] : self._postings.starts[row + 1]]
        self[name] = importance(name) * float(self._rarity[row]), frozenset((keys // self._roles).tolist())
        return self[name]

    def says(self, name: str) -> float:
        """How much a feature says of a subject, known or not."""
        return self[name][0] if name in self._postings.rows else importance(name) * self._unknown

    def shares(self, features: Iterable[str], entries: Sequence[int]) -> list[float]:
        """For each of `entries` the share of what the features say that its phrasings know."""
        telling = [name for name in features if name[0] in TELLING]
        known = [self[name] for name in telling if name in self._postings.rows]
        strange = (self.says(name) for name in telling if name not in self._postings.rows)
        whole = sum(says for says, _ in known) + sum(strange)
        if not whole:
            return [1.0] * len(entries)
        return [sum(says for says, having in known if entry in having) / whole for entry in entries]
