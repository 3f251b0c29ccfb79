"""Arithmetic on bounded amounts: at most 300 of 600, more than 100 less less than 100."""

import math
from dataclasses import dataclass, replace

from bot.core.model import Bound, Figure


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount known only within bounds: `low`..`high`; `open_low`/`open_high` where the end itself is not reached."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False
    approximate: bool = False

    @classmethod
    def of(cls, figure: Figure) -> "Quantity":
        """What `figure` allows, in its own unit; an amount is never below nothing."""
        value, about = figure.value, figure.approximate
        match figure.bound:
            case Bound.EXACTLY:
                return cls(value, value, approximate=about)
            case Bound.AT_MOST:
                return cls(0.0, value, open_low=True, approximate=about)
            case Bound.LESS_THAN:
                return cls(0.0, value, open_low=True, open_high=True, approximate=about)
            case Bound.MORE_THAN:
                return cls(value, math.inf, open_low=True, approximate=about)

    @property
    def exact(self) -> bool:
        """Whether both ends are the same."""
        return self.low == self.high

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(
            self.low + other.low, self.high + other.high,
            self.open_low or other.open_low, self.open_high or other.open_high,
            self.approximate or other.approximate,
        )  # fmt: skip

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(
            self.low - other.high, self.high - other.low,
            self.open_low or other.open_high, self.open_high or other.open_low,
            self.approximate or other.approximate,
        )  # fmt: skip

    def __mul__(self, times: float) -> "Quantity":
        return replace(self, low=self.low * times, high=self.high * times)

    def __truediv__(self, other: "Quantity") -> "Quantity":
        """The ratio; of a divisor that may be as small as nothing no upper bound is known."""
        return Quantity(
            self.low / other.high, self.high / other.low if other.low else math.inf,
            self.open_low or other.open_high, self.open_high or other.open_low,
            self.approximate or other.approximate,
        )  # fmt: skip

    def surely_more(self, other: "Quantity") -> bool:
        """Whether every value this may have is above every value of `other`."""
        return self.low > other.high or (self.low == other.high and (self.open_low or other.open_high))

    def allows(self, value: float, tolerance: float = 0.03) -> bool:
        """Whether `value` may be meant, within `tolerance` of an end."""
        return self.low * (1 - tolerance) <= value <= self.high * (1 + tolerance)


def number(value: float, digits: int = 1) -> str:
    """`value` as a reader writes it: 300, 12.2, 8.2."""
    rounded = round(value, digits)
    return f"{rounded:.0f}" if rounded == int(rounded) else f"{rounded:.{digits}f}"


def percent(value: float) -> str:
    """A share as per cent: 0.0822 is 8.2%."""
    return f"{number(value * 100)}%"
