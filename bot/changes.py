"""What moderators changed, for operators and editors: as a diff, as files to commit, as lists."""

import json
import sys
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path

from bot.core.records.record import Act, Correcting, Report
from bot.core.records.revision import Net, Revision, net
from bot.facts.patching import patched
from bot.facts.revised import export
from bot.settings import Settings
from bot.storage.store import Storage, with_storage

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
    sys.stdout.write(f"{len(written)} files changed; look at them, run dealbot check, commit, start the bot on them\n")


def list_corrections(settings: Settings) -> None:
    """Print every correction of what was already sent: what it changed, and what became of the copies."""
    reports, revisions = with_storage(settings.database, _corrections)
    known = {(revision.fact, revision.number): revision for revision in revisions}
    for wanted, report in reports:
        at, counts = wanted.at.isoformat(timespec="seconds"), f"{report.edited} edited, {report.waiting} waiting"
        sys.stdout.write(f"{wanted.id}\t{at}\t{wanted.fact} #{wanted.number}\t{wanted.state}\t{counts}\n")
        if revision := known.get((wanted.fact, wanted.number)):
            lines = [
                *(f"- {old}" for old in revision.old.splitlines()),
                *(f"+ {new}" for new in revision.new.splitlines()),
            ]
            sys.stdout.write("".join(f"\t{line}\n" for line in lines))
        sys.stdout.write("".join(f"\tchat {chat} unreachable: {why}\n" for chat, why in report.unreachable))


def list_acts(settings: Settings, as_json: bool) -> None:
    """Print the audit log, oldest line first."""
    for act in with_storage(settings.database, _acts):
        row = asdict(act) | {"at": act.at.isoformat(timespec="seconds")}
        flat = (" | ".join(str(value).splitlines()) for value in row.values())
        line = json.dumps(row, ensure_ascii=False) if as_json else "\t".join(flat)
        sys.stdout.write(f"{line}\n")


def _nets(settings: Settings) -> dict[str, Net]:
    return net(with_storage(settings.database, lambda storage: storage.revisions.all()))


async def _acts(storage: Storage) -> list[Act]:
    return await storage.staff.acts(EVERYTHING)


async def _corrections(storage: Storage) -> tuple[list[tuple[Correcting, Report]], list[Revision]]:
    orders = await storage.corrections.all()
    return [(wanted, await storage.corrections.report(wanted)) for wanted in orders], await storage.revisions.all()
