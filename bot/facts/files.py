"""Which files a pack and a language are made of, and how each is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.facts.library import Library, Part, Record
from bot.facts.problems import Findings, Place, guess
from bot.facts.reading import read_yaml
from bot.facts.records import (
    CONCEPT,
    DEAL,
    ENTITY,
    FACT,
    GAP,
    INTENT,
    NUMBERS,
    REWRITES,
    ROLE,
    SIGNS,
)  # fmt: skip
from bot.facts.schema import Shape, Table, wrong_type
from bot.facts.values import is_blank


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part is written: `name` as an editor knows it, `pattern` for all files that may hold it."""

    part: Part
    name: str
    pattern: str
    shape: Shape | Table
    listed: bool = True
    needed: bool = True


PACK = (
    Source("deal", "deal.yaml", "deal.yaml", DEAL, listed=False),
    Source("entity", "entities.yaml", "entities*.yaml", ENTITY),
    Source("concept", "concepts.yaml", "concepts*.yaml", CONCEPT),
    Source("gap", "gaps.yaml", "gaps*.yaml", GAP),
    Source("fact", "facts/amounts.yaml", "facts/*.yaml", FACT),
)
LANGUAGE = (
    Source("rewrites", "rewrites.yaml", "rewrites.yaml", REWRITES, listed=False),
    Source("role", "roles.yaml", "roles*.yaml", ROLE),
    Source("role", "thesaurus.yaml", "thesaurus*.yaml", ROLE, needed=False),
    Source("intent", "smalltalk.yaml", "smalltalk*.yaml", INTENT),
    Source("numbers", "numbers.yaml", "numbers.yaml", NUMBERS, listed=False),
    Source("signs", "signs.yaml", "signs.yaml", SIGNS, listed=False),
)


def read_folder(folder: Path, sources: tuple[Source, ...], library: Library, found: Findings) -> None:
    """Put all that `folder` holds into `library`."""
    _report_strangers(folder, sources, found)
    for source in sources:
        paths = sorted(folder.glob(source.pattern))
        if not paths and source.needed:
            library.unread.add(source.part)
            found.report(Place(folder / source.name, 1, 1), "the file is missing")
        for path in paths:
            _read_file(path, source, library, found)


def _report_strangers(folder: Path, sources: tuple[Source, ...], found: Findings) -> None:
    known = {path for source in sources for path in folder.glob(source.pattern)}
    for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")} - known):
        name = path.relative_to(folder).as_posix()
        meant = guess(name, [source.name for source in sources])
        found.report(Place(path, 1, 1), f"no part of the data is read from '{name}'{meant}")


def _read_file(path: Path, source: Source, library: Library, found: Findings) -> None:
    root = read_yaml(path, found)
    if root is None:
        library.unread.add(source.part)
    elif source.listed:
        library.lists.setdefault(source.part, []).extend(_records(root, source, library, found))
    else:
        library.maps[source.part] = Record(root, _fields(root, source, found))


def _records(root: yaml.Node, source: Source, library: Library, found: Findings) -> Iterator[Record]:
    if isinstance(root, yaml.ScalarNode) and is_blank(root):
        return
    if not isinstance(root, yaml.SequenceNode):
        library.unread.add(source.part)
        wrong_type(root, "the file", "a list ('- id: ...')", found)
        return
    for item in root.value:
        yield Record(item, _fields(item, source, found))


def _fields(node: yaml.Node, source: Source, found: Findings) -> dict[str, yaml.Node]:
    if isinstance(source.shape, Shape):
        return source.shape.read(node, f"a {source.part}", found)
    good = source.shape.check(node, source.name, found)
    return dict(Record.of(node).fields) if good else {}
