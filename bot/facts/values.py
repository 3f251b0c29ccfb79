"""The specs of single values and of lists."""

import re
from dataclasses import dataclass
from datetime import date

import yaml

from bot.facts.problems import Findings, Reference, guess
from bot.facts.schema import Spec, shorten, wrong_type
from bot.facts.slips import COMMA

_NOTHING = {"", "~", "null"}
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """Some text, of `longest` characters without spaces at most (0: of any length)."""

    longest: int = 0

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is such a text."""
        if not isinstance(node, yaml.ScalarNode):
            return wrong_type(node, name, "text", found)
        if is_blank(node):
            return found.report(
                node, f"{name} is empty; write it, or leave it out where it is optional", "empty", name=name
            )
        size = len(_SPACES.sub("", node.value)) if self.longest else 0
        if size > self.longest:
            message = f"{name} has {size} characters; at most {self.longest}"
            return found.report(node, message, "too_long", name=name, size=str(size), most=str(self.longest))
        return True


@dataclass(frozen=True, slots=True)
class AnyText:
    """Text that may be empty."""

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is text."""
        return isinstance(node, yaml.ScalarNode) or wrong_type(node, name, "text", found)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word that looks as `pattern` says; `wanted` says it to people, `kind` is what it is not otherwise."""

    pattern: re.Pattern[str]
    wanted: str
    kind: str

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` looks like that."""
        fits = isinstance(node, yaml.ScalarNode) and bool(self.pattern.fullmatch(node.value))
        return fits or wrong_type(node, name, self.wanted, found, self.kind)


ID = Pattern(_ID, "an id (small letters and digits, parted by '-' or '_')", "no_id")
NUMBER = Pattern(_NUMBER, "a number", "no_number")
WHOLE = Pattern(re.compile(r"[1-9]\d{0,3}", re.ASCII), "a whole number from 1", "no_whole")
FLAG = Pattern(re.compile(r"true|false"), "true or false", "no_flag")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is one of them."""
        if not isinstance(node, yaml.ScalarNode):
            return wrong_type(node, name, f"one of {', '.join(self.words)}", found)
        if node.value in self.words:
            return True
        value = shorten(node.value)
        message = f"{name} cannot be '{value}'{guess(node.value, self.words)}"
        return found.report(node, message, "no_choice", name=name, value=value, known="、".join(self.words))


@dataclass(frozen=True, slots=True)
class Day:
    """A date as YYYY-MM-DD."""

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is a day that the calendar has."""
        try:
            if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"\d{4}-\d\d-\d\d", node.value, re.ASCII):
                date.fromisoformat(node.value)
                return True
        except ValueError:
            pass
        return wrong_type(node, name, "a date as YYYY-MM-DD", found)


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something of `kind`, looked up when everything is read; `also` are further words."""

    kind: str
    also: tuple[str, ...] = ()

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` may be an id."""
        if not isinstance(node, yaml.ScalarNode) or is_blank(node):
            return wrong_type(node, name, f"the id of a {self.kind}", found)
        if node.value not in self.also:
            found.references.append(Reference(self.kind, node))
        return True


@dataclass(frozen=True, slots=True)
class Many:
    """A list of at least `fewest` values that all look alike."""

    spec: Spec
    fewest: int = 0

    def check(self, node: yaml.Node, name: str, found: Findings) -> bool:
        """Whether `node` is such a list."""
        if not isinstance(node, yaml.SequenceNode):
            return wrong_type(node, name, "a list ([a, b])", found)
        if len(node.value) < self.fewest:
            return found.report(node, f"{name} is empty; at least {self.fewest} is needed")
        if node.flow_style:
            _report_commas(node, found)
        results = [self.spec.check(item, f"an item of {name}", found) for item in node.value]
        return all(results)


def is_blank(node: yaml.ScalarNode) -> bool:
    """Whether nothing is written there."""
    return node.value in _NOTHING if not node.style else not node.value.strip()


def _report_commas(node: yaml.SequenceNode, found: Findings) -> None:
    for item in node.value:
        if isinstance(item, yaml.ScalarNode) and "，" in item.value and not item.style:
            found.report(item, f"'{shorten(item.value)}': {COMMA}")
