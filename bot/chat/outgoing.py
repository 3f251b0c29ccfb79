"""How a message is said to Telegram: sent, edited, or shown as a notice."""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Bot, ChatMember, InputMediaPhoto, LinkPreviewOptions, ReplyParameters
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.keyboard import keyboard
from bot.core.model import Reply
from bot.core.records.record import Action, Entry, Parcel
from bot.core.replies.drawing import MOST_CAPTION, clipped

Dress = Callable[[Entry], Awaitable[Entry]]
Paint = Callable[[], Awaitable[bytes | None]]
"""Paints the picture as it is right now; None where that is not possible."""
Say = Callable[[str, str | None], Awaitable[Any]]
"""Says words to Telegram, in a parse mode or as they are."""
NOTICE_LENGTH = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ADMINS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
log = logging.getLogger(__name__)


class Courier:
    """Sends, edits, deletes and notifies, each once: what is to be tried again is the sender's to say."""

    def __init__(self, bot: Bot, dress: Dress, paint: Paint) -> None:
        """A courier who has every message dressed, and its picture painted, as it is to look the moment it leaves."""
        self._bot = bot
        self._dress = dress
        self._paint = paint

    async def deliver(self, parcel: Parcel) -> int:
        """Send, edit, delete or pin an entry's message and return the id of the message."""
        if parcel.action is Action.DELETE:
            return await self._delete(parcel.entry.chat_id, parcel.edits or 0)
        if parcel.action is Action.PIN:
            return await self._pin(parcel.entry)
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
        message = await self._say(entry, await self._sending(entry.reply, where))
        return int(message.message_id)

    async def _sending(self, reply: Reply, where: Mapping[str, Any]) -> Say:
        common = {**where, "reply_markup": keyboard(reply)}
        if reply.picture:
            photo = await self._painted()
            return lambda words, mode: self._bot.send_photo(photo=photo, caption=words, parse_mode=mode, **common)
        common["link_preview_options"] = NO_PREVIEW
        return lambda words, mode: self._bot.send_message(text=words, parse_mode=mode, **common)

    async def _editing(self, reply: Reply, where: Mapping[str, Any]) -> Say:
        common = {**where, "reply_markup": keyboard(reply)}
        if reply.picture:
            photo = await self._painted()
            return lambda words, mode: self._bot.edit_message_media(InputMediaPhoto(photo, words, mode), **common)
        common["link_preview_options"] = NO_PREVIEW
        return lambda words, mode: self._bot.edit_message_text(words, parse_mode=mode, **common)

    async def _painted(self) -> bytes:
        painted = await self._paint()
        if painted is None:
            # Another program wrote it down, one that can paint.
            raise BadRequest("no picture can be painted here: install dealbot[pictures] in every program")
        return painted

    async def _edit(self, entry: Entry, message_id: int, *, buttons_only: bool) -> None:
        here = {"chat_id": entry.chat_id, "message_id": message_id}
        where: dict[str, Any] = {"inline_message_id": entry.inline_id} if entry.inline_id else here
        try:
            if buttons_only:
                await self._bot.edit_message_reply_markup(**where, reply_markup=keyboard(entry.reply))
            else:
                await self._say(entry, await self._editing(entry.reply, where))
        except BadRequest as error:
            if "message is not modified" not in str(error).lower():
                raise

    async def _delete(self, chat_id: int, message_id: int) -> int:
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            if "message to delete not found" not in str(error).lower():
                raise
        return message_id

    async def _pin(self, entry: Entry) -> int:
        # What was not sent cannot be pinned, and in a group that got another id its number is another message's.
        if entry.answer_id is not None and not entry.moved:
            await self._bot.pin_chat_message(entry.chat_id, entry.answer_id, disable_notification=True)
        return entry.answer_id or 0

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

    async def moved_to(self, chat_id: int) -> int | None:
        """Return the id of the supergroup that a group became; None where it became none."""
        try:
            await self._bot.get_chat(chat_id)
        except ChatMigrated as moved:
            return moved.new_chat_id
        except (BadRequest, Forbidden):
            pass
        return None

    async def _say(self, entry: Entry, say: Say) -> Any:
        reply = entry.reply
        plain = clipped(reply.text, MOST_CAPTION if reply.picture else MessageLimit.MAX_TEXT_LENGTH)
        if plain != reply.text:
            # Cut in the middle of a tag, it would be no HTML any more.
            return await say(plain, None)
        try:
            return await say(reply.html, ParseMode.HTML)
        except BadRequest as error:
            if "can't parse entities" not in str(error).lower():
                raise
            log.error("entry %s has HTML that Telegram refuses, sent as plain text: %s", entry.id, error)
            return await say(plain, None)
