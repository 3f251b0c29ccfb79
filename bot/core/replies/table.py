"""The picture of the deal as a table of text, in columns where every character is one or two cells wide."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from bot.core.replies.drawing import Bar, Drawing

_NOTES = "①②③④⑤⑥⑦⑧⑨⑩"
_GAP = "  "


def table(drawing: Drawing) -> str:
    """What `drawing` shows, as lines of equal columns; how certain each amount is stands below, by number."""
    bars = [bar for panel in drawing.panels for bar in panel.bars]
    standings = list(dict.fromkeys(bar.standing for bar in bars if bar.standing))
    width = max(map(_cells, (bar.name for bar in bars)), default=0)
    lines = [drawing.title, drawing.subtitle]
    for panel in drawing.panels:
        lines += ["", panel.title, *_rows(panel.bars, width, standings)]
    lines += ["", *(f"{_note(i)} {standing}" for i, standing in enumerate(standings)), drawing.footer]
    return "\n".join(lines)


def _rows(bars: Iterable[Bar], width: int, standings: Sequence[str]) -> Iterator[str]:
    for bar in bars:
        note = f" {_note(standings.index(bar.standing))}" if bar.standing else ""
        yield f"{bar.name}{' ' * (width - _cells(bar.name))}{_GAP}{bar.amount}{note}"


def _note(index: int) -> str:
    return _NOTES[index] if index < len(_NOTES) else f"({index + 1})"


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
