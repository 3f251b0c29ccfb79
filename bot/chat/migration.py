"""A group that becomes a supergroup gets a new id; what is kept of it moves along."""

from telegram import Update

from bot.chat.ports import Chats


class Migration:
    """Telegram says it twice, once in the old chat and once in the new one."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def moved(self, update: Update, _: object) -> None:
        """Take a service message about a new id."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await self._chats.migrate(message.chat_id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self._chats.migrate(message.migrate_from_chat_id, message.chat_id)
