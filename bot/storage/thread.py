"""One connection in one thread: SQLite has one writer anyway, and a connection belongs to its thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from bot.storage.migrations import migrations

P = ParamSpec("P")
T = TypeVar("T")
BUSY_SECONDS = 5.0


class StorageError(Exception):
    """The database cannot be used; the message says which and why."""


class Thread:
    """Runs work on the database in its own thread, each piece in one transaction."""

    def __init__(self, path: Path) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        try:
            self._db = self._executor.submit(_open, path).result()
        except (OSError, sqlite3.Error) as error:
            self._executor.shutdown()
            raise StorageError(f"cannot open the database {path}: {error}") from None

    async def run(self, work: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(db, ...)` in a transaction and return what it returns."""

        def transaction() -> T:
            with immediate(self._db):
                return work(self._db, *args, **kwargs)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, transaction)
        except sqlite3.Error as error:
            raise StorageError(f"the database does not work: {error}") from error

    async def checkpoint(self) -> None:
        """Move what is in the log into the file, so that the log keeps no older version of it."""
        await asyncio.get_running_loop().run_in_executor(self._executor, _truncate_log, self._db)

    def close(self) -> None:
        """Finish what is under way and close the file."""
        self._executor.submit(self._db.close).result()
        self._executor.shutdown()


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """Hold the write lock from the start.

    A transaction that begins with a read cannot become a writer when another process wrote meanwhile: it
    fails "locked" at once, whatever the time-out.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _truncate_log(db: Database) -> None:
    # Another program that reads right now may prevent it; the next erasure tries again.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _open(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without an isolation level sqlite3 begins no transaction behind our back.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db = Database(connection)
        db.enable_wal()
        connection.execute("PRAGMA synchronous = NORMAL")
        # What is erased for a person's sake must not survive in free pages.
        connection.execute("PRAGMA secure_delete = ON")
        with immediate(db):
            migrations.apply(db)
    except BaseException:
        connection.close()
        raise
    return db
