"""YAML files as nodes that know their place; every scalar stays the text that was typed."""

import io
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError

from bot.facts.problems import Findings, Place, Problem
from bot.facts.slips import find_slips, find_tabs

# The one in C is ten times as fast.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_AT_THE_START = ("could not find expected ':'", "unexpected end of stream")


class _Loader(_Base):  # type: ignore[misc]
    """Resolves nothing: no `no -> False`, no dates, no search for what a scalar might be."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return "text"


class _NamedText(io.StringIO):
    """A text that tells the parser its file, so that each mark says where it is."""

    name = ""


def read_yaml(path: Path, found: Findings) -> yaml.Node | None:
    """The root node of the file, or None where it cannot be read, which is reported; a blank one of only comments."""
    text = _decode(path, found)
    if text is None:
        return None
    found.problems += find_tabs(path, text)
    try:
        root = _compose(path, text)
    except ReaderError:
        found.problems.append(_unprintable(path, text))
    except yaml.MarkedYAMLError as error:
        found.problems += _syntax(path, text, error)
    else:
        if root is None and not text.strip():
            found.report(Place(path, 1, 1), "the file is empty")
        elif root is None:
            return _nothing_yet(path)
        return root
    return None


def _nothing_yet(path: Path) -> yaml.Node:
    start = yaml.Mark(str(path), 0, 0, 0, "", 0)
    return yaml.ScalarNode("", "", start, start)


def _compose(path: Path, text: str) -> yaml.Node | None:
    stream = _NamedText(text)
    stream.name = str(path)
    root: yaml.Node | None = yaml.compose(stream, Loader=_Loader)
    return root


def _decode(path: Path, found: Findings) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        found.report(Place(path, 1, 1), f"cannot be read: {error.strerror}")
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before[before.rfind(b"\n") + 1 :].decode("utf-8")
        place = Place(path, before.count(b"\n") + 1, len(line) + 1)
        found.report(place, f"not UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8")
        return None


def _unprintable(path: Path, text: str) -> Problem:
    match = Reader.NON_PRINTABLE.search(text)
    at = match.start() if match else 0
    place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return Problem.at(place, f"invisible control character U+{ord(text[at]):04X}; delete it")


def _syntax(path: Path, text: str, error: yaml.MarkedYAMLError) -> list[Problem]:
    end = error.problem_mark.line + 1 if error.problem_mark else 1
    return [*find_tabs(path, text), *find_slips(path, text, end)] or [_not_yaml(path, error)]


def _not_yaml(path: Path, error: yaml.MarkedYAMLError) -> Problem:
    what = str(error.problem)
    first = error.context_mark if what.endswith(_AT_THE_START) else None
    mark = first or error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    return Problem.at(place, f"not YAML: {_story(error, bool(first))}{_advice(what)}")


def _story(error: yaml.MarkedYAMLError, at_the_start: bool) -> str:
    if not error.context:
        return str(error.problem)
    begun, here = error.context_mark, error.problem_mark
    apart = begun and here and begun.line != here.line and not at_the_start
    where = f" that begins at line {begun.line + 1}" if begun and apart else ""
    return f"{error.context}{where}: {error.problem}"


def _advice(what: str) -> str:
    if "mapping values are not allowed" in what:
        return "; put text that holds ': ' in quotes, and line up the keys of a record"
    if "cannot start any token" in what:
        return "; put text that begins with a sign in quotes"
    if "',' or ']'" in what or "',' or '}'" in what:
        return "; is a comma or the closing bracket missing?"
    if "could not find expected ':'" in what:
        return "; write 'key: value'"
    return ""
