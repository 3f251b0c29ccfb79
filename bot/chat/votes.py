"""👍 and 👎 below answers: counted at once, and enough 👎 put an answer to review."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.buttons import Word
from bot.chat.calendar import Calendar
from bot.chat.desk import Desk
from bot.chat.flood import Admission, Flood
from bot.chat.incoming import Press
from bot.chat.ports import Answerer
from bot.chat.reasons import Reasons
from bot.chat.votebook import VoteBook
from bot.core.records.ballot import DOWN, SIGNS, VERBS, Rule, Vote, Voted, said, votable, why, with_votes
from bot.core.records.record import Entry, Why

Bring = Callable[[Entry, Why], Awaitable[None]]


class Dresser:
    """Puts the counts below an answer, and above it that it is being checked, at the moment when it leaves.

    What the ledger keeps is the answer alone: so whatever edits an answer keeps its votes, and the newest counts leave.
    """

    def __init__(self, say: Answerer, book: VoteBook, calendar: Calendar) -> None:
        self._say = say
        self._book = book
        self._calendar = calendar

    async def dressed(self, entry: Entry) -> Entry:
        """Return an entry as its message is to look right now."""
        if not votable(entry):
            return entry
        ballot, reply = await self._book.ballot(entry), entry.reply
        if ballot.since is not None:
            reply = self._say.checking(reply, self._calendar.day(ballot.since))
        return replace(entry, reply=with_votes(reply, ballot, said(entry.reply)) if ballot.open else reply)


class Doubts:
    """Ends the review of an answer."""

    def __init__(self, book: VoteBook, desk: Desk) -> None:
        self._book = book
        self._desk = desk

    async def cleared(self, entry: Entry, at: datetime) -> None:
        """Take away that an answer is being checked, and let no votes say so again while its words stay the same."""
        await self._book.clear(entry, at)
        await self._desk.touch(entry, at)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What blunts brigading: when an answer is put to review, and how fast one person may vote."""

    rule: Rule
    flood: Flood


class Votes:
    """Takes votes."""

    def __init__(self, book: VoteBook, desk: Desk, reasons: Reasons, bring: Bring, bounds: Bounds) -> None:
        """Votes that `bring` answers before the moderators."""
        self._book = book
        self._desk = desk
        self._reasons = reasons
        self._bring = bring
        self._bounds = bounds

    async def pressed(self, press: Press, entry: Entry | None) -> str | Word | None:
        """Count a vote, change it, or withdraw it where the same button is pressed again."""
        _, verb, words = (*press.data.split(":"), "", "")[:3]
        if entry is None or press.seat.person_id is None or not votable(entry) or verb not in VERBS:
            return "stale"
        if words != said(entry.reply):
            # Nobody votes on words that they have not seen.
            return "vote_anew"
        if self._bounds.flood.admit(press.seat.speaker, press.at) is not Admission.YES:
            return "too_many_presses"
        return await self._count(press, entry, Vote(press.seat.person_id, VERBS[verb], press.at, press.update_id))

    async def _count(self, press: Press, entry: Entry, vote: Vote) -> str | Word | None:
        cast = await self._book.cast(entry, vote, self._bounds.rule)
        await self._desk.recount(entry, press.at)
        if cast is None:
            return "votes_off"
        if cast.doubted:
            await self._desk.touch(entry, press.at)
            await self._bring(entry, Why.WRONG)
        told = Word(f"vote_{cast.what.value}", {"vote": SIGNS[vote.value]})
        if cast.what is Voted.WITHDRAWN or vote.value != DOWN:
            return told
        if entry.chat_id == vote.person_id:
            await self._reasons.ask(press, entry)
            return told
        # Everybody reads the keyboard here, so the reason is asked for where only the voter is.
        return Word("vote_why", {"told": self._reasons.words(told), "start": why(entry.id)}, why(entry.id))
