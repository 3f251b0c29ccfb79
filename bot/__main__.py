"""The command line."""

import argparse
import asyncio
import importlib
import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from bot import answering, terminal
from bot.settings import Settings, SettingsError, load_settings

BROKEN = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names and return its exit code: 0 done, 1 problems found, 2 cannot run."""
    args = parser().parse_args(argv)
    _speak_utf8()
    try:
        environ = {**os.environ, **({"DEALBOT_PACK": args.pack} if args.pack else {})}
        command: Callable[[argparse.Namespace, Settings], int] = args.command
        return command(args, load_settings(environ))
    except SettingsError as error:
        return _broken("\n".join(error.problems))
    except answering.BrokenError as error:
        return _broken(str(error))
    except (KeyboardInterrupt, BrokenPipeError):
        # Nobody reads on: what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 130


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = argparse.ArgumentParser(prog="dealbot", description="Answers questions about one deal from curated facts.")
    top.add_argument("--pack", metavar="DIR", help="the fact base: a folder, or a name under knowledge/")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace, Settings], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument("--pack", metavar="DIR", default=argparse.SUPPRESS, help="the fact base")
        sub.set_defaults(command=command)
        return sub

    ask = add("ask", _ask, "Answer a question; without one, chat here or answer the lines of a pipe.")
    ask.add_argument("question", nargs="*")
    ask.add_argument("--json", action="store_true", help="print the reply as JSON")
    ask.add_argument("--jsonl", action="store_true", help="read conversations as JSON Lines, write one reply a line")
    why = add("why", _why, "Show what was understood, which facts were weighed and what decided.")
    why.add_argument("question", nargs="+")
    why.add_argument("--json", action="store_true", help="print the evidence as JSON")
    add("check", _check, "Check the fact base and the texts; list every problem as path:line:col.")
    add("run", _run, "Answer on Telegram; without a token, open the sandbox, or answer the lines of a pipe.")
    sandbox = add("sandbox", _sandbox, "Open a Telegram of your own in the browser, with the bot in it.")
    sandbox.add_argument("--port", type=int, default=None, help="where to listen on 127.0.0.1 (0: any free port)")
    sandbox.add_argument("--scenario", type=Path, metavar="FILE", help="what the page's ▶ plays")
    sandbox.add_argument("--pace", type=float, default=None, metavar="SECONDS", help="between two steps of it")
    sandbox.add_argument("--state", type=Path, metavar="DIR", help="keep the database there; else it is thrown away")
    sandbox.add_argument("--no-browser", action="store_true", help="only print the address")
    database = add("db", _db, "Bring the database up to date, back it up, or copy it into another.")
    database.add_argument("action", choices=("migrate", "backup", "copy"))
    database.add_argument("target", nargs="?", help="backup: the file to write; copy: the address of an empty database")
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
    return top


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    answerer = answering.load_answerer(settings)
    if args.jsonl:
        return terminal.examine(answerer, sys.stdin)
    if args.question:
        terminal.say(answerer, " ".join(args.question), args.json)
    else:
        terminal.chat(answerer, sys.stdin, sys.stdin.isatty())
    return 0


def _why(args: argparse.Namespace, settings: Settings) -> int:
    terminal.explain(answering.load_answerer(settings), " ".join(args.question), args.json)
    return 0


def _check(_: argparse.Namespace, settings: Settings) -> int:
    problems, summary = answering.check(settings)
    print("\n".join([*problems, summary]))
    return 1 if problems else 0


def _run(_: argparse.Namespace, settings: Settings) -> int:
    if settings.token:
        code: int = _app().run(settings, answering.load_living(settings))
        return code
    print(terminal.HOW_TO_CONNECT, file=sys.stderr)
    if not _fed():
        return _operate(_rehearsal().rehearse, settings, _rehearsal().Wishes())
    terminal.chat(answering.load_answerer(settings), sys.stdin, interactive=False)
    return 0


def _fed() -> bool:
    """Whether somebody feeds lines in: a pipe or a file, neither a person at a terminal nor nothing."""
    mode = os.fstat(sys.stdin.fileno()).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _sandbox(args: argparse.Namespace, settings: Settings) -> int:
    rehearsal = _rehearsal()
    pace = rehearsal.PACE if args.pace is None else args.pace
    wishes = rehearsal.Wishes(args.port, args.scenario, pace, args.state, not args.no_browser)
    return _operate(rehearsal.rehearse, settings, wishes)


def _rehearsal() -> ModuleType:
    return importlib.import_module("bot.rehearsal")


def _purge(_: argparse.Namespace, settings: Settings) -> int:
    print(f"erased person and text of {asyncio.run(_app().purge(settings))} entries")
    return 0


def _db(args: argparse.Namespace, settings: Settings) -> int:
    if args.action != "migrate" and not args.target:
        return _broken(f"db {args.action} needs a target: a file to write, or the address of an empty database")
    operations = _operations()
    match args.action:
        case "migrate":
            return _operate(operations.migrate, settings)
        case "backup":
            return _operate(operations.back_up, settings, Path(args.target))
        case _:
            return _operate(operations.copy_to, settings, args.target)


def _outbox(args: argparse.Namespace, settings: Settings) -> int:
    operations = _operations()
    if args.retry:
        return _operate(operations.retry, settings, args.retry)
    return _operate(operations.list_outbox, settings)


def _webhook(args: argparse.Namespace, settings: Settings) -> int:
    return _operate(_operations().webhook, settings, args.action)


def _knowledge(args: argparse.Namespace, settings: Settings) -> int:
    if args.action == "diff":
        return _operate(_changes().show_diff, settings)
    if not args.target or not (Path(args.target) / "deal.yaml").is_file():
        return _broken("knowledge export needs the folder of a pack to write to, e.g. knowledge/NAME")
    return _operate(_changes().write, settings, Path(args.target))


def _corrections(_: argparse.Namespace, settings: Settings) -> int:
    return _operate(_changes().list_corrections, settings)


def _audit(args: argparse.Namespace, settings: Settings) -> int:
    return _operate(_changes().list_acts, settings, args.json)


def _operate(operation: Callable[..., None], *args: object) -> int:
    try:
        operation(*args)
    except _operations().FAILURES as error:
        return _broken(str(error))
    return 0


def _changes() -> ModuleType:
    return importlib.import_module("bot.changes")


def _operations() -> ModuleType:
    return importlib.import_module("bot.operations")


def _app() -> ModuleType:
    # Telegram's client takes longer to import than an answer to find: only who needs it waits for it.
    return importlib.import_module("bot.app")


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _broken(why: str) -> int:
    print(f"dealbot: {why}", file=sys.stderr)
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
