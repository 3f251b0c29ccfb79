"""Near misses that their own entry still answers: the one check that needs the matcher."""

from collections.abc import Callable, Iterator

from bot.core.model import Fact, Gap
from bot.facts.load import LoadedPack
from bot.facts.problems import Problem
from bot.facts.schema import shorten

Best = Callable[[str], str | None]


def check_near_misses(loaded: LoadedPack, best: Best) -> list[Problem]:
    """Each `not_asks` for which `best`, the id of the entry that wins for a text, is its own entry."""
    entries: tuple[Fact | Gap, ...] = (*loaded.pack.facts, *loaded.pack.gaps)
    return sorted(problem for entry in entries for problem in _check(entry, loaded, best))


def _check(entry: Fact | Gap, loaded: LoadedPack, best: Best) -> Iterator[Problem]:
    for text, place in zip(entry.not_asks, loaded.places(entry.id, "not_asks"), strict=True):
        if best(text) == entry.id:
            message = f"near miss '{shorten(text)}' is still answered by '{entry.id}'"
            yield Problem.at(place, f"{message}; give it to the entry that should answer, or take it out")
