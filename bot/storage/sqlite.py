"""One connection in one thread: SQLite has one writer anyway, and a connection belongs to its thread."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate

from sqlite_utils import Database

from bot.core.records.record import StorageError
from bot.storage.db import Db, Dialect, P, Reader, Row, T, in_thread
from bot.storage.migrations import Prepare, migrate

BUSY_SECONDS = 5.0
WRITE = "BEGIN IMMEDIATE"
"""Holds the write lock from the start.

A transaction that begins with a read cannot become a writer when another process wrote meanwhile: it fails "locked" at
once, whatever the time-out.
"""
READ = "BEGIN"
"""Holds no lock that a writer needs: in WAL mode one sees what was committed by now, and others write on."""
SQLITE = Dialect(
    key="INTEGER PRIMARY KEY", int="INTEGER", real="REAL", strict="STRICT", tables="SELECT name FROM sqlite_master",
    lock="", skip_locked="", json_text="json_extract({column}, '$.{key}')",
)  # fmt: skip


class SqliteDb:
    """The connection, inside a transaction."""

    dialect = SQLITE

    def __init__(self, database: Database) -> None:
        self._database = database

    def query(self, sql: str, **values: Any) -> list[Row]:
        """Run `sql` and return its rows."""
        return list(self._database.query(sql, values))

    def execute(self, sql: str, **values: Any) -> int:
        """Run `sql` and return how many rows it changed."""
        return self._database.execute(sql, values).rowcount


class Sqlite:
    """Runs work on a database file in its own thread, each piece in one transaction."""

    alone = True

    def __init__(self, path: Path, most_pages: int = 0, prepare: Prepare = migrate) -> None:
        """Open `path`; the file holds `most_pages` pages of 4 KiB at most, 0 for no limit; `prepare` is done first."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")
        try:
            self._db = self._executor.submit(_open, path, most_pages, prepare).result()
        except (OSError, sqlite3.Error) as error:
            self._executor.shutdown()
            raise StorageError(f"cannot open the database {path}: {error}") from None

    async def run(self, work: Callable[Concatenate[Db, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(db, ...)` in a transaction and return what it returns."""
        return await self._within(WRITE, lambda db: work(db, *args, **kwargs))

    async def read(self, work: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(reader, ...)`, which changes nothing: with no write lock it does not wait for other programs."""
        return await self._within(READ, lambda db: work(db, *args, **kwargs))

    async def checkpoint(self) -> None:
        """Move what is in the log into the file, so that the log keeps no older version of it."""
        await in_thread(self._executor, lambda: _truncate_log(self._db))

    def close(self) -> None:
        """Finish what is under way and close the file."""
        self._executor.submit(self._db.close).result()
        self._executor.shutdown()

    async def _within(self, begin: str, work: Callable[[SqliteDb], T]) -> T:
        def whole() -> T:
            with transaction(self._db, begin):
                return work(SqliteDb(self._db))

        try:
            return await in_thread(self._executor, whole)
        except sqlite3.Error as error:
            raise StorageError(f"the database does not work: {error}") from error


@contextmanager
def transaction(db: Database, begin: str) -> Iterator[None]:
    """Begin as `begin` says (WRITE or READ); commit at the end of the block, or undo what it did where it fails."""
    db.conn.execute(begin)
    try:
        yield
        db.commit()
    except BaseException:
        # A full disk may have ended the transaction already.
        if db.conn.in_transaction:
            db.rollback()
        raise


def _truncate_log(db: Database) -> None:
    # Another program that reads right now may prevent it; the next erasure tries again.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _open(path: Path, most_pages: int, prepare: Prepare) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without an isolation level sqlite3 begins no transaction behind our back.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db = Database(connection)
        db.enable_wal()
        connection.execute("PRAGMA synchronous = NORMAL")
        # What is erased for a person's sake must not survive in free pages.
        connection.execute("PRAGMA secure_delete = ON")
        if most_pages:
            connection.execute(f"PRAGMA max_page_count = {most_pages:d}")
        with transaction(db, WRITE):
            prepare(SqliteDb(db))
    except BaseException:
        connection.close()
        raise
    return db
