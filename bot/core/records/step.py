"""What one command or one press does to the revisions of a fact: all of it happens, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.records.record import Act
from bot.core.records.revision import Revision, Stage


class Reach(StrEnum):
    """How far a change reaches: what is said from now on, also what stands, also those who asked."""

    SILENT = "silent"
    EDIT = "edit"
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class Move:
    """A revision that goes from one stage to another; `second` agrees, `was` is what it replaces by now."""

    id: int
    before: Stage
    after: Stage
    second: int
    was: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A move, a new revision, or a new one for which another is moved; `act` is its line of the audit log.

    `update_id` is the update that asks for it: one that is worked off twice acts once.
    """

    act: Act
    update_id: int | None = None
    moves: Move | None = None
    adds: Revision | None = None
    reach: Reach = Reach.SILENT
