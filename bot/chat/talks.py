"""What a question continues: the answer it replies to, else what the same person asked here lately."""

from datetime import timedelta

from bot.chat.incoming import Question
from bot.chat.ports import Ledger
from bot.core.model import Turn
from bot.core.records.record import Entry, Origin

TURNS = 4


class Talks:
    """Conversations, read from the ledger."""

    def __init__(self, ledger: Ledger, follow_up: timedelta) -> None:
        self._ledger = ledger
        self._follow_up = follow_up

    async def before(self, question: Question) -> int | None:
        """Return the entry that a question follows."""
        if question.replied_to is not None:
            answer = await self._ledger.by_answer(question.seat.chat_id, question.replied_to)
            if answer is not None and _is_turn(answer):
                return answer.id
        if question.anonymous:
            # Several people hide behind that name: one's question is not another's context.
            return None
        last = await self._ledger.latest(question.seat, question.at - self._follow_up)
        return last.id if last else None

    async def turns(self, entry_id: int | None) -> tuple[Turn, ...]:
        """Return the conversation that ends with this entry."""
        return () if entry_id is None else await self._ledger.conversation(entry_id, TURNS)


def _is_turn(entry: Entry) -> bool:
    return entry.origin is Origin.QUESTION or bool(entry.reply.fact_ids)
