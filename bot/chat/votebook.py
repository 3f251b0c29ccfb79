"""What voting needs of the storage."""

from datetime import datetime
from typing import Protocol

from bot.core.records.ballot import Ballot, Cast, Reason, Rule, Vote
from bot.core.records.record import Entry


class VoteBook(Protocol):
    """Who voted what on which words."""

    async def ballot(self, entry: Entry) -> Ballot:
        """Return how the votes on what an entry says stand."""
        ...

    async def cast(self, entry: Entry, vote: Vote, rule: Rule) -> Cast | None:
        """Count a vote on what an entry says, change or withdraw it; None where there is no voting."""
        ...

    async def clear(self, entry: Entry, at: datetime) -> None:
        """Note that what an entry says was checked and may stand."""
        ...

    async def voted_down(self, entry_id: int, person_id: int) -> Entry | None:
        """Return an entry if this person votes against what it says."""
        ...

    async def explain(self, entry: Entry, person_id: int, reason: Reason) -> bool:
        """Note why somebody votes against an entry; False where they do not."""
        ...

    async def add_words(self, entry_id: int, person_id: int, words: str) -> bool:
        """Note in somebody's own words why; False unless they said OTHER and nothing more yet."""
        ...

    async def to_tell(self, entry_id: int) -> tuple[Entry, int] | None:
        """Return an entry and the last vote against what it said, where somebody is to be told that it changed."""
        ...

    async def told(self, entry: Entry, last: int) -> None:
        """Note that those who voted against what an entry said before, up to this vote, were told."""
        ...
