"""One connection in one transaction: the same SQL for SQLite and PostgreSQL."""

import asyncio
import contextvars
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words in which the two databases differ.

    `key` is a number that the database gives, `int` 64 bits, `real` a time in seconds since 1970, `strict` what ends a
    table, `json_text` the text under a key of a column's JSON, `tables` the names of those that are there. `lock` lets
    in one migration at a time, `skip_locked` leaves rows alone that another process claims right now; SQLite has one
    writer and needs neither.
    """

    key: str
    int: str
    real: str
    strict: str
    tables: str
    lock: str
    skip_locked: str
    json_text: str


class Reader(Protocol):
    """What the database is read with. Values stand in the SQL as `:name`."""

    dialect: Dialect

    def query(self, sql: str, **values: Any) -> list[Row]:
        """Run `sql` and return its rows."""
        ...


class Db(Reader, Protocol):
    """What work on the database is done with."""

    def execute(self, sql: str, **values: Any) -> int:
        """Run `sql` and return how many rows it changed."""
        ...


class Engine(Protocol):
    """A database that work is sent to; `alone` where one program at a time works off its boxes."""

    alone: bool

    async def run(self, work: Callable[Concatenate[Db, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(db, ...)` in a transaction and return what it returns; StorageError where that fails."""
        ...

    async def read(self, work: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(reader, ...)`, which changes nothing, without waiting for who writes; StorageError where it fails.

        What it does not see is what somebody else has not committed yet.
        """
        ...

    async def checkpoint(self) -> None:
        """Leave no older version of what is kept in files of the database."""
        ...

    def close(self) -> None:
        """Finish what is under way and close the database."""
        ...


async def in_thread(executor: Executor, work: Callable[[], T]) -> T:
    """Run `work` in a thread of `executor` and return what it returns; what it logs is about the same update."""
    return await asyncio.get_running_loop().run_in_executor(executor, contextvars.copy_context().run, work)
