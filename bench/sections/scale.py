"""Synthetic packs that grow: who stays fast, who stays right."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bench.contenders import BOT, FUZZY, HEAD, SEARCH, Contender, cells, try_all
from bench.fresh import Measured
from bench.sizes import SEED, Sizes
from bench.synthetic import grow
from bench.tables import table, times
from bench.trial import Trial, prepare
from bot.core.model import Pack

Tried = tuple[int, Contender, Measured]
"""How many phrasings were wanted of a pack, who was tried on it, and how that went."""


def tables(pack: Pack, texts: Mapping[str, str], sizes: Sizes) -> Sequence[str]:
    """Time, recall, building and memory for each size; how the bot compares and grows."""
    tried: list[Tried] = []
    rows: list[tuple[str, ...]] = []
    for wanted in sizes.phrasings:
        trial = prepare(grow(pack, wanted, SEED), texts)
        for contender, measured in try_all(trial, sizes):
            tried.append((wanted, contender, measured))
            rows.append((f"{wanted:>7,}: {contender.name}", _held(trial), *cells(measured)))
    head = ("pack and contender", "phrasings", *HEAD)
    notes = ("  Questions are held-out phrasings; memory is the growth of the process's peak.",)
    whole = table("2. Synthetic packs (see bench/synthetic.py)", head, rows, notes)
    return (whole, _growth(tried), _ratio(tried)) if len(sizes.phrasings) > 1 else (whole, _ratio(tried))


def _held(trial: Trial) -> str:
    return f"{len(trial.phrasings):,}"


def _growth(tried: Sequence[Tried]) -> str:
    names = dict.fromkeys(contender.name for _, contender, _ in tried)
    sizes = list(dict.fromkeys(wanted for wanted, _, _ in tried))
    head = ("contender", *(f"{few:,} -> {many:,}" for few, many in pairwise(sizes)))
    return table("   Growth of the median time", head, [(name, *_steps(name, tried)) for name in names])


def _steps(name: str, tried: Sequence[Tried]) -> list[str]:
    medians = [measured.times.median for _, contender, measured in tried if contender.name == name]
    return [times(after / before) for before, after in pairwise(medians)]


def _ratio(tried: Sequence[Tried]) -> str:
    """How long the scan of all phrasings takes beside the bot's whole answer, and beside its search, for each size."""
    medians = {(wanted, contender.name): measured.times.median for wanted, contender, measured in tried}
    sizes = dict.fromkeys(wanted for wanted, _, _ in tried)
    mine = (BOT.name, SEARCH.name)
    rows = ((f"{n:,}", *(times(medians[n, FUZZY.name] / medians[n, name]) for name in mine)) for n in sizes)
    return table("   How many times as long extractOne takes as the bot, by the median", ("phrasings", *mine), rows)
