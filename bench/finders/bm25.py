"""bm25s: words weighed by how rare they are, in sparse matrices."""

import bm25s

from bench.finders import Find
from bench.trial import Trial
from bot.core.language.segment import cut


def build(trial: Trial) -> Find:
    """BM25 over the words of the phrasings of `trial`, as the bot's own segmenter parts them."""
    entries = [entry for entry, _ in trial.phrasings]
    index = bm25s.BM25()
    index.index([_words(text) for _, text in trial.phrasings], show_progress=False)

    def find(text: str) -> str:
        numbers, _ = index.retrieve([_words(text)], k=1, show_progress=False)
        return entries[int(numbers[0, 0])]

    return find


def _words(text: str) -> list[str]:
    return [word for word in cut(text.lower()) if not word.isspace()]
