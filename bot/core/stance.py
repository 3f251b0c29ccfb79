"""Whether a message asks, states, or says what a fact affirms or refutes."""

from collections.abc import Iterable, Mapping

from bot.core.context import Reading
from bot.core.retrieve import Match

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning",
     "who", "how", "which", "which_one"}
)  # fmt: skip
"""Roles of questions that yes or no does not answer."""
_CLEARLY, _PLAINLY, _STATED, _SURELY = 0.06, 0.12, 0.55, 0.75
_SHORT = 5


def said_as(match: Match, reading: Reading) -> str:
    """`affirm`, `refute`, or `ask` where a message says neither of what the fact affirms and refutes."""
    asked = max(match.by_role.get("ask", 0.0), match.by_role.get("say", 0.0))
    affirmed, refuted = match.by_role.get("affirm", 0.0), match.by_role.get("refute", 0.0)
    best, said = max(affirmed, refuted), "affirm" if affirmed > refuted else "refute"
    turned = _negated(reading.own.roles) != _negated(_roles(match.nearest.get(said, {})))
    told_apart = abs(affirmed - refuted) >= _CLEARLY and (said == "affirm" or _against(match, reading))
    if best < _STATED or not told_apart:
        return "ask"
    if reading.roles & OPEN:
        bar = asked + _CLEARLY if "why" in reading.roles else max(asked + _PLAINLY, _SURELY)
        return said if said == "refute" and best >= bar and not turned else "ask"
    return "ask" if turned else said


def states(reading: Reading) -> bool:
    """Whether a message states something of substance without asking anything: 小公司春天来了."""
    if reading.roles & OPEN:
        return False
    if reading.roles & {"yesno", "either", "status_ask", "request"} or reading.own.text.endswith("?"):
        return "tag" in reading.own.roles
    verbs = any(name[0] in "tw" for name in reading.own.features)
    return verbs and len(reading.own.text) > _SHORT


def _against(match: Match, reading: Reading) -> bool:
    """Whether the message says what only the refuted statement says: a word of it, or the same without a denial."""
    refuted, affirmed = match.nearest["refute"], match.nearest.get("affirm", {})
    denied = _negated(_roles(affirmed)) and not _negated(_roles(refuted)) and not _negated(reading.own.roles)
    return denied or any(n in refuted and n not in affirmed for n in reading.features if n[0] in "cwtre")


def _roles(features: Mapping[str, float]) -> set[str]:
    return {name[2:] for name in features if name[0] == "r"}


def _negated(roles: Iterable[str]) -> bool:
    return "negation" in roles
