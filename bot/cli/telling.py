"""Commands that tell operators what was asked and how well it was answered."""

import argparse
import importlib
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.cli.commands import Commands, operate
from bot.core.records.statistics import PERIODS
from bot.settings import Settings

MOST_DAYS = 3650


def add_to(commands: Commands) -> None:
    """Add these commands."""
    add = commands.add
    stats = add("stats", _stats, "What was asked and how well it was answered, over some days, in one chat or in all.")
    stats.add_argument("--days", type=_days, metavar="N", help="the last N days (default: 1, 7 and 30)")
    stats.add_argument("--chat", type=int, metavar="ID", help="one chat alone; for a group --chat=-100...")
    stats.add_argument("--json", action="store_true", help="print one object a line")
    out = add("export", _export, "Write the answers into a file for other programs, without who asked what.")
    out.add_argument("file", type=Path, metavar="FILE", help="a new file, *.csv or *.json")
    out.add_argument(
        "--since",
        type=_date,
        metavar="DATE",
        default=datetime(1970, 1, 1, tzinfo=UTC),
        help="answers since then, 2026-01-31",
    )
    out.add_argument("--personal", action="store_true", help="also who asked, the question, and the pressed button")
    out.add_argument("--force", action="store_true", help="write over a file that is there")


def _stats(args: argparse.Namespace, settings: Settings) -> int:
    days = (args.days,) if args.days else PERIODS
    return operate(importlib.import_module("bot.figures").show_figures, settings, days, args.chat, args.json)


def _export(args: argparse.Namespace, settings: Settings) -> int:
    operations = importlib.import_module("bot.operations")
    return operate(operations.export_to, settings, args.file, operations.Wish(args.since, args.personal), args.force)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST_DAYS}, not {text!r}")
    return int(text)


def _date(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a date such as 2026-01-31, not {text!r}") from None
