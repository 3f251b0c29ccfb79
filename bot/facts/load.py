"""A pack and the language it is asked in, or every problem in them at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.cache import uncollected
from bot.core.model import Pack
from bot.facts.adverts import check_adverts
from bot.facts.amounts import check_figures
from bot.facts.build import build_pack
from bot.facts.files import LANGUAGE, PACK, read_folder
from bot.facts.library import Library, Record
from bot.facts.owners import check_phrasings, check_words
from bot.facts.problems import Findings, PackError, Place, Problem
from bot.facts.references import check_ids, check_points, check_references


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack and where each of its facts and gaps is written."""

    pack: Pack
    entries: Mapping[str, Record] = field(repr=False)

    def places(self, entry: str, key: str) -> tuple[Place, ...]:
        """Where the items of a list of a fact or gap stand, in order: `places("some-fact", "asks")`."""
        return tuple(map(Place.of, self.entries[entry].items(key)))


def load_pack(pack_dir: Path, language_dir: Path) -> Pack:
    """The pack in `pack_dir`, or PackError with everything that is wrong."""
    return load_with_places(pack_dir, language_dir).pack


def load_with_places(pack_dir: Path, language_dir: Path) -> LoadedPack:
    """The pack with the place of each of its entries, for checks that need a matcher."""
    with uncollected():
        return _load(pack_dir, language_dir)


def _load(pack_dir: Path, language_dir: Path) -> LoadedPack:
    library, found = Library(), Findings()
    read_folder(pack_dir, PACK, library, found)
    read_folder(language_dir, LANGUAGE, library, found)
    if problems := [*found.problems, *_check(library, found)]:
        raise PackError(problems)
    entries = {record.text("id"): record for record in library.all("fact", "gap")}
    return LoadedPack(build_pack(library), entries)


def _check(library: Library, found: Findings) -> Iterator[Problem]:
    yield from check_references(library, found.references)
    yield from check_ids(library)
    yield from check_points(library)
    yield from check_words(library)
    yield from check_phrasings(library)
    yield from check_figures(library)
    yield from check_adverts(library)
