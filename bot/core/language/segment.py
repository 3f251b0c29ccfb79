"""Chinese words: where they part, and how much a word says."""

import math
from functools import lru_cache

import rjieba

_EVERYDAY = 5.2
"""Decimal logarithm of how often the commonest words stand in the segmenter's corpus."""
_LEAST = 0.08


def cut(text: str) -> list[str]:
    """`text` as words; what the dictionary does not know comes as single characters."""
    return list(rjieba.cut(text, False))


@lru_cache(maxsize=50_000)
def weight(word: str) -> float:
    """How much `word` says, 0..1: an everyday word (我, 东西) little, a rare one (暴雪, 交割) much."""
    count = max(1, rjieba.suggest_freq(word))
    return max(_LEAST, min(1.0, 1.0 - math.log10(count) / _EVERYDAY))
