"""Which answers are looked at though nobody complained: some of those that were nearly another."""

from collections.abc import Sequence
from hashlib import blake2b

WHOLE = 100


def is_sampled(scores: Sequence[tuple[str, float]], update_id: int, one_in: int, gap_percent: int) -> bool:
    """Whether the best two of `scores` (best first) lie within `gap_percent` of the best, and it is one in `one_in`.

    Which ones it is depends on the update alone, so that a repetition decides alike; 0 is none.
    """
    if not one_in or len(scores) <= 1:
        return False
    (_, best), (_, second) = scores[:2]
    near = (best - second) * WHOLE <= gap_percent * best
    return near and int.from_bytes(blake2b(str(update_id).encode(), digest_size=8).digest()) % one_in == 0
