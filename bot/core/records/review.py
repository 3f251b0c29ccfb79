"""What moderators look at, and what they decide about it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.records.ballot import Reason
from bot.core.records.record import Act, Entry, Why
from bot.core.records.revision import Revision
from bot.core.records.statistics import Share


class Ruling(StrEnum):
    """How a card was settled."""

    TAUGHT = "taught"
    ADDED = "added"
    APPROVED = "approved"
    WRONG = "wrong"
    REWRITTEN = "rewritten"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    MUTED = "muted"
    MERGED = "merged"
    IGNORED = "ignored"


POSTED = frozenset({Ruling.APPROVED, Ruling.REWRITTEN, Ruling.WITHDRAWN, Ruling.DELETED})
"""What those who asked read as soon as it is decided, and what nothing takes back."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something, under which name as far as that is known, and when."""

    person_id: int
    name: str
    at: datetime

    @property
    def who(self) -> str:
        """Name and id, as they are shown: a name that could call somebody or lead somewhere is left plain."""
        name = "".join(c for c in self.name if c.isalnum() or c in " -_·").strip()[:_NAME]
        return f"{name}（{self.person_id}）" if name else str(self.person_id)


_NAME = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A question that moderators are to look at: why, how often it was asked, and the first answer not forgotten.

    `state` is open, done, merged or gone (nobody who asked is remembered). `version` counts its changes, `shows` how
    often it was posted anew. `awaits` says that who claimed it will reply with other words for the answer.
    `fact` is what the question belongs to by now, `revision_id` what was taught, or is proposed while the card is open.
    `reasons` are why readers vote against it, in the order they were given, each with their own words, if any.
    `so_far` is how many answers of the same chat that came for the same reason were found right, of those judged.
    """

    id: int
    why: Why
    count: int
    state: str
    version: int
    shows: int = 0
    first: Entry | None = None
    ruling: str = ""
    detail: str = ""
    settled: Hand | None = None
    claimed: Hand | None = None
    awaits: bool = False
    fact: str = ""
    revision_id: int | None = None
    good: bool | None = None
    reasons: tuple[tuple[Reason, str], ...] = ()
    so_far: Share = field(default_factory=lambda: Share(0, 0))

    @property
    def asked(self) -> str:
        """The question as it was understood: without links and names, which nobody should be called by."""
        if self.first is None:
            return ""
        # What the bot itself wrote on a button.
        return str(self.first.evidence.get("text") or "") or (self.first.text if self.first.trigger else "")


@dataclass(frozen=True, slots=True)
class Mute:
    """Whom not to listen to, and until when."""

    person_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything that one decision about a card brings about, to be written down at once.

    It counts only if the card is as it was when it was read. `good` is what it says of the answer, `into` the card that
    this one is merged into. `release` are held answers that go out, `rewrite` standing ones, both with their new words.
    """

    card: Card
    by: Hand
    ruling: Ruling
    act: Act
    detail: str = ""
    good: bool | None = None
    fact: str = ""
    revision: Revision | None = None
    mute: Mute | None = None
    into: int | None = None
    release: tuple[Entry, ...] = ()
    rewrite: tuple[Entry, ...] = ()
