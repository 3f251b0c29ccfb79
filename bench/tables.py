"""Plain tables: a title, a head, rows; numbers to the right."""

from collections.abc import Iterable, Sequence


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], notes: Sequence[str] = ()) -> str:
    """`rows` under `head`, each column as wide as its widest cell; the first column is text, the others are numbers."""
    cells = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = tuple("-" * width for width in widths)
    lines = (_line(row, widths) for row in (cells[0], rule, *cells[1:]))
    return "\n".join((title, *lines, *notes))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join(("", row[0].ljust(len(first)), *others)).rstrip()


def milliseconds(seconds: float) -> str:
    """`seconds` as milliseconds, with as many places as tell something."""
    return f"{seconds * 1000:.2f}"


def megabytes(size: int) -> str:
    """`size` in bytes as megabytes."""
    return f"{size / 1_000_000:.0f}"


def percent(share: float) -> str:
    """A share in 0..1."""
    return f"{share:.1%}"


def times(ratio: float) -> str:
    """How many times as much."""
    return f"x{ratio:.1f}"
