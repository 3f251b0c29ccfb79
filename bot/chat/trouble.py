"""When an update cannot be worked on: one log entry, and one sentence to whoever waits for an answer."""

import logging

from telegram import Bot, Update

from bot.chat.addressing import Me
from bot.chat.gate import Gate
from bot.chat.incoming import read_question
from bot.chat.outgoing import Courier
from bot.chat.ports import Answerer, Clock

LOG_LENGTH = 1000
log = logging.getLogger(__name__)


class Trouble:
    """The last resort."""

    def __init__(self, answerer: Answerer, gate: Gate, courier: Courier, clock: Clock) -> None:
        self._answerer = answerer
        self._gate = gate
        self._courier = courier
        self._clock = clock

    async def tell(self, update: Update, bot: Bot, error: Exception) -> None:
        """Log what went wrong and tell the person."""
        log.error("the update failed: %s", repr(error)[:LOG_LENGTH], exc_info=error)
        if update.callback_query is not None:
            await self._courier.notice(update.callback_query.id, self._answerer.say("trouble").text)
            return
        question = read_question(update, Me.of(bot), self._clock())
        # An edited question keeps the answer that it has.
        if question is not None and question.addressed and update.edited_message is None:
            await self._gate.remark(question, "trouble")
