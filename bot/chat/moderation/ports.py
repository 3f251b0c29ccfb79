"""What moderation needs of the rest of the house."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.chat.ports import Answerer
from bot.core.model import Reply
from bot.core.records.record import Act, Correcting, Entry, Report, Why
from bot.core.records.review import Card, Settlement
from bot.core.records.revision import Revision
from bot.core.records.statistics import Statistics
from bot.core.records.step import Step
from bot.core.replies.amend import Amendment
from bot.core.replies.drawing import Drawing


class Facts(Protocol):
    """The facts as they are right now."""

    def follow(self, revisions: Sequence[Revision]) -> None:
        """Answer as these revisions say from now on; that takes a second or two."""
        ...

    def objections(self, revisions: Sequence[Revision]) -> list[str]:
        """Return what would be wrong if these were all revisions, one sentence each."""
        ...

    def merged(self, revisions: Sequence[Revision]) -> list[int]:
        """Return the ids of those live revisions that the files of the fact base say themselves."""
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

    def standing(self, name: str) -> str:
        """Return how certain something is, in words."""
        ...

    def amended(self, reply: Reply, fresh: Reply | None, amendment: Amendment) -> Reply:
        """Return a sent reply as it reads after an amendment; `fresh` is what it would say if it were made now."""
        ...

    def rewritten(self, reply: Reply, text: str, day: str) -> Reply:
        """Return a moderator's text instead of a reply; one that stands tells the day of it, a held one has none."""
        ...

    def withdrawn(self, reply: Reply, day: str) -> Reply:
        """Return what stands where a withdrawn reply was."""
        ...

    def name(self, entry: str) -> str:
        """Return the name of what has an id in the fact base; the id where it has none."""
        ...

    def template(self, near: str) -> tuple[str, dict[str, str]]:
        """Return the lines of a draft, filled in as in a fact near to it, and what may stand under its keys."""
        ...

    def draft(self, text: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return the fields and phrasings of a new fact as a moderator wrote them; DraftError says what is wrong."""
        ...


class Core(Answerer, Facts, Protocol):
    """A core that answers, and whose facts may be changed while it runs."""

    def drawing(self) -> Drawing:
        """Return the picture of the deal as it is now, as values."""
        ...


class Revisions(Protocol):
    """What was changed, in order."""

    async def all(self) -> list[Revision]:
        """Return every revision, oldest first."""
        ...

    async def take(self, step: Step) -> Revision | None:
        """Do a step as a whole and once; return the revision it comes to, None where another is not where it was."""
        ...

    async def done(self, update_id: int | None) -> Revision | None:
        """Return the revision that an update has led to."""
        ...

    async def merge(self, ids: Sequence[int]) -> None:
        """Note that live revisions count no more, as the fact base says them itself."""
        ...


class Corrections(Protocol):
    """Orders to bring copies up to date."""

    async def running(self) -> list[Correcting]:
        """Return the orders that are not done, oldest first."""
        ...

    async def all(self) -> list[Correcting]:
        """Return every order, oldest first."""
        ...

    async def stale(self, wanted: Correcting, limit: int) -> list[tuple[Entry, int]]:
        """Return up to `limit` copies that an order has not reached, each with the revision that it was brought to."""
        ...

    async def amend(self, wanted: Correcting, entry: Entry, reached: int) -> bool:
        """Write what a copy that was at revision `reached` now says; False where somebody else did."""
        ...

    async def edited(self, wanted: Correcting) -> list[tuple[int, Entry]]:
        """Return the copies that were edited, oldest first, each with a number that no other edit has."""
        ...

    async def finish(self, wanted: Correcting, messages: Sequence[Entry]) -> bool:
        """Note that an order is done, and send `messages`; False where it was noted already, and nothing is sent."""
        ...

    async def report(self, wanted: Correcting) -> Report:
        """Return what became of the copies."""
        ...


class Staff(Protocol):
    """Moderators and the audit log."""

    async def moderators(self) -> list[int]:
        """Return the ids of the moderators."""
        ...

    async def appoint(self, person_id: int, act: Act) -> None:
        """Make somebody a moderator, with the line of the audit log for it."""
        ...

    async def dismiss(self, person_id: int, act: Act, update_id: int | None = None) -> bool:
        """Make somebody a moderator no more; False where they were none before this update."""
        ...

    async def hush(self, person_id: int, until: datetime | None, act: Act) -> bool:
        """Listen to somebody no more until then, or again without `until`; False where they were not muted."""
        ...

    async def log(self, act: Act, update_id: int | None = None) -> None:
        """Add a line to the audit log; an update that has acted adds none."""
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
        """Put an answer on the open card of its question, or a new one; None where it is on one for this reason."""
        ...

    async def find(self, card_id: int) -> Card | None:
        """Return a card."""
        ...

    async def entries(self, card_id: int) -> list[Entry]:
        """Return the answers on a card and on those merged into it, with the revisions that they say."""
        ...

    async def mergeable(self, card: Card, limit: int) -> list[Card]:
        """Return the last open cards that came for the same reason, without this one."""
        ...

    async def due(self, limit: int) -> list[int]:
        """Return the cards that changed since they were attended to."""
        ...

    async def attended(self, card: Card) -> None:
        """Note that a card is shown as it was at this version, and what follows from it is done."""
        ...

    async def show_anew(self, card: Card) -> bool:
        """Note that a card is to be posted anew; False where another program does that."""
        ...

    async def claim(self, settlement: Settlement, awaits: bool) -> bool:
        """Note who looks after a card; False where it has changed."""
        ...

    async def unclaim(self, settlement: Settlement) -> bool:
        """Note that nobody looks after a card any more; False where it has changed."""
        ...

    async def settle(self, settlement: Settlement) -> bool:
        """Close a card with all that follows, at once; False where it has changed since it was read."""
        ...

    async def reopen(self, settlement: Settlement, undo: Revision | None) -> bool:
        """Take a decision back with what it brought about; False where that cannot be any more."""
        ...

    async def propose(self, settlement: Settlement) -> bool:
        """Keep a proposed fact as what becomes of a card; False where it has changed."""
        ...

    async def adopt(self, card: Card, at: datetime) -> bool:
        """Settle a card whose proposal is live, or drop a refused one; False where neither is so."""
        ...

    async def discard(self, settlement: Settlement) -> bool:
        """Let withdrawn answers be deleted; False where the card has changed."""
        ...

    async def bury(self, card_id: int) -> None:
        """Close a card of which nobody who asked is remembered."""
        ...

    async def untold(self, card_id: int) -> list[Entry]:
        """Return the answers of those who asked and have not been told."""
        ...

    async def told(self, card_id: int, entry_id: int) -> None:
        """Note that somebody on a card was told what came of it."""
        ...
