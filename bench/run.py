"""The command line: every section in turn, printed as it is done."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.sections import deal, length, scale, start
from bench.sizes import FULL, QUICK, Sizes
from bot.answering import load_answerer
from bot.core.answer import Answerer
from bot.facts.texts import load_texts
from bot.settings import load_settings

Section = Callable[[], Sequence[str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and return 0: a slow bot is no error here."""
    sizes = _sizes(argv)
    settings = load_settings(environ={})
    sections = _sections(sizes, load_answerer(settings), load_texts(settings.texts))
    with ThreadPoolExecutor(sizes.at_once) as pool:
        for tables in pool.map(lambda section: section(), sections):
            sys.stdout.write("\n\n".join(tables) + "\n\n")
            sys.stdout.flush()
    return 0


def _sections(sizes: Sizes, answerer: Answerer, texts: Mapping[str, str]) -> tuple[Section, ...]:
    pack = answerer.knowledge.pack
    return (
        lambda: deal.tables(pack, texts, sizes),
        lambda: scale.tables(pack, texts, sizes),
        lambda: length.tables(answerer, sizes),
        lambda: start.tables(sizes),
    )


def _sizes(argv: Sequence[str] | None) -> Sizes:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed and recall; assert nothing.")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it works, not how fast")
    return QUICK if parser.parse_args(argv).quick else FULL
