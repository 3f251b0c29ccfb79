"""The rows of the load table: who is loaded, on which database, with how much."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.storage.databases import empty_database, postgres_server


@dataclass(frozen=True, slots=True)
class Row:
    """One contender: `rate` a second (0: as fast as they are taken), `updates` where not as many as asked for.

    With `course` its waits and its memory on the way are printed below the table.
    """

    name: str
    kind: str
    database: str = ""
    replicas: int = 1
    rate: float = 0.0
    updates: int = 0
    course: bool = False


ROWS = (
    Row("python-telegram-bot echo", "telegram"),
    Row("aiogram echo", "aiogram"),
    Row("dealbot, SQLite", "dealbot", "sqlite"),
    Row("dealbot, SQLite, 30/s", "dealbot", "sqlite", rate=30.0, updates=900),
    Row("dealbot, SQLite, 10,000 from 500 chats", "dealbot", "sqlite", updates=10_000, course=True),
    Row("dealbot, PostgreSQL", "dealbot", "postgres"),
    Row("dealbot, PostgreSQL, two", "dealbot", "postgres", replicas=2),
)


@contextmanager
def fresh_database(kind: str) -> Iterator[str]:
    """The address of an empty database, gone with the block; nothing for who keeps nothing."""
    if kind == "postgres":
        with postgres_server() as server, empty_database(server) as url:
            yield url
    elif kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/dealbot.db"
    else:
        yield ""
