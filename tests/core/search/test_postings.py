"""Rows that stand whole beside the others add up to the same."""

from dataclasses import replace

import numpy as np

from bot.core.search.postings import Postings


def test_total_of_common_and_rare_rows() -> None:
    """Each key gets the values of its cells, each times the weight of its row, in how many keys a row may be."""
    pairs = [("common", key) for key in range(40)] + [("rare", 3), ("rare", 39)]
    postings = Postings.of(["common", "rare", "empty"], pairs, 40)
    postings = replace(postings, values=np.arange(42, dtype=np.float32))
    total = postings.total(postings.numbers(["common", "rare", "empty"]), np.array([2.0, 10.0, 1.0]))
    wanted = np.arange(40) * 2.0
    wanted[[3, 39]] += np.array([40.0, 41.0]) * 10.0
    assert total.tolist() == wanted.tolist()
