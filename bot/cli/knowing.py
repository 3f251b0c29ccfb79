"""Commands that need the fact base alone: ask it, check it, draw it, begin another."""

import argparse
import importlib
import sys
from pathlib import Path

from bot import answering, terminal
from bot.cli.commands import Commands, broken
from bot.core.replies.table import table
from bot.facts.template import NewPackError, new_pack
from bot.paths import data_root, packs_folder
from bot.settings import Settings


def add_to(commands: Commands) -> None:
    """Add these commands."""
    add = commands.add
    ask = add("ask", _ask, "Answer a question; without one, chat here or answer the lines of a pipe.")
    ask.add_argument("question", nargs="*")
    ask.add_argument("--json", action="store_true", help="print the reply as JSON")
    ask.add_argument("--jsonl", action="store_true", help="read conversations as JSON Lines, write one reply a line")
    why = add("why", _why, "Show what was understood, which facts were weighed and what decided.")
    why.add_argument("question", nargs="+")
    why.add_argument("--json", action="store_true", help="print the evidence as JSON")
    add("check", _check, "Check the fact base and the texts; list every problem as path:line:col.")
    pack = add("new-pack", _new_pack, "Write an empty, commented fact base for another deal.")
    pack.add_argument("name", help="what it is called: small letters and digits, parted by '-' or '_'")
    pack.add_argument("folder", nargs="?", type=Path, help="where to write it; knowledge/NAME where it is not given")
    picture = add("picture", _picture, "Draw who puts in what, with its bounds, as a PNG.")
    picture.add_argument("file", type=Path, help="the file to write, e.g. deal.png")


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


def _new_pack(args: argparse.Namespace, _: Settings) -> int:
    folder = args.folder or packs_folder() / args.name
    try:
        new_pack(data_root() / "knowledge" / "template", args.name, folder)
    except NewPackError as error:
        return broken(str(error))
    print(f"{answering.shown(folder)}: an empty fact base, with comments that say what to write.")
    print(f"How to fill it: docs/your-own-deal.md. Then: dealbot check --pack {args.folder or args.name}")
    return 0


def _picture(args: argparse.Namespace, settings: Settings) -> int:
    drawing = answering.load_answerer(settings).drawing()
    pictures = importlib.import_module("bot.pictures")
    try:
        args.file.write_bytes(pictures.painter()(drawing))
    except (pictures.NoPainterError, OSError) as error:
        print(table(drawing))
        return broken(f"no picture is written, the table above says the same: {error}")
    print(drawing.alt)
    return 0
