"""`python -m tests.fuzz`: random texts by the hundred thousand, each reply held against what must be true of all."""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from bot.answering import load_answerer
from bot.core.language.amounts import AmountParser
from bot.facts.texts import load_texts
from bot.settings import load_settings
from tests.core.test_properties import PIECES, Check, Numbers
from tests.exam.items import read_items

_BATCH = 5_000
_MOST_PIECES = 4
_CHARACTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0x4E00, 0x9FA5, 37), *range(0x1F600, 0x1F650))))


def main(argv: Sequence[str] | None = None) -> int:
    """Try `--texts` texts and return 1 where a reply to one is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    seeds = range(args.seed, args.seed + max(1, args.texts // _BATCH))
    with ProcessPoolExecutor(args.processes, initializer=_prepare) as pool:
        failures = [failure for found in pool.map(_try_batch, seeds) for failure in found]
    sys.stdout.write("\n".join([*failures, f"{len(seeds) * _BATCH:,} texts, {len(failures)} failures"]) + "\n")
    return int(bool(failures))


def _prepare() -> None:
    global _check, _utterances  # noqa: PLW0603 - one per process, made once
    settings = load_settings(environ={})
    texts, answerer = load_texts(settings.texts), load_answerer(settings)
    pack = answerer.knowledge.pack
    _check = Check(answerer, Numbers(pack, texts.values(), AmountParser.of(pack.language)))
    _utterances = [item.turns[-1] for item in read_items()]


_check: Check
_utterances: list[str]


def _try_batch(seed: int) -> list[str]:
    # Nothing here is secret: the same seed must give the same texts.
    return [failure for text in _texts(random.Random(seed)) if (failure := _failure(text))]  # noqa: S311


def _texts(chance: random.Random) -> Iterator[str]:
    for _ in range(_BATCH):
        parts = chance.choices((*PIECES, *_utterances), k=chance.randint(1, _MOST_PIECES))
        text = chance.choice(("", " ", "，", "\n")).join(parts)[: chance.randint(1, 60)]
        for _ in range(chance.randint(0, 4)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(_CHARACTERS) + text[at + chance.randint(0, 1) :]
        yield text


def _failure(text: str) -> str:
    try:
        _check.answer(text)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
        return f"{text!r}: {type(error).__name__}: {str(error)[:200]}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
