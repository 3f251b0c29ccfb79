"""A whole database into another, or into a file beside it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.core.records.record import StorageError
from bot.storage.db import Db, Engine, Reader, Row
from bot.storage.migrations import MIGRATIONS

TABLES = (
    "ledger", "chats", "inbox", "outbox", "versions", "revisions", "carries", "corrections", "moderators", "audit",
    "house", "cards", "askers", "votes", "doubts", "offers", "deeds", "mutes", "places",
)  # fmt: skip
NUMBERED = ("ledger", "outbox", "revisions", "corrections", "audit", "cards", "votes")
"""Tables whose ids the database gives."""
KEYS = {
    "versions": "name", "house": "name", "carries": "entry_id, fact", "askers": "entry_id, card_id",
    "offers": "fact, number", "doubts": "entry_id, said", "deeds": "update_id", "mutes": "person_id",
}  # fmt: skip
"""What tells the rows of a table apart where that is not an id."""
BATCH = 500
Progress = Callable[[str, int, int], None]


async def copy(source: Engine, target: Engine, progress: Progress) -> dict[str, int]:
    """Copy all rows and return how many there are of each table; StorageError where the target is not empty."""
    copied: dict[str, int] = {}
    for table in TABLES:
        if await target.read(_count, table):
            raise StorageError(f"the target is not empty: its table {table} has rows; give an empty database")
    for table in TABLES:
        total, done = await source.read(_count, table), 0
        while rows := await source.read(_rows, table, done):
            await target.run(_insert, table, rows)
            done += len(rows)
            progress(table, done, total)
        copied[table] = await target.read(_count, table)
        if copied[table] != total:
            raise StorageError(f"{copied[table]} of {total} rows of {table} arrived; stop the bot and copy again")
    if not target.alone:
        await target.run(_number_on)
    return copied


def backup(source: Path, target: Path) -> None:
    """Write a consistent copy of the database file, also while a bot uses it; StorageError where that fails."""
    if not source.is_file():
        raise StorageError(f"there is no database {source}")
    if target.exists():
        raise StorageError(f"{target} is there already; name a new file")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise StorageError(f"cannot copy {source} to {target}: {error}") from None


def restore(saved: Path, target: Path) -> None:
    """Put a backup where no database is; StorageError where one is, or where the backup cannot be used."""
    if not saved.is_file():
        raise StorageError(f"there is no backup {saved}")
    for path in (target, Path(f"{target}-wal")):
        # A log that was left behind would be played into the restored file.
        if path.exists():
            raise StorageError(f"{path} is there already: stop the bot and move {target}* away first")
    _check(saved)
    target.parent.mkdir(parents=True, exist_ok=True)
    backup(saved, target)


def _check(saved: Path) -> None:
    try:
        with closing(sqlite3.connect(saved)) as db:
            (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
            names = [name for (name,) in db.execute("SELECT name FROM migrations")]
    except sqlite3.Error as error:
        raise StorageError(f"{saved} is no backup of a dealbot: {error}") from None
    if said != "ok":
        raise StorageError(f"{saved} is damaged ({said}): take an older backup")
    if strange := set(names) - {name for name, _ in MIGRATIONS}:
        raise StorageError(f"{saved} was written by a newer dealbot ({', '.join(sorted(strange))}): install that first")


def _count(db: Reader, table: str) -> int:
    return int(db.query(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"])


def _rows(db: Reader, table: str, offset: int) -> list[Row]:
    key = KEYS.get(table, "id")
    return db.query(f"SELECT * FROM {table} ORDER BY {key} LIMIT :limit OFFSET :offset", limit=BATCH, offset=offset)


def _insert(db: Db, table: str, rows: list[Row]) -> None:
    for row in rows:
        values: dict[str, Any] = dict(row)
        columns, named = ", ".join(values), ", ".join(f":{name}" for name in values)
        db.execute(f"INSERT INTO {table} ({columns}) VALUES ({named})", **values)


def _number_on(db: Db) -> None:
    """Let the database go on after the ids that were copied."""
    for table in NUMBERED:
        db.query(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table} HAVING MAX(id) > 0")
