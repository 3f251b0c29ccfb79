"""The deal pack as it is, asked what people ask."""

from collections.abc import Mapping, Sequence

from bench.contenders import HEAD, LEGEND, cells, try_all
from bench.sizes import Sizes, spread
from bench.synthetic import thin
from bench.tables import table
from bench.trial import prepare
from bot.core.model import Pack
from tests.exam.items import read_items


def tables(pack: Pack, texts: Mapping[str, str], sizes: Sizes) -> Sequence[str]:
    """Time on the last turns of the exam's conversations, recall on phrasings that were held out."""
    messages = spread((item.turns[-1] for item in read_items()), sizes.asked)
    trial = prepare(thin(pack, sizes.share), texts, messages)
    rows = [(contender.name, *cells(measured)) for contender, measured in try_all(trial, sizes)]
    title = f"1. The deal pack: {len(trial.phrasings):,} phrasings; time per message over {len(messages):,} of the exam"
    return (table(title, ("contender", *HEAD), rows, LEGEND),)
