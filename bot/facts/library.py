"""Everything that was read from a pack and its language, before anything is believed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import yaml

from bot.facts.problems import Place

Part = Literal["entity", "concept", "fact", "gap", "role", "intent", "deal", "numbers", "rewrites", "signs"]

# Which table of deal.yaml names the ids of a kind.
_IN_DEAL = {"topic": "topics", "standing": "standings", "source": "sources", "section": "sections"}


@dataclass(frozen=True, slots=True)
class Record:
    """A map of which only those `fields` are there that are as they should be."""

    node: yaml.Node
    fields: Mapping[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node | None) -> "Record":
        """All of a map that was checked as a whole."""
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        fields = {key.value: value for key, value in pairs if isinstance(key, yaml.ScalarNode)}
        return cls(node or NOTHING, fields)

    def text(self, key: str) -> str:
        """The text of `key`, or nothing."""
        found = self.fields.get(key)
        return found.value if isinstance(found, yaml.ScalarNode) else ""

    def items(self, key: str) -> list[yaml.ScalarNode]:
        """The nodes of a list; a single text is a list of one."""
        found = self.fields.get(key)
        if isinstance(found, yaml.ScalarNode):
            return [found]
        return found.value if isinstance(found, yaml.SequenceNode) else []

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple([item.value for item in self.items(key)])

    def part(self, key: str) -> "Record":
        """A map inside this one."""
        return Record.of(self.fields.get(key))

    def parts(self, key: str) -> list["Record"]:
        """The maps of a list."""
        return [Record.of(item) for item in self.items(key)]

    def names(self) -> dict[str, str]:
        """All texts by key."""
        return {key: self.text(key) for key in self.fields}

    def place(self, key: str) -> Place:
        """Where the value of `key` begins."""
        return Place.of(self.fields.get(key, self.node))


NOTHING = yaml.MappingNode("", [])
_NONE = Record(NOTHING, {})


@dataclass(slots=True)
class Library:
    """What the files hold.

    Of the parts in `unread` a file is missing or broken: what is not known of them may exist all the same.
    """

    maps: dict[Part, Record] = field(default_factory=dict)
    lists: dict[Part, list[Record]] = field(default_factory=dict)
    unread: set[Part] = field(default_factory=set)

    def the(self, part: Part) -> Record:
        """The only record of a part: deal, numbers, rewrites, signs."""
        return self.maps.get(part, _NONE)

    def all(self, *parts: Part) -> Iterator[Record]:
        """The records of some parts, in the order of the files."""
        return (record for part in parts for record in self.lists.get(part, ()))

    def ids(self, kind: str) -> frozenset[str] | None:
        """The ids that something of `kind` may have, or None where that cannot be told."""
        if kind in _IN_DEAL:
            return _keys(_raw(self.the("deal").node, _IN_DEAL[kind]))
        if kind == "measure":
            return _listed_ids(_raw(self.the("deal").node, "measures"))
        part: Part = "entity" if kind == "entity" else "concept" if kind == "concept" else "fact"
        ids = frozenset(record.text("id") for record in self.all(part))
        return None if part in self.unread or "" in ids else ids


def _raw(node: yaml.Node, key: str) -> yaml.Node | None:
    """The value of `key` even if something in it is wrong: its ids may be mentioned all the same."""
    return Record.of(node).fields.get(key)


def _keys(node: yaml.Node | None) -> frozenset[str] | None:
    return frozenset(Record.of(node).fields) if isinstance(node, yaml.MappingNode) else None


def _listed_ids(node: yaml.Node | None) -> frozenset[str] | None:
    if not isinstance(node, yaml.SequenceNode):
        return None
    items: Iterable[yaml.Node] = node.value
    return frozenset(Record.of(item).text("id") for item in items)
