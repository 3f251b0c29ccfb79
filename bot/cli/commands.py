"""What subcommands are made of, and how one that cannot do its work says so."""

import argparse
import importlib
import sys
from collections.abc import Callable, Mapping

from bot.settings import Settings, load_settings

BROKEN = 2
"""The exit code of a command that cannot run."""
Command = Callable[[argparse.Namespace, Mapping[str, str]], int]


class Commands:
    """The subcommands of a parser, as they are added to it."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self._subparsers = top.add_subparsers(required=True, metavar="COMMAND")

    def add(
        self, name: str, command: Callable[[argparse.Namespace, Settings], int], text: str
    ) -> argparse.ArgumentParser:
        """Add a command that runs with the settings; its parser takes its arguments."""
        return self.before(name, lambda args, environ: command(args, load_settings(environ)), text)

    def before(self, name: str, command: Command, text: str) -> argparse.ArgumentParser:
        """Add a command that runs on the environment as it is, also where the settings are wrong."""
        sub = self._subparsers.add_parser(name, help=text, description=text)
        sub.add_argument("--pack", metavar="DIR", default=argparse.SUPPRESS, help="the fact base")
        sub.set_defaults(command=command)
        return sub


def operate(operation: Callable[..., None], *args: object) -> int:
    """Do what needs the database or the network; return the exit code, after the reason where it fails."""
    try:
        operation(*args)
    except importlib.import_module("bot.operations").FAILURES as error:
        return broken(str(error))
    return 0


def broken(why: str) -> int:
    """Say why a command cannot run, and return its exit code."""
    print(f"dealbot: {why}", file=sys.stderr)
    return BROKEN
