"""Commands on what is kept: the database, the outbox, what moderators changed."""

import argparse
import asyncio
import importlib
from pathlib import Path
from types import ModuleType

from bot.cli.commands import Commands, broken, operate
from bot.settings import Settings


def add_to(commands: Commands) -> None:
    """Add these commands."""
    add = commands.add
    database = add("db", _db, "Bring the database up to date, back it up, restore it, or copy it into another.")
    database.add_argument("action", choices=("migrate", "backup", "restore", "copy"))
    database.add_argument(
        "target", nargs="?", help="the file to write or to restore from; copy: the address of an empty database"
    )
    outbox = add("outbox", _outbox, "List what was not delivered, with the reason; --retry NUMBER tries it again.")
    outbox.add_argument("--retry", nargs="+", type=int, metavar="NUMBER", default=[])
    hook = add("webhook", _webhook, "Let Telegram deliver to WEBHOOK_URL, show what it delivers to, or end that.")
    hook.add_argument("action", choices=("set", "info", "delete"))
    changed = add("knowledge", _knowledge, "What moderators changed in the facts: show it, or write it into a pack.")
    changed.add_argument("action", choices=("diff", "export"))
    changed.add_argument("target", nargs="?", help="export: the folder of the pack to write to")
    add("corrections", _corrections, "List the corrections of what was sent, and what became of each copy.")
    acts = add("audit", _audit, "List who did what with the facts and the moderators.")
    acts.add_argument("--json", action="store_true", help="print one object a line")
    add("purge", _purge, "Erase who asked and what they wrote where it is older than the retention.")


def _db(args: argparse.Namespace, settings: Settings) -> int:
    if args.action != "migrate" and not args.target:
        return broken(f"db {args.action} needs a target: a file, or the address of an empty database")
    operations = _operations()
    match args.action:
        case "migrate":
            return operate(operations.migrate, settings)
        case "backup":
            return operate(operations.back_up, settings, Path(args.target))
        case "restore":
            return operate(operations.restore_from, settings, Path(args.target))
        case _:
            return operate(operations.copy_to, settings, args.target)


def _outbox(args: argparse.Namespace, settings: Settings) -> int:
    operations = _operations()
    if args.retry:
        return operate(operations.retry, settings, args.retry)
    return operate(operations.list_outbox, settings)


def _webhook(args: argparse.Namespace, settings: Settings) -> int:
    return operate(_operations().webhook, settings, args.action)


def _knowledge(args: argparse.Namespace, settings: Settings) -> int:
    if args.action == "diff":
        return operate(_changes().show_diff, settings)
    if not args.target or not (Path(args.target) / "deal.yaml").is_file():
        return broken("knowledge export needs the folder of a pack to write to, e.g. knowledge/NAME")
    return operate(_changes().write, settings, Path(args.target))


def _corrections(_: argparse.Namespace, settings: Settings) -> int:
    return operate(_changes().list_corrections, settings)


def _audit(args: argparse.Namespace, settings: Settings) -> int:
    return operate(_changes().list_acts, settings, args.json)


def _purge(_: argparse.Namespace, settings: Settings) -> int:
    erased = asyncio.run(importlib.import_module("bot.app").purge(settings))
    print(f"erased person and text of {erased} entries")
    return 0


def _changes() -> ModuleType:
    return importlib.import_module("bot.changes")


def _operations() -> ModuleType:
    return importlib.import_module("bot.operations")
