"""Which end of a number a message asks for, and whether the bounds leave it open: 乙最多占多少."""

import math

from bot.core.figures import Quantity
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding

_ENDS = {"no_upper": ("bound_at_most", "superlative_most"), "no_lower": ("bound_at_least", "superlative_least")}

_OF_AN_END = frozenset({"how_much", "share", "continuation"})
"""Roles beside a superlative that make it a limit: 最多多少, and 最少呢 after it."""


def open_end(read: Understanding, allowed: Quantity) -> str:
    """The end that a message asks for, where `allowed` has none: `no_upper` or `no_lower`; else empty."""
    asked = asked_end(read)
    endless, from_nothing = math.isinf(allowed.high), allowed.low <= 0
    is_open = {"no_upper": endless, "no_lower": from_nothing}
    return asked if is_open.get(asked) and not (endless and from_nothing) else ""


def asked_end(read: Understanding) -> str:
    """The end that a message asks for, `no_upper` or `no_lower`; empty where it asks for none."""
    return next((end for end, roles in _ENDS.items() if _asks_for(read, *roles)), "")


def _asks_for(read: Understanding, bound: str, superlative: str) -> bool:
    """Whether a message has a limit that limits no number of its own; 出得最多的占几成 asks for no limit."""
    if any(amount.bound for amount in read.amounts):
        return False
    said = [token for token in read.tokens if plays(token, superlative)]
    picks = any(read.text[: t.start].endswith(("得", "的")) or read.text[t.end :].startswith("的") for t in said)
    asked = superlative in read.roles and not picks and not read.roles.isdisjoint(_OF_AN_END)
    return bound in read.roles or asked
