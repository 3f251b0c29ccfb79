"""Those who asked learn what came of it, each where they asked."""

from dataclasses import replace
from datetime import datetime

from bot.chat.moderation.tools import Tools
from bot.chat.numbers import Own
from bot.core.model import Reply
from bot.core.records.record import Entry, Origin, State, Why
from bot.core.records.review import Card


class Telling:
    """Answers those who asked, once their question is taught."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def tell(self, card: Card, at: datetime) -> None:
        """Tell everybody on a card who has not been told; of a fact that is gone by now there is nothing to tell."""
        for asked in await self._tools.shelf.untold(card.id):
            # Nothing is said where the bot is only tried out.
            answer = None if card.why is Why.SHADOW else self._answer(asked.text, card.fact)
            if answer is not None and asked.state is State.HELD:
                await self._tools.desk.release(replace(asked, reply=answer))
            elif answer is not None:
                await self._post(asked, answer, card.why, at)
            await self._tools.shelf.told(card.id, asked.id)

    async def _post(self, asked: Entry, answer: Reply, why: Why, at: datetime) -> None:
        head = self._tools.say.say("answered_right" if why is Why.WRONG else "answered_now")
        reply = answer.below(head.text, head.html)
        told = Entry(Own.ANSWERED.number(asked.id), at, Origin.NOTICE, asked.chat_id, asked.message_id, reply)
        before = await self._tools.ledger.by_number(told.update_id)
        if before is None:
            # A message that is posted twice is known by its number.
            await self._tools.desk.post(replace(told, topic_id=asked.topic_id, follows=asked.id))
        elif not before.moved and before.reply.html != reply.html:
            # It was told before that was taken back: what is right now stands in its place.
            await self._tools.desk.rewrite(replace(before, reply=reply))

    def _answer(self, text: str, fact: str) -> Reply | None:
        try:
            alone = self._tools.say.fact(fact)
        except LookupError:
            return None
        answer = self._tools.say.answer(text).reply if text else alone
        return answer if fact in answer.fact_ids else alone
