"""Slips of an input method: full-width punctuation and tabs where YAML wants its own signs."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.facts.problems import Place, Problem

COLON = "full-width '：'; write ': ' (ASCII colon and a space)"
COMMA = "full-width comma in a list; write ', ' between items, or put the text in quotes"
BRACKETS = "full-width brackets; write [ ] for a list and { } for a map"
DASH = "this dash starts no list item; write '- ' (ASCII hyphen and a space)"
SPACE = "full-width space; indent with ordinary spaces"
NO_SPACE = "no space after ':'; write ': ' (ASCII colon and a space)"

_KEY = r"^ *(?:- +)?(?:[\w-]+|\"[^\"\n]*\")"
_SLIPS = tuple(
    (re.compile(pattern, re.MULTILINE), message)
    for pattern, message in (
        (rf"{_KEY} *(：)", COLON),
        (r"[{,] *[a-z_]+ *(：)(?=[^\n]*\})", COLON),
        (r"^ *(?:- +)?[a-z_]+(:)(?=[^\s:/])", NO_SPACE),
        (r"^ *([－—–−])", DASH),
        (r"^ *([\u3000\u00a0])", SPACE),
        (r"^ *(＃)", "full-width '＃'; write '# ' for a comment"),
        (r"^ *(?:- +)?[a-z_]+: *([［｛【])", BRACKETS),
        (r"([］｝】]) *$", BRACKETS),
        (r"^ *(?:- +)?[a-z_]+: *([“”‘’])", 'full-width quotes; put the text in ASCII quotes " "'),
    )
)
_TAB = re.compile(r"^([^\t\n]*)\t", re.MULTILINE)


def find_tabs(path: Path, text: str) -> Iterator[Problem]:
    """The first tab of every line that has one."""
    if "\t" in text:
        for match in _TAB.finditer(text):
            yield Problem.at(_place(path, text, match.end(1)), "tab; write spaces instead")


def find_slips(path: Path, text: str, last_line: int) -> Iterator[Problem]:
    """Full-width signs used as syntax, up to `last_line`: the likely causes of a syntax error there."""
    for pattern, message in _SLIPS:
        for match in pattern.finditer(text):
            place = _place(path, text, match.start(1))
            if place.line <= last_line:
                yield Problem.at(place, message)


def slip_in(text: str) -> str:
    """What is probably wrong with `text` that stands where a key, a list or a map should, or nothing."""
    if text[:1] in "［｛【" and text:
        return BRACKETS
    if text[:1] in "－—–−" and text:
        return DASH
    if "\u3000" in text or "\u00a0" in text:
        return SPACE
    if "：" in text:
        return COLON
    return NO_SPACE if re.match(r"[a-z_]+:\S", text) else ""


def _place(path: Path, text: str, index: int) -> Place:
    start = text.rfind("\n", 0, index) + 1
    return Place(path, text.count("\n", 0, index) + 1, index - start + 1)
