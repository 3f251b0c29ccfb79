"""What a record may hold, declared: each spec checks one node and reports what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from bot.facts.problems import Findings, guess, nearest
from bot.facts.slips import slip_in


class Spec(Protocol):
    """What a value must look like."""

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node`, the value of `name`, is as it must be; what is not is reported."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    spec: Spec
    required: bool = True


def must(spec: Spec) -> Field:
    """A key that every record has."""
    return Field(spec)


def may(spec: Spec) -> Field:
    """A key that a record can do without."""
    return Field(spec, required=False)


@dataclass(frozen=True)
class Shape:
    """A map with the keys of `fields`."""

    what: str
    fields: Mapping[str, Field] = field(repr=False)

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is a whole record of this shape."""
        before = len(found.problems)
        self.read(node, name, found)
        return len(found.problems) == before

    def read(self, node: yaml.Node, name: str, found: Findings) -> dict[str, yaml.Node]:
        """The values of `node` that are as they must be, by key."""
        if not isinstance(node, yaml.MappingNode):
            wrong_type(node, name, "a map ('key: value' lines)", found)
            return {}
        pairs = unique_pairs(node, found)
        good = {k: v for k, (_, v) in pairs.items() if self._fits(k, v, found)}
        strange = {k: key for k, (key, _) in pairs.items() if k not in self.fields}
        missing = [k for k, f in self.fields.items() if f.required and k not in pairs]
        self._report_keys(node, strange, missing, found)
        return good

    def _fits(self, key: str, value: yaml.Node, found: Findings) -> bool:
        return key in self.fields and self.fields[key].spec.check(value, key, found)

    def _report_keys(
        self, node: yaml.Node, strange: Mapping[str, yaml.Node], missing: list[str], found: Findings
    ) -> None:
        meant = set()
        for word, key in strange.items():
            # What is missing is the likelier to be meant.
            likely = nearest(word, missing)
            meant.add(likely)
            hint = slip_in(word) or f"a {self.what} has no key '{word}'" + guess(
                word, [likely] if likely else self.fields
            )
            found.report(key, hint)
        for word in missing:
            if word not in meant and not any(key.startswith(f"{word}：") for key in strange):
                found.report(node, f"this {self.what} has no '{word}'", "missing", name=word)


@dataclass(frozen=True)
class Table:
    """A map from words of the editor's choice to values that all look alike."""

    spec: Spec

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is a map with such values."""
        if not isinstance(node, yaml.MappingNode):
            return wrong_type(node, name, "a map ('key: value' lines)", found)
        pairs = unique_pairs(node, found)
        results = [self.spec.check(value, key, found) for key, (_, value) in pairs.items()]
        return all(results)


def unique_pairs(node: yaml.MappingNode, found: Findings) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
    """Keys and values by key; a key that comes again is reported."""
    pairs: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            found.report(key, "a key must be a word; put text with brackets in quotes")
        elif key.value in pairs:
            first = pairs[key.value][0].start_mark.line + 1
            found.report(key, f"duplicate key '{key.value}', first at line {first}")
        else:
            pairs[key.value] = (key, value)
    return pairs


def wrong_type(node: yaml.Node, name: str, wanted: str, found: Findings, kind: str = "other") -> bool:
    """Report that `node` is something else than `wanted`, which `kind` stands for."""
    hint = slip_in(node.value) if isinstance(node, yaml.ScalarNode) else ""
    message = f"{name} must be {wanted}, not {_kind(node)}{hint and f': {hint}'}"
    words = {} if kind == "other" else {"name": name, "value": shorten(str(node.value))}
    return found.report(node, message, kind, **words)


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a map (put text that holds ': ' in quotes)"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return f"'{shorten(node.value)}'" if node.value else "nothing"


def shorten(text: str, length: int = 40) -> str:
    """`text`, cut where a message would get too long."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
