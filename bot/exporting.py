"""Writes the answers of the ledger into a file for other programs, page by page, and whole or not at all."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

from bot.core.records.exporting import cell, columns, row_of
from bot.storage.exporting import Exporting

Row = Mapping[str, object]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: answers since when, with who asked what or without."""

    since: datetime
    personal: bool


class Form(Protocol):
    """How rows are written."""

    def add(self, row: Row) -> None:
        """Write a row."""
        ...

    def end(self) -> None:
        """Write what stands after the last row."""
        ...


async def export(answers: Exporting, path: Path, wish: Wish, progress: Progress) -> int:
    """Write the answers to `path`, as its name says (.csv or .json), for its owner alone; return how many."""
    done, total = 0, await answers.count(wish.since)
    with _whole(path) as file:
        form = FORMS[path.suffix.lower()](file, wish.personal)
        async for page in answers.pages(wish.since):
            for given in page:
                form.add(row_of(given, wish.personal))
            done += len(page)
            progress("answers", done, total)
        form.end()
    return done


@contextmanager
def _whole(path: Path) -> Iterator[IO[str]]:
    """A file that is at `path` once the block has ended well, and else nowhere."""
    # A temporary file is its owner's alone from the first byte.
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as part:
        try:
            yield part
            part.close()
            Path(part.name).replace(path)
        finally:
            Path(part.name).unlink(missing_ok=True)


class _Csv:
    def __init__(self, file: IO[str], personal: bool) -> None:
        # Without this mark a spreadsheet reads Chinese as Latin letters.
        file.write("\ufeff")
        self._rows = csv.writer(file)
        self._rows.writerow(columns(personal))

    def add(self, row: Row) -> None:
        self._rows.writerow([cell(value) for value in row.values()])

    def end(self) -> None:
        """A table has no end mark."""


class _Json:
    def __init__(self, file: IO[str], _: bool) -> None:
        self._file = file
        self._before = "[\n"

    def add(self, row: Row) -> None:
        self._file.write(self._before + json.dumps(row, ensure_ascii=False))
        self._before = ",\n"

    def end(self) -> None:
        self._file.write("\n]\n" if self._before == ",\n" else "[]\n")


FORMS: Mapping[str, Callable[[IO[str], bool], Form]] = {".csv": _Csv, ".json": _Json}
"""How a file is written, by the end of its name."""
