"""Votes on answers: which may be voted on, for which words, and how the counts stand below them."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.model import Button, Kind, Reply
from bot.core.records.record import Entry, Origin

UP, DOWN = 1, -1
SIGNS = {UP: "👍", DOWN: "👎"}
VERBS = {"up": UP, "down": DOWN}
_CLAIMING = frozenset({Kind.ANSWER, Kind.CORRECTION, Kind.NOT_COVERED})
_ASKED_FOR = frozenset({Origin.QUESTION, Origin.BUTTON, Origin.COMMAND})
_WHY = re.compile(r"why_(\d{1,15})", re.ASCII)


class Reason(StrEnum):
    """Why somebody votes an answer down."""

    INACCURATE = "inaccurate"
    BESIDE = "beside"
    OUTDATED = "outdated"
    OTHER = "other"


class Voted(StrEnum):
    """What a press on a vote came to."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How the votes on what an answer says stand; `since` it is being checked, if it is."""

    open: bool
    ups: int
    downs: int
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One press: `value` is UP or DOWN, `update_id` tells it from the next press of the same button."""

    person_id: int
    value: int
    at: datetime
    update_id: int


@dataclass(frozen=True, slots=True)
class Rule:
    """When an answer is put to review: by so many who vote it down and are more than those who do not.

    Who is in the ledger for less than `presence` is counted and does not weigh.
    """

    downs: int
    presence: timedelta


@dataclass(frozen=True, slots=True)
class Cast:
    """What a press came to, and whether it puts the answer to review."""

    what: Voted
    doubted: bool


def votable(entry: Entry) -> bool:
    """Whether an entry claims something about the material to somebody who asked."""
    return entry.reply.kind in _CLAIMING and entry.origin in _ASKED_FOR


def fact_of(reply: Reply) -> str:
    """The fact that votes on a reply are about, the first that it says; empty where it says none."""
    return next(iter(reply.fact_ids), "") if reply.kind is not Kind.NOT_COVERED else ""


def said(reply: Reply) -> str:
    """What votes on a reply belong to: the same for the same words, another for others."""
    return hashlib.blake2b(reply.text.encode(), digest_size=6).hexdigest()


def with_votes(reply: Reply, ballot: Ballot, words: str) -> Reply:
    """A reply with the counts below it; a press tells that it is about these `words`."""
    counts = {"up": ballot.ups, "down": ballot.downs}
    row = tuple(Button(f"{SIGNS[VERBS[verb]]} {n}", f"vote:{verb}:{words}") for verb, n in counts.items())
    return replace(reply, buttons=(*reply.buttons, row))


def why(entry_id: int) -> str:
    """The parameter of the deep link where the reason of a vote against an entry is asked for."""
    return f"why_{entry_id}"


def entry_of(parameter: str) -> int | None:
    """The entry of such a parameter; None where it is something else."""
    found = _WHY.fullmatch(parameter)
    return int(found[1]) if found else None
