"""How time grows with the length of a message, up to what Telegram lets through."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from bench.clock import Times, clocked
from bench.sizes import Sizes
from bench.tables import milliseconds, table
from bot.core.answer import Answerer
from tests.exam.items import read_items

_HARD = ("英伟达投多少", "OpenAI", "zhong guo ", "1. ", "？", "600亿", "how much is it ", "a" * 60 + " ")
"""What is repeated until a message is full: the extremes for the segmenter, pinyin, lists, stops and amounts."""
_STRIDE = 37
"""How many turns lie between the beginnings of two messages: each length gets other talk."""


def tables(answerer: Answerer, sizes: Sizes) -> Sequence[str]:
    """Median and slowest for each length: talk made of the exam's turns, and one thing over and over."""
    talk = [item.turns[-1] for item in read_items()]
    # Some tables are only loaded when a message first needs them: each kind is met once before the clock runs.
    clocked(answerer.answer, (talk[0], *_HARD))
    rows = [
        (f"{length:,} of {kind}", milliseconds(times.median), milliseconds(times.most), f"{len(times.seconds)}")
        for length in sizes.lengths
        for kind, messages in (("talk", list(_talk(talk, length, sizes.messages))), ("repetition", _repeated(length)))
        for times in (_times(answerer, messages),)
    ]
    notes = ("  talk: turns of the exam, one after the other; repetition: one word, number or sign over and over.",)
    return (
        table(
            "3. The bot on the deal pack by length of message", ("characters", "p50 ms", "max ms", "asked"), rows, notes
        ),
    )


def _times(answerer: Answerer, messages: Sequence[str]) -> Times:
    return clocked(answerer.answer, messages)[1]


def _talk(turns: Sequence[str], length: int, count: int) -> Iterator[str]:
    for number in range(count):
        # A turn has two characters or more, so these are enough.
        some = islice(cycle(turns), number * _STRIDE, number * _STRIDE + length)
        yield "\n".join(some)[:length]


def _repeated(length: int) -> list[str]:
    return [(piece * length)[:length] for piece in _HARD]
