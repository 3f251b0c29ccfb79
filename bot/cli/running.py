"""Commands that run the bot, and those that look whether it can."""

import argparse
import importlib
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from bot import answering, terminal
from bot.cli.commands import Commands, operate
from bot.settings import Settings, load_settings
from bot.settings.listing import as_markdown, as_text, numbers_as_text


def add_to(commands: Commands) -> None:
    """Add these commands."""
    add, before = commands.add, commands.before
    add("run", _run, "Answer on Telegram; without a token, open the sandbox, or answer the lines of a pipe.")
    sandbox = add("sandbox", _sandbox, "Open a Telegram of your own in the browser, with the bot in it.")
    sandbox.add_argument("--port", type=int, default=None, help="where to listen on 127.0.0.1 (0: any free port)")
    sandbox.add_argument("--scenario", type=Path, metavar="FILE", help="what the page's ▶ plays")
    sandbox.add_argument("--pace", type=float, default=None, metavar="SECONDS", help="between two steps of it")
    sandbox.add_argument("--state", type=Path, metavar="DIR", help="keep the database there; else it is thrown away")
    sandbox.add_argument("--no-browser", action="store_true", help="only print the address")
    before("doctor", _doctor, "Look at everything the bot stands on, and say what to do.")
    listed = before("settings", _settings, "List the settings, what they are and what they mean.")
    listed.add_argument("--markdown", action="store_true", help="print the tables of docs/deploy.md")


def _run(_: argparse.Namespace, settings: Settings) -> int:
    if settings.token:
        code: int = importlib.import_module("bot.app").run(settings, answering.load_living(settings))
        return code
    print(terminal.HOW_TO_CONNECT, file=sys.stderr)
    if not _fed():
        return operate(_rehearsal().rehearse, settings, _rehearsal().Wishes())
    terminal.chat(answering.load_answerer(settings), sys.stdin, interactive=False)
    return 0


def _doctor(_: argparse.Namespace, environ: Mapping[str, str]) -> int:
    checkup = importlib.import_module("bot.checkup")
    found = checkup.examine(environ, answering.check)
    print("\n".join(line for finding in found for line in checkup.lines(finding)))
    return 1 if any(finding.grave for finding in found) else 0


def _settings(args: argparse.Namespace, environ: Mapping[str, str]) -> int:
    if args.markdown:
        print(as_markdown(), end="")
        return 0
    # Even where some of them are wrong, which is said afterwards.
    print("\n".join(as_text(environ)))
    print("", *numbers_as_text(load_settings(environ).limits), sep="\n")
    return 0


def _fed() -> bool:
    """Whether somebody feeds lines in: a pipe or a file, neither a person at a terminal nor nothing."""
    mode = os.fstat(sys.stdin.fileno()).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _sandbox(args: argparse.Namespace, settings: Settings) -> int:
    rehearsal = _rehearsal()
    pace = rehearsal.PACE if args.pace is None else args.pace
    wishes = rehearsal.Wishes(args.port, args.scenario, pace, args.state, not args.no_browser)
    return operate(rehearsal.rehearse, settings, wishes)


def _rehearsal() -> ModuleType:
    return importlib.import_module("bot.rehearsal")
