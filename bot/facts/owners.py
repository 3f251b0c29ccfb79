"""Words and phrasings that can mean one thing only."""

from collections.abc import Iterable, Iterator

import yaml

from bot.core.normalise import normalise, squash
from bot.facts.library import Library, Record
from bot.facts.problems import Place, Problem
from bot.facts.schema import shorten

_NAMES = ("names", "nicknames", "typos", "tickers")
_PHRASINGS = ("asks", "affirms", "refutes")

Owned = tuple[str, yaml.Node]


def check_words(library: Library) -> Iterator[Problem]:
    """Names that two entities have, and words that two concepts have."""
    yield from _shared("name", ((r, _words(r, _NAMES)) for r in library.all("entity")))
    yield from _shared("word", ((r, _words(r, ("words",))) for r in library.all("concept")))


def check_phrasings(library: Library) -> Iterator[Problem]:
    """Phrasings that stand twice, in one entry or in two, or are a near miss of their own entry."""
    owners: dict[str, Owned] = {}
    for entry in library.all("fact", "gap", "intent"):
        own = {}
        for node in (node for key in _PHRASINGS for node in entry.items(key)):
            name, key = entry.text("id"), squash(node.value) or normalise(node.value)
            own[key] = node
            if not key:
                yield Problem.at(node, f"'{shorten(node.value)}' has no word in it")
            elif key in owners:
                yield Problem.at(node, _owned_message("phrasing", node, name, owners[key]))
            else:
                owners[key] = (name, node)
        yield from _against_itself(entry, own)


def _against_itself(entry: Record, own: dict[str, yaml.ScalarNode]) -> Iterator[Problem]:
    for node in entry.items("not_asks"):
        if match := own.get(squash(node.value) or normalise(node.value)):
            message = (
                f"'{shorten(node.value)}' is a near miss here and a phrasing of its own at {Place.of(match)}"
            )
            yield Problem.at(node, message)


def _words(record: Record, keys: Iterable[str]) -> list[yaml.Node]:
    name = record.fields.get("name")
    return [*([name] if name else []), *(node for key in keys for node in record.items(key))]


def _shared(what: str, groups: Iterable[tuple[Record, list[yaml.Node]]]) -> Iterator[Problem]:
    owners: dict[str, Owned] = {}
    for record, nodes in groups:
        name = record.text("id")
        for node in nodes:
            key = normalise(node.value)
            owner = owners.setdefault(key, (name, node))
            # A second spelling of the same in one record does no harm.
            if owner[0] != name:
                yield Problem.at(node, _owned_message(what, node, name, owner))


def _owned_message(what: str, node: yaml.Node, name: str, owner: Owned) -> str:
    whose = "here already" if owner[0] == name else f"a {what} of '{owner[0]}' already"
    return f"'{shorten(node.value)}' is {whose}: {Place.of(owner[1])}; keep it in one place"
