"""Which answers are looked at unasked."""

from bot.core.records.sampling import is_sampled

NEAR, FAR = (("a", 0.8), ("b", 0.72)), (("a", 0.8), ("b", 0.2))


def test_sampling() -> None:
    """About one in so many of the near ones is taken, the same each time; none of the others, none at 0."""
    taken = [number for number in range(10_000) if is_sampled(NEAR, number, 20, 15)]
    assert 400 < len(taken) < 600
    assert all(is_sampled(NEAR, number, 20, 15) for number in taken)
    assert not any(is_sampled(FAR, number, 1, 15) or is_sampled(NEAR, number, 0, 15) for number in taken)
    assert not is_sampled(NEAR[:1], taken[0], 1, 100)
