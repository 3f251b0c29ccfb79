"""Who is measured, and how a measurement reads as a row."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bench.finders import Build, bm25, bot, fuzzy
from bench.fresh import Measured, measure
from bench.sizes import Sizes
from bench.tables import megabytes, milliseconds, percent
from bench.trial import Trial


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to find an entry; one that `scans` all phrasings is asked less where they are many."""

    name: str
    build: Build
    scans: bool = False


BOT = Contender("bot", bot.build)
SEARCH = Contender("bot, search", bot.build_search)
FUZZY = Contender("rapidfuzz", fuzzy.build, scans=True)
CONTENDERS = (BOT, SEARCH, FUZZY, Contender("bm25s", bm25.build))
LEGEND = (
    "  bot: Answerer.answer, the whole way to the reply; bot, search: reading and weighing alone, which is what the",
    "  others do; rapidfuzz: extractOne with WRatio; bm25s: BM25 over words.",
    "  recall@1: how many of the held-out phrasings (1 in 10 of every entry) have their own entry come first.",
)
HEAD = ("p50 ms", "p99 ms", "recall@1", "asked", "build s", "memory MB")


def try_all(trial: Trial, sizes: Sizes) -> Iterator[tuple[Contender, Measured]]:
    """Each contender with what was measured of it on `trial`."""
    for contender in CONTENDERS:
        count = len(trial.phrasings)
        sys.stderr.write(f"measuring {contender.name} on {count:,} phrasings ...\n")
        yield contender, measure(contender.build, trial, sizes.questions(count, contender.scans))


def cells(measured: Measured) -> tuple[str, ...]:
    """What stands under `HEAD`."""
    return (
        milliseconds(measured.times.median),
        milliseconds(measured.times.within(0.99)),
        percent(measured.right),
        f"{measured.asked:,}",
        f"{measured.build:.2f}",
        "?" if measured.grown is None else megabytes(measured.grown),
    )
