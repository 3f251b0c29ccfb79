"""Every reply is written down, then sent, then marked: whatever happens on the way, the ledger knows."""

import logging
from dataclasses import replace

from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.chat.outgoing import Courier
from bot.chat.ports import Chats, Ledger
from bot.core.record import Entry

log = logging.getLogger(__name__)


class Desk:
    """Posts new messages and rewrites those that stand."""

    def __init__(self, ledger: Ledger, chats: Chats, courier: Courier) -> None:
        self._ledger = ledger
        self._chats = chats
        self._courier = courier

    async def post(self, entry: Entry) -> None:
        """Record an entry and send it."""
        entry = replace(entry, id=await self._ledger.add(entry))
        try:
            answer_id = await self._send(entry)
        except TelegramError as error:
            await self._failed(entry, error)
        else:
            await self._ledger.sent(entry.id, answer_id)

    async def rewrite(self, entry: Entry) -> None:
        """Record what an entry now says and edit its message; where it has none, nothing appears."""
        if entry.answer_id is None:
            return
        await self._ledger.revise(entry)
        try:
            await self._courier.edit(entry)
        except TelegramError as error:
            await self._failed(entry, error)
        else:
            await self._ledger.sent(entry.id, entry.answer_id)

    async def _send(self, entry: Entry) -> int:
        try:
            return await self._courier.send(entry)
        except ChatMigrated as moved:
            await self._chats.migrate(entry.chat_id, moved.new_chat_id)
            # The question did not move along, so there is nothing to reply to.
            return await self._courier.send(replace(entry, chat_id=moved.new_chat_id, message_id=0))

    async def _failed(self, entry: Entry, error: TelegramError) -> None:
        await self._ledger.failed(entry.id, f"{type(error).__name__}: {error}")
        level = logging.INFO if isinstance(error, Forbidden) else logging.WARNING
        log.log(level, "update %s: entry %s was not delivered: %s", entry.update_id, entry.id, error)
