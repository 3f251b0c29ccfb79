"""What moderators changed, for operators and editors: as a diff, as files to commit, as lists."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from typing import TypeVar

from bot.core.record import Act, Correcting, Report
from bot.core.revision import Net, net
from bot.facts.patching import patched
from bot.facts.revised import export
from bot.settings import Settings
from bot.storage.store import Storage, open_storage

T = TypeVar("T")
EVERYTHING = 1_000_000
"""More lines than an audit log has."""


def show_diff(settings: Settings) -> None:
    """Print what the live revisions change in the files of the pack, as a unified diff; nothing where all is merged."""
    for path, text in sorted(patched(settings.pack, _nets(settings)).items()):
        file = settings.pack / path
        before = file.read_text("utf-8") if file.exists() else ""
        lines = unified_diff(before.splitlines(), text.splitlines(), f"a/{path}", f"b/{path}", n=0, lineterm="")
        sys.stdout.write("".join(f"{line}\n" for line in lines))


def write(settings: Settings, folder: Path) -> None:
    """Write the live revisions into the pack in `folder`, for an editor to look at and commit."""
    written = export(folder, _nets(settings), folder)
    sys.stdout.write("".join(f"{folder / path}\n" for path in written))
    sys.stdout.write(f"{len(written)} files changed; look at them, run dealbot check, commit\n")


def list_corrections(settings: Settings) -> None:
    """Print every correction of what was already sent, with what became of the copies."""
    for wanted, report in _with(settings, _reports):
        at, counts = wanted.at.isoformat(timespec="seconds"), f"{report.edited} edited, {report.waiting} waiting"
        sys.stdout.write(f"{wanted.id}\t{at}\t{wanted.fact} #{wanted.number}\t{wanted.state}\t{counts}\n")
        sys.stdout.write("".join(f"\tchat {chat} unreachable: {why}\n" for chat, why in report.unreachable))


def list_acts(settings: Settings, as_json: bool) -> None:
    """Print the audit log, oldest line first."""
    for act in _with(settings, _acts):
        row = asdict(act) | {"at": act.at.isoformat(timespec="seconds")}
        line = json.dumps(row, ensure_ascii=False) if as_json else "\t".join(map(str, row.values()))
        sys.stdout.write(f"{line}\n")


def _nets(settings: Settings) -> dict[str, Net]:
    return net(_with(settings, lambda storage: storage.revisions.all()))


async def _acts(storage: Storage) -> list[Act]:
    return await storage.staff.acts(EVERYTHING)


async def _reports(storage: Storage) -> list[tuple[Correcting, Report]]:
    return [(wanted, await storage.corrections.report(wanted)) for wanted in await storage.corrections.all()]


def _with(settings: Settings, work: Callable[[Storage], Awaitable[T]]) -> T:
    async def within() -> T:
        with closing(open_storage(settings.database)) as storage:
            return await work(storage)

    return asyncio.run(within())
