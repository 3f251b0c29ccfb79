"""One writer: transactions that do not fail where others write too."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.storage.store import Storage
from bot.storage.thread import StorageError
from tests.storage.samples import entry


async def test_settings_of_the_file(storage: Storage, path: Path) -> None:
    """The file is in WAL mode and its tables are strict."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        strict = dict(db.execute("SELECT name, strict FROM pragma_table_list").fetchall())
    assert strict["ledger"] == strict["chats"] == strict["updates"] == 1
    assert not await storage.chats.paused(1)


async def test_two_programs_write(path: Path, storage: Storage, noon: datetime) -> None:
    """Two programs that read and write the same file at the same time both get through."""
    other = Storage(path)

    async def write(store: Storage, first: int) -> None:
        for number in range(first, first + 50):
            await store.updates.claim(number, noon)
            entry_id = await store.ledger.add(entry(noon))
            await store.ledger.sent(entry_id, entry_id)

    await asyncio.gather(write(storage, 0), write(other, 1000))
    other.close()
    assert not await storage.updates.claim(1049, noon)


async def test_failed_work_leaves_nothing(storage: Storage, noon: datetime) -> None:
    """A transaction that fails is undone, and the next one works."""
    await storage.ledger.add(entry(noon, update_id=77))
    with pytest.raises(StorageError):
        await storage.ledger.add(entry(noon, update_id=77))
    assert await storage.ledger.add(entry(noon)) > 0


def test_no_database(tmp_path: Path) -> None:
    """A file that is no database is refused in one sentence that names it."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look like one" * 50)
    with pytest.raises(StorageError, match=r"notes\.txt.*not a database"):
        Storage(path)
