"""How a message is said to Telegram: sent, edited, or shown as a notice."""

import logging
from collections.abc import Mapping
from typing import Any

from telegram import Bot, ChatMember, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.keyboard import keyboard
from bot.core.record import Action, Entry, Parcel

NOTICE_LENGTH = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ADMINS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
log = logging.getLogger(__name__)


class Courier:
    """Sends, edits, deletes and notifies, each once: what is to be tried again is the sender's to say."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, parcel: Parcel) -> int:
        """Send, edit or delete an entry's message and return the id of the message."""
        if parcel.edits is None:
            return await self._send(parcel.entry)
        if parcel.action is Action.DELETE:
            await self._delete(parcel.entry.chat_id, parcel.edits)
        else:
            await self._edit(parcel.entry, parcel.edits)
        return parcel.edits

    async def _send(self, entry: Entry) -> int:
        # In a group that got another id the question is not there to be replied to.
        about = None if entry.moved or not entry.message_id else entry.message_id
        replies_to = ReplyParameters(about, allow_sending_without_reply=True) if about else None
        where = {"chat_id": entry.chat_id, "message_thread_id": entry.topic_id, "reply_parameters": replies_to}
        message = await self._say(self._bot.send_message, entry, where)
        return int(message.message_id)

    async def _edit(self, entry: Entry, message_id: int) -> None:
        try:
            where = {"chat_id": entry.chat_id, "message_id": message_id}
            await self._say(self._bot.edit_message_text, entry, where)
        except BadRequest as error:
            if "message is not modified" not in str(error).lower():
                raise

    async def _delete(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            if "message to delete not found" not in str(error).lower():
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

    async def _say(self, method: Any, entry: Entry, where: Mapping[str, Any]) -> Any:
        common = {**where, "reply_markup": keyboard(entry.reply), "link_preview_options": NO_PREVIEW}
        try:
            return await method(text=entry.reply.html, parse_mode=ParseMode.HTML, **common)
        except BadRequest as error:
            if "can't parse entities" not in str(error).lower():
                raise
            log.error("entry %s has HTML that Telegram refuses, sent as plain text: %s", entry.id, error)
            return await method(text=entry.reply.text, **common)
