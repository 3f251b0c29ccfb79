"""`dealbot doctor`: everything a set-up stands on, looked at from the outside; nothing is changed."""

import asyncio
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot import extras
from bot.chat.connection import Connection, Hook
from bot.chat.doctor import Finding, boxes
from bot.chat.hookup import Hookup
from bot.chat.ports import Clock
from bot.core.records.record import StorageError
from bot.diagnoses import FOUND, REMEDIES
from bot.settings import Settings, SettingsError, load_settings
from bot.storage.migrations import difference, leave
from bot.storage.store import FILE, POSTGRES, Storage, open_engine

MIB = 1024 * 1024
SCARCE = 200 * MIB
"""Bytes beside the database file below which there is soon no room for a question."""
Check = Callable[[Settings], tuple[list[str], str]]
"""Returns what is wrong with the fact base, and a line that sums up."""


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def examine(environ: Mapping[str, str], check: Check, clock: Clock = now) -> list[Finding]:
    """Return what was found about the set-up in `environ`; `check` judges the fact base."""
    try:
        settings = load_settings(environ)
    except SettingsError as error:
        return [Finding(False, "setting", "", {"problem": problem}, grave=True) for problem in error.problems]
    found = [Finding(True, "settings_read"), *_parts(settings), _pack(settings, check)]
    if any(finding.what == "extra_absent" for finding in found):
        return found
    return [*found, *asyncio.run(_works(settings, clock))]


def lines(finding: Finding) -> Iterator[str]:
    """Say a finding in a line, and in another what to do."""
    mark = "✅" if finding.ok else "❌" if finding.grave else "⚠️"
    yield f"{mark} {FOUND[finding.what].format(**finding.values)}"
    if finding.remedy:
        yield f"   → {REMEDIES[finding.remedy].format(**finding.values)}"


def _parts(settings: Settings) -> Iterator[Finding]:
    needed = {
        "psycopg": settings.database.startswith(POSTGRES),
        "uvicorn": bool(settings.web.port),
        "sentry_sdk": bool(settings.sentry),
    }
    for package in extras.absent(name for name, wanted in needed.items() if wanted):
        yield Finding(False, "extra_absent", "extra", {"package": package, "how": extras.remedy(package)}, grave=True)


def _pack(settings: Settings, check: Check) -> Finding:
    problems, summary = check(settings)
    return Finding(not problems, "pack_bad" if problems else "pack_good", "pack" if problems else "",
                   {"summary": summary}, grave=bool(problems))  # fmt: skip


async def _works(settings: Settings, clock: Clock) -> list[Finding]:
    return [*await _telegram(settings, clock), *_room(settings), *await _database(settings, clock)]


async def _telegram(settings: Settings, clock: Clock) -> list[Finding]:
    if not settings.token:
        return [Finding(False, "no_token", "token", grave=True)]
    hook = Hook(settings.web.url, settings.web.secret) if settings.web.url else None
    return await Hookup(Connection(settings.token, settings.api_root), hook, clock).examine()


def _room(settings: Settings) -> Iterator[Finding]:
    if not settings.database.startswith(FILE):
        return
    path = Path(settings.database.removeprefix(FILE)).resolve()
    folder = next(folder for folder in path.parents if folder.is_dir())
    free = shutil.disk_usage(folder).free
    scarce = free < SCARCE
    yield Finding(not scarce, "room_scarce" if scarce else "room", "room" if scarce else "", {"free": str(free // MIB)})


async def _database(settings: Settings, clock: Clock) -> list[Finding]:
    if absent := _absent(settings):
        return [absent, *_owners(settings, 0)]
    try:
        with closing(open_engine(settings.database, leave)) as engine:
            missing, strange = await engine.run(difference)
            if missing or strange:
                return list(_tables(missing, strange))
            return [Finding(True, "tables_current"), *await _kept(Storage(engine), settings, clock)]
    except StorageError as error:
        return [Finding(False, "database_bad", "database", {"error": str(error)}, grave=True)]


def _absent(settings: Settings) -> Finding | None:
    path = Path(settings.database.removeprefix(FILE))
    if settings.database.startswith(POSTGRES) or path.is_file():
        return None
    return Finding(False, "file_absent", "file", {"path": str(path)})


def _tables(missing: list[str], strange: list[str]) -> Iterator[Finding]:
    if missing:
        yield Finding(False, "tables_behind", "migrate", {"names": ", ".join(missing)})
    if strange:
        yield Finding(False, "tables_ahead", "upgrade", {"names": ", ".join(strange)}, grave=True)


async def _kept(storage: Storage, settings: Settings, clock: Clock) -> list[Finding]:
    desk, moderators = await storage.cards.desk(), await storage.staff.moderators()
    room = Finding(True, "desk_set") if desk is not None else Finding(False, "desk_none", "desk")
    return [*boxes(await storage.outbox.depths(clock())), *_owners(settings, len(moderators)), room]


def _owners(settings: Settings, moderators: int) -> Iterator[Finding]:
    values = {"owners": str(len(settings.owners)), "moderators": str(moderators)}
    if settings.owners:
        yield Finding(True, "owners_set", "", values)
    else:
        yield Finding(False, "owners_none", "owners", values)
