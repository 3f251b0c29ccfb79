"""When an update cannot be processed: one log entry, and one sentence to whoever waits for an answer."""

import logging

from telegram import ReplyParameters, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.addressing import Me
from bot.chat.incoming import read_question
from bot.chat.ports import Answerer, Clock

LOG_LENGTH = 1000
log = logging.getLogger(__name__)


class Trouble:
    """The last resort; nothing that it does may fail in turn."""

    def __init__(self, answerer: Answerer, clock: Clock) -> None:
        self._answerer = answerer
        self._clock = clock

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what went wrong and tell the person."""
        error = context.error
        update_id = update.update_id if isinstance(update, Update) else None
        log.error("update %s failed: %s", update_id, repr(error)[:LOG_LENGTH], exc_info=error)
        if isinstance(update, Update):
            try:
                await self._tell(update, context)
            except TelegramError as silenced:
                log.warning("update %s: the apology failed too: %s", update_id, str(silenced)[:LOG_LENGTH])

    async def _tell(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        sorry = self._answerer.say("trouble").text
        if update.callback_query is not None:
            await context.bot.answer_callback_query(update.callback_query.id, sorry)
            return
        question = read_question(update, Me.of(context.bot), self._clock())
        # An edited question keeps the answer that it has.
        if question is not None and question.addressed and update.edited_message is None:
            await context.bot.send_message(
                question.seat.chat_id,
                sorry,
                message_thread_id=question.seat.topic_id,
                reply_parameters=ReplyParameters(question.message_id, allow_sending_without_reply=True),
            )
