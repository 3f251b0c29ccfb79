"""What an admin may choose for a chat, one choice a button: `mode:off`, `quiet:23-7`, `topic:12`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core.records.policy import Mode, Policy

COOLDOWNS = (0, 30, 60, 300, 900, 3600)
"""Seconds that are offered."""
COLLAPSES = (0, 5, 10, 30, 60)
"""Minutes that are offered."""
SWITCHES = ("unaddressed", "votes", "anonymous")
MOST_TOPICS = 50
_HOURS = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_TOPIC = re.compile(r"(-?)(\d{1,15})", re.ASCII)
_A_DAY = 24


def choose(policy: Policy, choice: str) -> Policy:
    """The policy after a choice; LookupError where there is no such choice.

    A choice says what is to hold, not what is to change: pressed twice, it holds.
    """
    what, _, value = choice.partition(":")
    return _CHOICES[what](policy, value)


def _mode(policy: Policy, value: str) -> Policy:
    if value not in set(Mode):
        raise LookupError(value)
    return replace(policy, mode=Mode(value))


def _offered(numbers: tuple[int, ...], value: str) -> int:
    return {str(number): number for number in numbers}[value]


def _quiet(policy: Policy, value: str) -> Policy:
    if value == "none":
        return replace(policy, quiet=None)
    found = _HOURS.fullmatch(value)
    begin, end = (int(found[1]), int(found[2])) if found else (0, 0)
    if begin == end or max(begin, end) >= _A_DAY:
        raise LookupError(value)
    return replace(policy, quiet=(begin, end))


def _topic(policy: Policy, value: str) -> Policy:
    """Add a topic, or take it away again with a minus before it; `all` takes away every one."""
    if value == "all":
        return replace(policy, topics=())
    found = _TOPIC.fullmatch(value)
    if found is None:
        raise LookupError(value)
    others = tuple(topic for topic in policy.topics if topic != int(found[2]))
    return replace(policy, topics=others if found[1] else (*others, int(found[2]))[-MOST_TOPICS:])


_STATES = {"on": True, "off": False}
_CHOICES: Mapping[str, Callable[[Policy, str], Policy]] = {
    "mode": _mode,
    "quiet": _quiet,
    "topic": _topic,
    "cooldown": lambda policy, value: replace(policy, cooldown=_offered(COOLDOWNS, value)),
    "collapse": lambda policy, value: replace(policy, collapse=_offered(COLLAPSES, value)),
    "unaddressed": lambda policy, value: replace(policy, unaddressed=_STATES[value]),
    "votes": lambda policy, value: replace(policy, votes=_STATES[value]),
    "anonymous": lambda policy, value: replace(policy, anonymous=_STATES[value]),
}
