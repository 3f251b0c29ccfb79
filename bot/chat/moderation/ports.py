"""What moderation needs of the rest of the house."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.amend import Amendment
from bot.core.model import Reply, Turn
from bot.core.record import Act, Card, Correcting, Entry, Report, Why
from bot.core.revision import Revision, Stage
from bot.core.statistics import Statistics


class Facts(Protocol):
    """The facts as they are right now."""

    def follow(self, revisions: Sequence[Revision]) -> None:
        """Answer as these revisions say from now on; that takes a second or two."""
        ...

    def objections(self, revisions: Sequence[Revision]) -> list[str]:
        """Return what would be wrong if these were all revisions, one sentence each."""
        ...

    def owner(self, text: str) -> str:
        """Return the fact that answers a text by now; empty where none does."""
        ...

    def values(self, fact_id: str) -> dict[str, str]:
        """Return what a fact has under each key; LookupError where there is no such fact."""
        ...

    def number(self, fact_id: str) -> int:
        """Return the number of the revision that a fact stands at."""
        ...

    def amended(self, reply: Reply, question: str, turns: Sequence[Turn], amendment: Amendment) -> Reply:
        """Return a sent reply as it reads after an amendment."""
        ...


class Revisions(Protocol):
    """What was changed, in order."""

    async def all(self) -> list[Revision]:
        """Return every revision, oldest first."""
        ...

    async def add(self, revision: Revision) -> Revision:
        """Keep a revision and return it with its number."""
        ...

    async def settle(self, revision_id: int, before: Stage, after: Stage, second: int | None = None) -> bool:
        """Take a revision from one stage to another; False where somebody else has moved it already."""
        ...

    async def take_back(self, revision_id: int, undoing: Revision) -> Revision | None:
        """Undo a live revision; None where it is not live any more."""
        ...


class Corrections(Protocol):
    """Orders to bring copies up to date."""

    async def order(self, wanted: Correcting) -> int:
        """Keep an order and return its number."""
        ...

    async def running(self) -> list[Correcting]:
        """Return the orders that are not done, oldest first."""
        ...

    async def all(self) -> list[Correcting]:
        """Return every order, oldest first."""
        ...

    async def stale(self, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
        """Return up to `limit` copies that say an older revision, each with its number."""
        ...

    async def amend(self, wanted: Correcting, entry: Entry, number: int) -> bool:
        """Write what a copy that said revision `number` now says; False where somebody else did."""
        ...

    async def finish(self, wanted: Correcting) -> bool:
        """Note that an order is done; False where it was noted already."""
        ...

    async def report(self, wanted: Correcting) -> Report:
        """Return what became of the copies."""
        ...


class Staff(Protocol):
    """Moderators and the audit log."""

    async def moderators(self) -> list[int]:
        """Return the ids of the moderators."""
        ...

    async def appoint(self, person_id: int, by: int, at: datetime) -> None:
        """Make somebody a moderator."""
        ...

    async def dismiss(self, person_id: int) -> bool:
        """Make somebody a moderator no more; False where they were none."""
        ...

    async def hush(self, person_id: int, until: datetime | None, act: Act) -> bool:
        """Listen to somebody no more until then, or again without `until`; False where they were not muted."""
        ...

    async def log(self, act: Act) -> None:
        """Add a line to the audit log."""
        ...

    async def acts(self, limit: int) -> list[Act]:
        """Return the last lines of the audit log, oldest first."""
        ...


class Counting(Protocol):
    """The figures of what was asked and answered."""

    async def over(self, since: datetime, chat_id: int | None) -> Statistics:
        """Return the figures since then, of one chat or of all."""
        ...


class Versions(Protocol):
    """What changed, by name and number."""

    async def current(self) -> dict[str, int]:
        """Return all numbers."""
        ...


class Shelf(Protocol):
    """Where cards are kept."""

    async def desk(self) -> int | None:
        """Return the moderators' chat; None where there is none."""
        ...

    async def move_desk(self, chat_id: int) -> None:
        """Let cards go to another chat."""
        ...

    async def note(self, why: Why, key: str, entry_id: int, at: datetime) -> Card | None:
        """Put an answer on the open card of its question, or a new one; None where it is on one already."""
        ...

    async def find(self, card_id: int) -> Card | None:
        """Return a card."""
        ...

    async def settle(self, card_id: int, person_id: int, verdict: str) -> bool:
        """Close a card with a verdict; False where somebody else has closed it."""
        ...

    async def untold(self, card_id: int) -> list[Entry]:
        """Return the answers of those who asked and have not been told."""
        ...

    async def told(self, entry_id: int) -> None:
        """Note that somebody was told."""
        ...
