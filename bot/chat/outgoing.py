"""Everything that the bot says to Telegram leaves here: messages, edits, notices."""

import logging
from datetime import timedelta
from typing import Any

from telegram import Bot, ChatMember, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from bot.chat.keyboard import keyboard
from bot.core.record import Entry

NOTICE_LENGTH = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ADMINS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
log = logging.getLogger(__name__)


class Courier:
    """Sends, edits and notifies; tries again where that is safe."""

    def __init__(self, bot: Bot, attempts: int, longest_wait: timedelta) -> None:
        self._bot = bot
        self._attempts = attempts
        self._longest_wait = longest_wait

    async def send(self, entry: Entry) -> int:
        """Send an entry's reply and return the id of the message."""
        replies_to = ReplyParameters(entry.message_id, allow_sending_without_reply=True) if entry.message_id else None
        message = await self._persist(
            self._bot.send_message,
            entry,
            chat_id=entry.chat_id,
            message_thread_id=entry.topic_id,
            reply_parameters=replies_to,
        )
        return int(message.message_id)

    async def edit(self, entry: Entry) -> None:
        """Make the entry's message say what the entry now says."""
        try:
            await self._persist(self._bot.edit_message_text, entry, chat_id=entry.chat_id, message_id=entry.answer_id)
        except BadRequest as error:
            if "message is not modified" not in str(error).lower():
                raise

    async def notice(self, query_id: str, text: str | None = None) -> None:
        """Answer a press, with a notice that only the presser sees; too late is not worth an error."""
        try:
            await self._bot.answer_callback_query(query_id, text[:NOTICE_LENGTH] if text else None)
        except TelegramError as error:
            log.info("a press was not answered: %s", error)

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Say whether somebody is an admin of a chat right now."""
        member = await self._bot.get_chat_member(chat_id, person_id)
        return member.status in ADMINS

    async def _persist(self, method: Any, entry: Entry, **where: Any) -> Any:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._attempts),
            retry=retry_if_exception(self._worth_retrying),
            wait=_pause,
            reraise=True,
        )
        markup = keyboard(entry.reply)
        where |= {"reply_markup": markup, "link_preview_options": NO_PREVIEW}
        try:
            return await retrying(method, text=entry.reply.html, parse_mode=ParseMode.HTML, **where)
        except BadRequest as error:
            if "can't parse entities" not in str(error).lower():
                raise
            log.error("entry %s has HTML that Telegram refuses, sent as plain text: %s", entry.id, error)
            return await retrying(method, text=entry.reply.text, **where)

    def _worth_retrying(self, error: BaseException) -> bool:
        if isinstance(error, RetryAfter):
            return _asked_to_wait(error) <= self._longest_wait
        # After a time-out the message may well have arrived, and a second one would be worse than none.
        return isinstance(error, NetworkError) and not isinstance(error, BadRequest | TimedOut)


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, RetryAfter):
        return _asked_to_wait(error).total_seconds()
    return 0.5 * 2.0 ** (state.attempt_number - 1)


def _asked_to_wait(error: RetryAfter) -> timedelta:
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
