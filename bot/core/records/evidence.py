"""Why an answer says what it says, in a few words of the house for people who decide about it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

BEST = 3
"""Candidates that are named."""
MOST = 6
"""Words of a kind that are named."""


def understood(evidence: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """The names of the companies and subjects that were recognised; empty where there are none."""
    return "、".join(dict.fromkeys(name(i) for i in (*_some(evidence, "about"), *_some(evidence, "concepts"))))


def unexplained(evidence: Mapping[str, Any]) -> str:
    """The words that mean nothing to the bot."""
    return "、".join(_some(evidence, "unexplained"))


def candidates(scores: Sequence[tuple[str, float]], name: Callable[[str], str]) -> str:
    """The best candidates with their scores."""
    return "；".join(f"{name(entry)} {score:.2f}" for entry, score in scores[:BEST])


def decided(evidence: Mapping[str, Any]) -> str:
    """The kind of the decision as texts are named after it; empty where it is not known."""
    return str(evidence.get("decision") or "").partition("(")[0].lower()


def _some(evidence: Mapping[str, Any], key: str) -> list[str]:
    return [str(word) for word in evidence.get(key) or ()][:MOST]
