"""Arithmetic on bounded amounts: a bound is never lost, and never invented."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures import Quantity, number, percent
from bot.core.model import Bound, Figure

amounts = st.integers(min_value=1, max_value=10_000).map(float)


def figure(value: float, bound: Bound) -> Figure:
    """Some figure."""
    return Figure("甲", "出资", value, "亿元", bound)


def at(value: float, bound: Bound) -> Quantity:
    """A quantity of a bound."""
    return Quantity.of(figure(value, bound))


@st.composite
def held(draw: st.DrawFn) -> tuple[Quantity, float]:
    """A quantity and a value that it may have."""
    value, bound = draw(amounts), draw(st.sampled_from(Bound))
    inside = draw(st.floats(min_value=0.05, max_value=0.95))
    match bound:
        case Bound.EXACTLY:
            real = value
        case Bound.AT_MOST:
            real = draw(st.sampled_from([value, value * inside]))
        case Bound.LESS_THAN:
            real = value * inside
        case Bound.MORE_THAN:
            real = value / inside
    return at(value, bound), real


def holds(quantity: Quantity, value: float) -> bool:
    """Whether a quantity leaves room for a value."""
    near = 1e-9 * max(1.0, abs(value))
    return quantity.low - near <= value <= quantity.high + near


@given(held(), held())
def test_sums_hold(one: tuple[Quantity, float], other: tuple[Quantity, float]) -> None:
    """Whatever two amounts really are, their sum, difference and ratio lie within the bounds."""
    (a, x), (b, y) = one, other
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a / b, x / y)


@given(held(), held())
def test_surely_more(one: tuple[Quantity, float], other: tuple[Quantity, float]) -> None:
    """Surely more is said only where every value is more; never of both sides."""
    (a, x), (b, y) = one, other
    if a.surely_more(b):
        assert x > y
        assert not b.surely_more(a)


@given(amounts, amounts, st.sampled_from(Bound), st.sampled_from(Bound))
def test_exact_only_of_exact(first: float, second: float, one: Bound, other: Bound) -> None:
    """A result is exact only where both parts are."""
    exact = one is other is Bound.EXACTLY
    assert (at(first, one) + at(second, other)).exact == exact
    assert (at(first, one) - at(second, other)).exact == exact


def test_the_parts_of_a_deal() -> None:
    """At most 300, more than 100 and less than 100 neither reach nor miss 600 for sure."""
    together = at(300, Bound.AT_MOST) + at(100, Bound.MORE_THAN) + at(100, Bound.LESS_THAN)
    whole = at(600, Bound.EXACTLY)
    assert (together.low, together.high) == (100, math.inf)
    assert not together.surely_more(whole)
    assert not whole.surely_more(together)


def test_more_than_is_more_than_less_than() -> None:
    """More than 100 is surely more than less than 100, though both name 100."""
    assert at(100, Bound.MORE_THAN).surely_more(at(100, Bound.LESS_THAN))
    assert not at(100, Bound.AT_MOST).surely_more(at(100, Bound.EXACTLY))


def test_share_of_a_whole() -> None:
    """At most 300 of 600 is at most a half."""
    share = at(300, Bound.AT_MOST) / at(600, Bound.EXACTLY)
    assert (share.low, share.high) == (0, 0.5)
    assert share.allows(0.5)
    assert not share.allows(0.82)


@pytest.mark.parametrize(
    ("value", "shown"), [(300.0, "300"), (12.1666, "12.2"), (8.2191, "8.2"), (0.0, "0"), (-5.0, "-5"), (24.33, "24.3")]
)
def test_number(value: float, shown: str) -> None:
    """Numbers are shown as a reader writes them."""
    assert number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.5, "50%"), (0.082191, "8.2%"), (1 / 6, "16.7%"), (1.0, "100%")])
def test_percent(value: float, shown: str) -> None:
    """Shares are shown as per cent."""
    assert percent(value) == shown
