"""A scenario, read from YAML: who there is, what they say and press, and what is to be seen then."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml


class ScenarioError(Exception):
    """What is wrong with a scenario, as path:line: what."""


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody: their name, their @name, and whether they own the bot or moderate."""

    name: str
    username: str
    owner: bool = False
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A group or channel: who is in it and who leads it, by their keys; `desk` is the moderators' chat."""

    title: str
    type: str = "group"
    admins: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    discussion: str = ""
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, then what is to be seen: `see` in something new in that chat, `has` in anything there.

    `who` acts in `at` (a place, or empty for the private chat). `say` writes, in reply to the latest message that holds
    `reply`; `press` presses the latest button that begins so; `edit` changes their last message. `note` is told to
    whoever watches. `line` is where the step stands in its file.
    """

    line: int
    who: str = ""
    at: str = ""
    say: str = ""
    reply: str = ""
    press: str = ""
    edit: str = ""
    see: str = ""
    has: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what there is, by key."""

    people: Mapping[str, Part]
    places: Mapping[str, Place]


def read_cast(path: Path) -> Cast:
    """Read a cast; ScenarioError where it is none."""
    root = _mapping(path, _compose(path))
    people = {key: Part(**_values(path, node, Part)) for key, node in _mapping(path, root["people"]).items()}
    places = {key: Place(**_values(path, node, Place)) for key, node in _mapping(path, root["places"]).items()}
    for place in places.values():
        if unknown := {*place.admins, *place.members} - people.keys():
            raise ScenarioError(f"{path}: {place.title}: nobody is called {min(unknown)}")
    return Cast(people, places)


def read_steps(path: Path, cast: Cast) -> tuple[Step, ...]:
    """Read what happens; ScenarioError where it is no list of steps of this cast."""
    root = _compose(path)
    if not isinstance(root, yaml.SequenceNode):
        raise ScenarioError(f"{path}:1: want a list of steps ('- who: ...')")
    return tuple(_step(path, node, cast) for node in root.value)


def _step(path: Path, node: yaml.Node, cast: Cast) -> Step:
    line = node.start_mark.line + 1
    step = Step(line, **_values(path, node, Step))
    if step.who and step.who not in cast.people:
        raise ScenarioError(f"{path}:{line}: nobody is called {step.who!r}; known are {', '.join(cast.people)}")
    if step.at and step.at not in cast.places:
        raise ScenarioError(f"{path}:{line}: there is no place {step.at!r}; known are {', '.join(cast.places)}")
    if (step.say or step.press or step.edit or step.see or step.has) and not step.who:
        raise ScenarioError(f"{path}:{line}: a step that does or sees something needs 'who'")
    return step


def _values(path: Path, node: yaml.Node, kind: type) -> dict[str, Any]:
    known = {field.name for field in fields(kind)} - {"line"}
    found = _mapping(path, node)
    if strange := [key for key in found if key not in known]:
        line = found[strange[0]].start_mark.line + 1
        raise ScenarioError(f"{path}:{line}: no key {strange[0]!r} here; known are {', '.join(sorted(known))}")
    return {key: _value(value) for key, value in found.items()}


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(item.value) for item in node.value)
    return node.value == "true" if node.tag.endswith(":bool") else str(node.value)


def _mapping(path: Path, node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise ScenarioError(f"{path}:{line}: want keys and values here")
    return {str(key.value): value for key, value in node.value}


def _compose(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: is no YAML: {error}") from None
