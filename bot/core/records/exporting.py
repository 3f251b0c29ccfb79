"""An answer of the ledger as a row for other programs, with who asked left out unless it is asked for."""

from dataclasses import dataclass
from datetime import datetime

PRIVATE = "private"
"""The chat of a private chat: its id is the person's."""
COLUMNS = ("time", "chat", "kind", "facts", "revisions", "reply", "state", "seconds", "ups", "downs")
PERSONAL = ("person", "question", "trigger")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of something to be worked out."""


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known of who asked: the id, the words, and the data of a pressed button."""

    person_id: int | None
    text: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: when and where, what it says, with each fact the number of its revision, and how it was received."""

    id: int
    at: datetime
    chat_id: int
    kind: str
    facts: tuple[tuple[str, int | None], ...]
    reply: str
    state: str
    seconds: float | None
    votes: tuple[int, int]
    asker: Asker


def columns(personal: bool) -> tuple[str, ...]:
    """The names of what `row_of` tells."""
    return COLUMNS + PERSONAL if personal else COLUMNS


def row_of(given: Given, personal: bool) -> dict[str, object]:
    """The row of an answer by column; with `personal` also who asked what."""
    told = (
        given.at.isoformat(timespec="seconds"),
        given.chat_id if personal or given.chat_id < 0 else PRIVATE,
        given.kind,
        [fact for fact, _ in given.facts],
        [number for _, number in given.facts],
        given.reply,
        given.state,
        given.seconds,
        *given.votes,
    )
    asker = (given.asker.person_id, given.asker.text, given.asker.trigger) if personal else ()
    return dict(zip(columns(personal), told + asker, strict=True))


def cell(value: object) -> object:
    """A value of a row as a cell of a spreadsheet, which works nothing out of it."""
    if isinstance(value, list):
        return cell(" ".join("?" if one is None else str(one) for one in value))
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
