"""Where the bot listens and speaks, as the chat's admins chose, and whether it does so at all."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.authority import Authority
from bot.chat.calendar import Calendar
from bot.chat.incoming import Question
from bot.chat.policies import heard
from bot.chat.ports import Chats, Clock, Doors, Ledger
from bot.core.records.access import Budget, Standing
from bot.core.records.policy import Mode

OWN_RIGHT = "forget"
"""The one command that nobody is ever refused: what is erased must not depend on the bot's mood."""


@dataclass(frozen=True, slots=True)
class House:
    """What holds in all chats: whose hours count, and how much is answered a day."""

    calendar: Calendar
    budget: Budget


class Hearing:
    """Looks up, in one read, what holds for the place and the person where something is said."""

    def __init__(self, doors: Doors, ledger: Ledger, authority: Authority, house: House) -> None:
        self._doors = doors
        self._ledger = ledger
        self._authority = authority
        self.house = house

    async def standing(self, question: Question) -> Standing | None:
        """Return how a chat and a person stand; None where the bot answers nothing at this place."""
        found = await self._standing(question)
        silent = found.closed or found.paused or found.policy.mode is Mode.OFF
        return None if silent or not found.policy.reaches(question.seat.topic_id) else found

    async def heard(self, question: Question) -> Standing | None:
        """Return how chat and person stand where a message is to be answered; None where it is not."""
        if not question.addressed and not question.at_large:
            return None
        found = await self.standing(question)
        if found is None or not heard(found.policy, question, self._hour(question)):
            return None
        return found if question.addressed or await self._rested(question, found.policy.cooldown) else None

    async def obeyed(self, question: Question) -> bool:
        """Say whether a command is carried out; admins give theirs everywhere but where the bot is paused."""
        found = await self._standing(question)
        if found.closed:
            return self._authority.owns(question.seat.person_id)
        if found.paused or (found.muted and not found.trusted):
            return False
        for_all = not found.policy.mute and found.policy.reaches(question.seat.topic_id)
        return for_all or await self._authority.objection(question) is None

    async def open_for(self, question: Question) -> bool:
        """Say whether a command is carried out that works even where the bot is paused."""
        if question.command == OWN_RIGHT or self._authority.owns(question.seat.person_id):
            return True
        return not (await self._standing(question)).closed

    async def hushed(self, question: Question) -> bool:
        """Say whether nothing but answers is wanted there now."""
        policy = (await self._standing(question)).policy
        return policy.mute or policy.rests(self._hour(question))

    async def _standing(self, question: Question) -> Standing:
        found = await self._doors.standing(question.seat, question.at, self.house.budget)
        return replace(found, trusted=found.trusted or self._authority.owns(question.seat.person_id))

    async def _rested(self, question: Question, cooldown: int) -> bool:
        since = question.at - timedelta(seconds=cooldown)
        return not cooldown or await self._ledger.overheard(question.seat.chat_id, since) is None

    def _hour(self, question: Question) -> int:
        return self.house.calendar.local(question.at).hour


class Quiet:
    """Where no notices are wanted that nobody waits for."""

    def __init__(self, chats: Chats, calendar: Calendar, clock: Clock) -> None:
        """A quiet of chats whose hours are those of `calendar`."""
        self._chats = chats
        self._calendar = calendar
        self._clock = clock

    async def hushed(self, chat_id: int) -> bool:
        """Say whether a chat is paused, shows nothing of the bot's, or has its quiet hours now."""
        policy = await self._chats.policy(chat_id)
        now = self._calendar.local(self._clock())
        return policy.mute or policy.rests(now.hour) or await self._chats.paused(chat_id)
