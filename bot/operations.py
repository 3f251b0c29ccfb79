"""What an operator does beside running the bot: the database, the list of what was not sent, the webhook."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from bot.chat.connection import Connection, ConnectionFailedError, Hook
from bot.core.records.record import StorageError
from bot.exporting import FORMS, Wish, export
from bot.settings import Settings
from bot.storage.alone import alone
from bot.storage.copying import backup, copy, restore
from bot.storage.store import FILE, Storage, open_engine, open_storage, with_storage

DOUBT = "waited when the backup was made, and may have been sent since"


class OperationFailedError(Exception):
    """What did not work, and what to do."""


def migrate(settings: Settings) -> None:
    """Bring the tables up to date."""
    open_storage(settings.database).close()
    sys.stdout.write("the tables are up to date\n")


def back_up(settings: Settings, target: Path) -> None:
    """Write a copy of the database file."""
    if not settings.database.startswith(FILE):
        _refuse("db backup is for a database file; use pg_dump for PostgreSQL")
    backup(Path(settings.database.removeprefix(FILE)), target)
    sys.stdout.write(f"written to {target}\n")


def restore_from(settings: Settings, saved: Path) -> None:
    """Put a backup where DATABASE_URL points to."""
    if not settings.database.startswith(FILE):
        _refuse("db restore is for a database file; use pg_restore for PostgreSQL")
    with alone(settings.database):
        restore(saved, Path(settings.database.removeprefix(FILE)))
        doubted = with_storage(settings.database, _doubt)
    sys.stdout.write(f"restored from {saved}\n")
    if doubted:
        sys.stdout.write(f"{doubted} messages waited in it that may have been sent since: see dealbot outbox\n")


def copy_to(settings: Settings, target: str) -> None:
    """Copy everything into another database."""
    if target == settings.database:
        _refuse("the target is the database itself")
    copied = asyncio.run(_copy(settings.database, target))
    sys.stdout.write("".join(f"{table}: {rows} rows\n" for table, rows in copied.items()))


def export_to(settings: Settings, path: Path, wish: Wish, force: bool) -> None:
    """Write the answers of the ledger into a file."""
    if path.suffix.lower() not in FORMS:
        _refuse(f"{path}: the name must end with {' or '.join(FORMS)}")
    if path.exists() and not force:
        _refuse(f"{path} is there already; name a new file, or write over it with --force")
    if not path.parent.is_dir():
        _refuse(f"there is no folder {path.parent}")
    try:
        sys.stdout.write(f"{asyncio.run(_export(settings, path, wish))} answers written to {path}\n")
    except OSError as error:
        _refuse(f"{path} cannot be written: {error.strerror}")


def list_outbox(settings: Settings) -> None:
    """Print what was not sent or not worked on."""
    with_storage(settings.database, _list_outbox)


def retry(settings: Settings, parcels: Sequence[int]) -> None:
    """Let dead letters be tried again."""
    with_storage(settings.database, partial(_retry, parcels))


def webhook(settings: Settings, action: str) -> None:
    """Set, show or delete what Telegram delivers to."""
    if not settings.token:
        _refuse("TELEGRAM_BOT_TOKEN is not set")
    if action == "set" and not settings.web.url:
        _refuse("WEBHOOK_URL and WEBHOOK_SECRET are not set")
    asyncio.run(_webhook(settings, action))


def _refuse(why: str) -> NoReturn:
    raise OperationFailedError(why)


async def _copy(source: str, target: str) -> dict[str, int]:
    with closing(open_engine(source)) as old, closing(open_engine(target)) as new:
        return await copy(old, new, _progress)


async def _export(settings: Settings, path: Path, wish: Wish) -> int:
    with closing(open_storage(settings.database)) as storage:
        return await export(storage.exporting, path, wish, _progress)


def _progress(table: str, done: int, total: int) -> None:
    sys.stderr.write(f"{table}: {done} of {total}\n")


async def _doubt(storage: Storage) -> int:
    return await storage.outbox.doubt(DOUBT)


async def _list_outbox(storage: Storage) -> None:
    dead, depths = await storage.outbox.dead_letters(), await storage.outbox.depths(datetime.now(UTC))
    for letter in dead:
        at = datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="seconds")
        sys.stdout.write(f"{letter.id}\t{letter.what}\tchat {letter.chat_id}\t{at}\t{letter.error}\n")
    sys.stdout.write(f"{len(dead)} not delivered, {depths.outbox} waiting to be sent, {depths.inbox} to be read\n")


async def _retry(parcels: Sequence[int], storage: Storage) -> None:
    found = [number for number in parcels if await storage.outbox.retry(number, datetime.now(UTC))]
    sys.stdout.write(f"{len(found)} will be tried again\n")
    if missing := sorted(set(parcels) - set(found)):
        _refuse(f"not on the list of what was not sent: {', '.join(map(str, missing))}")


async def _webhook(settings: Settings, action: str) -> None:
    connection = Connection(settings.token, settings.api_root)
    async with connection.opened() as bot:
        if action == "set":
            await connection.hang(Hook(settings.web.url, settings.web.secret))
        elif action == "delete":
            await bot.delete_webhook()
        info = await bot.get_webhook_info()
    sys.stdout.write(
        f"webhook: {info.url or 'none, updates are fetched'}\nwaiting there: {info.pending_update_count}\n"
    )
    if info.last_error_message:
        sys.stdout.write(f"last error: {info.last_error_message}\n")


FAILURES = (OperationFailedError, StorageError, ConnectionFailedError)
