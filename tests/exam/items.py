"""The items of an exam, read from the YAML files of a folder with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.core.model import Kind

FOLDER = Path(__file__).parents[1] / "conversations"
MISSES = "known_misses.yaml"
"""The file in a folder of conversations that lists which of them fail."""
_KEYS = frozenset({"turns", "kind", "facts", "says", "not_says"})


@dataclass(frozen=True, slots=True)
class Item:
    """A conversation and what a right reply to its last turn is.

    Any of `kinds` is right; an answer or correction uses one of `facts`; the reply holds each of `says` (one of its
    alternatives, parted by `|`) and none of `not_says`.
    """

    place: str
    theme: str
    turns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    facts: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by: its turns."""
        return " // ".join(self.turns)


class ItemError(Exception):
    """What is wrong with an item, at file:line."""


def read_items(folder: Path = FOLDER) -> list[Item]:
    """Every item of every theme, in the order of files and lines."""
    files = sorted(path for path in folder.glob("*.yaml") if path.name != MISSES)
    return [item for path in files for item in _read(path)]


def read_misses(path: Path = FOLDER / MISSES) -> list[str]:
    """The keys of the items that are known to fail."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    return [" // ".join(entry["turns"]) for entry in loaded or ()]


def _read(path: Path) -> Iterator[Item]:
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for entry in node.value if node else ():
        place = f"{path.name}:{entry.start_mark.line + 1}"
        found = {key.value: _texts(value) for key, value in entry.value}
        if unknown := found.keys() - _KEYS:
            raise ItemError(f"{place}: no such key: {', '.join(sorted(unknown))}")
        if not found.get("turns") or not found.get("kind"):
            raise ItemError(f"{place}: turns and kind are needed")
        yield Item(
            place=place,
            theme=path.stem,
            turns=found["turns"],
            kinds=tuple(map(Kind, found["kind"])),
            facts=found.get("facts", ()),
            says=found.get("says", ()),
            not_says=found.get("not_says", ()),
        )


def _texts(node: yaml.Node) -> tuple[str, ...]:
    return tuple(item.value for item in node.value) if isinstance(node, yaml.SequenceNode) else (str(node.value),)
