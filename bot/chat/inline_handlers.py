"""Inline queries, chosen results and presses under inline copies, as Telegram delivers them."""

import logging

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.inline import Choice, Inline, Result, Typed
from bot.chat.keyboard import keyboard
from bot.chat.outgoing import NO_PREVIEW
from bot.chat.ports import Clock

FRESH = 10
"""Seconds for which Telegram may show the same results to others: longer, and they outlive a correction."""
log = logging.getLogger(__name__)


class InlineHandlers:
    """What Telegram delivers, handed to Inline."""

    def __init__(self, inline: Inline, clock: Clock) -> None:
        self._inline = inline
        self._clock = clock

    async def asked(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take what somebody typed; an answer that comes too late is not worth an error."""
        query = update.inline_query
        if query is None:
            return
        typed = Typed(update.update_id, self._clock(), query.from_user.id, query.id, query.query)
        results = await self._inline.results(typed)
        try:
            await context.bot.answer_inline_query(query.id, [_article(one) for one in results], cache_time=FRESH)
        except TelegramError as error:
            log.info("an inline query was not answered: %s", error)

    async def chosen(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take that a result was sent, where BotFather's inline feedback is on."""
        told = update.chosen_inline_result
        if told is not None:
            person = told.from_user.id
            where = (update.update_id, self._clock(), person, told.result_id, told.query, told.inline_message_id or "")
            await self._inline.chosen(Choice(*where))

    async def pressed(self, update: Update) -> str | None:
        """Take a press under a copy and return the notice."""
        query = update.callback_query
        if query is None or query.data is None or not query.inline_message_id:
            return None
        verb, _, facts = query.data.partition(":")
        if verb != "src":
            return None
        where = (update.update_id, self._clock(), query.from_user.id, facts, "", query.inline_message_id)
        try:
            return await self._inline.pressed(Choice(*where))
        except LookupError:
            return None


def _article(result: Result) -> InlineQueryResultArticle:
    content = InputTextMessageContent(result.reply.html, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    keys = keyboard(result.reply)
    return InlineQueryResultArticle(result.id, result.title, content, reply_markup=keys, description=result.short)
