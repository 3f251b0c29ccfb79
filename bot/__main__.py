"""The command line."""

import argparse
import os
import sys
from collections.abc import Sequence

from bot import answering
from bot.cli import keeping, knowing, running, telling
from bot.cli.commands import Command, Commands, broken
from bot.extras import EXTRAS, remedy
from bot.settings import SettingsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names and return its exit code: 0 done, 1 problems found, 2 cannot run."""
    args = parser().parse_args(argv)
    _speak_utf8()
    try:
        environ = {**os.environ, **({"DEALBOT_PACK": args.pack} if args.pack else {})}
        command: Command = args.command
        return command(args, environ)
    except SettingsError as error:
        return broken("\n".join(error.problems))
    except answering.BrokenError as error:
        return broken(str(error))
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        return broken(remedy(error.name))
    except (KeyboardInterrupt, BrokenPipeError):
        # Nobody reads on: what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 130


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = argparse.ArgumentParser(prog="dealbot", description="Answers questions about one deal from curated facts.")
    top.add_argument("--pack", metavar="DIR", help="the fact base: a folder, or a name under knowledge/")
    commands = Commands(top)
    for room in (knowing, running, keeping, telling):
        room.add_to(commands)
    return top


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.exit(main())
