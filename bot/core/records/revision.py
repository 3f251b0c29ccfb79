"""Changes of facts while the bot runs: each is a numbered revision on top of the fact base."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.model import Fact

VERSION = "facts"
"""The name under which programs on one database tell each other that revisions changed."""
KEYS = ("title", "say", "more", "standing", "figure.value", "figure.unit", "figure.bound", "figure.approximate")
"""What a revision may set of a fact that there is, as an editor names it."""
TOLD = ("say", "standing")
"""Of these, what a reader of an answer sees."""


class Change(StrEnum):
    """What a revision does to its fact."""

    WORDING = "wording"
    FIGURE = "figure"
    STANDING = "standing"
    PHRASING = "phrasing"
    PAUSE = "pause"
    RESUME = "resume"
    RETIRE = "retire"
    NEW = "new"
    UNDO = "undo"


class Stage(StrEnum):
    """How far a revision has come: only a live one counts; a merged one is said by the fact base itself by now."""

    PROPOSED = "proposed"
    LIVE = "live"
    UNDONE = "undone"
    REFUSED = "refused"
    MERGED = "merged"


COUNTED = frozenset({Stage.LIVE, Stage.UNDONE, Stage.MERGED})
"""Stages of what counts or has counted: messages may say it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one fact.

    `number` counts from 1 within the fact, in the order in which revisions come to count; the fact base is 0. `fields`
    are the new values by key, `asks` the phrasings that it adds, `before` the old values of the same keys. `by` asked
    for it, `second` agreed to it.
    """

    fact: str
    change: Change
    by: int
    at: datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    stage: Stage = Stage.PROPOSED
    second: int | None = None
    number: int = 0
    id: int = 0

    @property
    def label(self) -> str:
        """What a line of the audit log calls it."""
        return f"{self.fact} #{self.number} {self.change.value}"

    @property
    def old(self) -> str:
        """What it replaces, a line a key."""
        whole = self.change in {Change.RETIRE, Change.UNDO}
        return _lines({key: old for key, old in self.before.items() if whole or key in self.fields})

    @property
    def new(self) -> str:
        """What it sets, a line a key or phrasing."""
        return "\n".join(filter(None, (_lines(self.fields), *self.asks)))


@dataclass(frozen=True, slots=True)
class Net:
    """What all live revisions of a fact come to; `number` is that of the last that counts, here or in the files."""

    fields: Mapping[str, str]
    asks: tuple[str, ...]
    number: int
    paused: bool
    retired: bool
    new: bool

    @property
    def written(self) -> bool:
        """Whether it changes anything in the files of the fact base."""
        return bool(self.fields or self.asks or self.retired or self.new)


def values_of(fact: Fact) -> dict[str, str]:
    """What a fact has under each key that a revision may set; keys that it has nothing for are left out."""
    figure = fact.figure
    values = {"title": fact.title, "say": fact.say, "more": fact.more, "standing": fact.standing}
    if figure:
        values |= {
            "figure.value": f"{figure.value:g}",
            "figure.unit": figure.unit,
            "figure.bound": figure.bound.value,
            "figure.approximate": str(figure.approximate).lower(),
        }
    return {key: value for key, value in values.items() if value}


def net(revisions: Sequence[Revision]) -> dict[str, Net]:
    """The live ones of `revisions`, in the order in which they came to count, put together by fact."""
    counted = (r for r in revisions if r.stage in {Stage.LIVE, Stage.MERGED})
    by_fact: dict[str, list[Revision]] = {}
    for revision in sorted(counted, key=lambda revision: revision.number):
        by_fact.setdefault(revision.fact, []).append(revision)
    return {fact: _net(own) for fact, own in by_fact.items()}


def needs_second(change: Change) -> bool:
    """Whether one moderator alone may not make it: what it changes is what the material is said to say."""
    return change in {Change.FIGURE, Change.STANDING, Change.NEW}


def undoing(revision: Revision, by: int, at: datetime) -> Revision:
    """The revision that tells that `revision` is taken back: what it changed is then as it was without it."""
    return Revision(revision.fact, Change.UNDO, by, at, {}, (), dict(revision.fields), Stage.LIVE)


def change_of(fields: Mapping[str, str], before: Mapping[str, str]) -> Change:
    """What setting `fields` is, the gravest of them deciding; a number that was not there before is a figure."""
    numbers = {n for value in fields.values() for n in _NUMBER.findall(value)}
    known = {n for value in before.values() for n in _NUMBER.findall(value)}
    if numbers - known or any(key.startswith("figure.") for key in fields):
        return Change.FIGURE
    return Change.STANDING if "standing" in fields else Change.WORDING


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _lines(values: Mapping[str, str]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in values.items())


def _net(revisions: Sequence[Revision]) -> Net:
    fields: dict[str, str] = {}
    asks: dict[str, None] = {}
    live = [r for r in revisions if r.stage is Stage.LIVE]
    for revision in live:
        fields.update(revision.fields)
        asks.update(dict.fromkeys(revision.asks))
    switches = [r.change for r in live if r.change in {Change.PAUSE, Change.RESUME, Change.RETIRE}]
    last = switches[-1] if switches else None
    return Net(
        fields=fields,
        asks=tuple(asks),
        number=max(revision.number for revision in revisions),
        paused=last is Change.PAUSE,
        retired=last is Change.RETIRE,
        new=any(revision.change is Change.NEW for revision in live),
    )
