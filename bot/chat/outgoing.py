"""How a message is said to Telegram: sent, edited, or shown as a notice."""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Bot, ChatMember, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat.keyboard import keyboard
from bot.core.record import Action, Entry, Parcel

Dress = Callable[[Entry], Awaitable[Entry]]
NOTICE_LENGTH = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ADMINS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
log = logging.getLogger(__name__)


class Courier:
    """Sends, edits and notifies, each once: what is to be tried again is the sender's to say."""

    def __init__(self, bot: Bot, dress: Dress) -> None:
        """A courier who has every message dressed as it is to look the moment it leaves."""
        self._bot = bot
        self._dress = dress

    async def deliver(self, parcel: Parcel) -> int:
        """Send or edit an entry's message and return the id of the message."""
        entry = await self._dress(parcel.entry)
        if parcel.edits is None:
            return await self._send(entry)
        await self._edit(entry, parcel.edits, buttons_only=parcel.action is Action.COUNT)
        return parcel.edits

    async def _send(self, entry: Entry) -> int:
        # In a group that got another id the question is not there to be replied to.
        about = None if entry.moved or not entry.message_id else entry.message_id
        replies_to = ReplyParameters(about, allow_sending_without_reply=True) if about else None
        where = {"chat_id": entry.chat_id, "message_thread_id": entry.topic_id, "reply_parameters": replies_to}
        message = await self._say(self._bot.send_message, entry, where)
        return int(message.message_id)

    async def _edit(self, entry: Entry, message_id: int, *, buttons_only: bool) -> None:
        where: dict[str, Any] = {"chat_id": entry.chat_id, "message_id": message_id}
        try:
            if buttons_only:
                await self._bot.edit_message_reply_markup(**where, reply_markup=keyboard(entry.reply))
            else:
                await self._say(self._bot.edit_message_text, entry, where)
        except BadRequest as error:
            if "message is not modified" not in str(error).lower():
                raise

    async def notice(self, query_id: str, text: str | None = None, start: str = "") -> None:
        """Answer a press, with a notice that only the presser sees; too late is not worth an error.

        `start` is the parameter of a deep link to the bot that the presser's Telegram opens, where it is allowed.
        """
        shown = text[:NOTICE_LENGTH] if text else None
        try:
            if start:
                with contextlib.suppress(BadRequest):
                    url = f"https://t.me/{self._bot.username}?start={start}"
                    await self._bot.answer_callback_query(query_id, shown, url=url)
                    return
            await self._bot.answer_callback_query(query_id, shown)
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
