"""Where the bot listens and speaks, as the chat's admins chose."""

from datetime import timedelta, tzinfo

from bot.chat.authority import Authority
from bot.chat.incoming import Question
from bot.chat.policies import heard
from bot.chat.ports import Chats, Ledger
from bot.core.policy import Mode, Policy


class Hearing:
    """Looks up what was chosen for the place where something is said; hours are those of `zone`."""

    def __init__(self, chats: Chats, ledger: Ledger, authority: Authority, zone: tzinfo) -> None:
        self._chats = chats
        self._ledger = ledger
        self._authority = authority
        self._zone = zone

    async def policy(self, question: Question) -> Policy | None:
        """Return what was chosen for a chat; None where the bot answers nothing at this place."""
        if await self._chats.paused(question.seat.chat_id):
            return None
        policy = await self._chats.policy(question.seat.chat_id)
        answers = policy.mode is not Mode.OFF and policy.reaches(question.seat.topic_id)
        return policy if answers else None

    async def heard(self, question: Question) -> Policy | None:
        """Return what was chosen for the chat of a message that is to be answered; None where it is not."""
        if not question.addressed and not question.at_large:
            return None
        policy = await self.policy(question)
        if policy is None or not heard(policy, question, self._hour(question)):
            return None
        return policy if question.addressed or await self._rested(question, policy) else None

    async def obeyed(self, question: Question) -> bool:
        """Say whether a command is carried out; admins give theirs everywhere but where the bot is paused."""
        if await self._chats.paused(question.seat.chat_id):
            return False
        policy = await self._chats.policy(question.seat.chat_id)
        for_all = not policy.mute and policy.reaches(question.seat.topic_id)
        return for_all or await self._authority.objection(question) is None

    async def hushed(self, question: Question) -> bool:
        """Say whether nothing but answers is wanted there now."""
        policy = await self._chats.policy(question.seat.chat_id)
        return policy.mute or policy.rests(self._hour(question))

    async def _rested(self, question: Question, policy: Policy) -> bool:
        since = question.at - timedelta(seconds=policy.cooldown)
        return not policy.cooldown or await self._ledger.overheard(question.seat.chat_id, since) is None

    def _hour(self, question: Question) -> int:
        return question.at.astimezone(self._zone).hour
