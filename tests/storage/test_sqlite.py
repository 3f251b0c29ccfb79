"""One writer: transactions that do not fail where others write too, and what only a file can do."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.records.record import Item, Seat, StorageError
from bot.storage.db import Db
from bot.storage.sqlite import Sqlite
from bot.storage.store import Storage, open_storage
from tests.storage.samples import entry, post


async def test_settings_of_the_file(file_storage: Storage, path: Path) -> None:
    """The file is in WAL mode and its tables are strict."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = dict(db.execute("SELECT name, strict FROM pragma_table_list").fetchall())
    assert strict["ledger"] == strict["chats"] == strict["inbox"] == strict["outbox"] == 1
    assert not await file_storage.chats.paused(1)


async def test_two_programs_write(path: Path, file_storage: Storage, noon: datetime) -> None:
    """Two programs that read and write the same file at the same time both get through."""
    other = open_storage(f"sqlite:///{path}")

    async def write(store: Storage, first: int) -> None:
        for number in range(first, first + 50):
            await store.inbox.put([Item(number, 1, None, "{}")], noon)
            await post(store, entry(noon))

    await asyncio.gather(write(file_storage, 0), write(other, 1000))
    other.close()
    assert await file_storage.inbox.put([Item(1049, 1, None, "{}")], noon) == 0


async def test_reading_beside_a_writer(file_storage: Storage, path: Path, noon: datetime) -> None:
    """What only reads does not wait for another program that writes, and sees what was there before."""
    await file_storage.chats.pause(-1, paused=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE chats SET paused = 0")
        assert await file_storage.chats.paused(-1)
        assert await file_storage.ledger.latest(Seat(-1, None, 5), noon) is None
        assert await file_storage.versions.current() == {}
        other.execute("COMMIT")
    assert not await file_storage.chats.paused(-1)


async def test_a_full_database(path: Path, noon: datetime) -> None:
    """When the file may not grow, nothing is half written, and what is there can be read."""
    engine = Sqlite(path, most_pages=100)
    storage = Storage(engine)
    await storage.chats.pause(-1, paused=True)
    with pytest.raises(StorageError, match="full"):
        await storage.inbox.put([Item(number, 1, None, "茶" * 1000) for number in range(1000)], noon)
    assert await storage.chats.paused(-1)
    assert await engine.run(lambda db: db.query("SELECT COUNT(*) AS n FROM inbox")) == [{"n": 0}]
    storage.close()


async def test_failed_work_leaves_nothing(path: Path) -> None:
    """A transaction that fails is undone, and the next one works."""
    engine = Sqlite(path)

    def half(db: Db) -> None:
        db.execute("INSERT INTO chats (id, paused) VALUES (1, 1)")
        db.execute("INSERT INTO chats (id, paused) VALUES (1, 1)")

    with pytest.raises(StorageError, match="UNIQUE"):
        await engine.run(half)
    assert not await Storage(engine).chats.paused(1)
    engine.close()


def test_no_database(tmp_path: Path) -> None:
    """A file that is no database is refused in one sentence that names it."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look like one" * 50)
    with pytest.raises(StorageError, match=r"notes\.txt.*not a database"):
        Sqlite(path)
