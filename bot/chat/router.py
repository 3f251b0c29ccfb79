"""Which part of the bot takes an update."""

import json
import logging
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.arrivals import Members
from bot.chat.buttons import ButtonHandlers
from bot.chat.commands import CommandHandlers
from bot.chat.inline_handlers import InlineHandlers
from bot.chat.migration import Migration
from bot.chat.questions import QuestionHandlers
from bot.chat.trouble import Trouble
from bot.core.records.record import Item, StorageError

Telegram = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handlers:
    """Who takes what Telegram delivers."""

    commands: CommandHandlers
    questions: QuestionHandlers
    buttons: ButtonHandlers
    migration: Migration
    trouble: Trouble
    members: Members
    inline: InlineHandlers


class Router:
    """Hands each update to the first handler that wants it."""

    def __init__(self, application: Telegram, handlers: Handlers) -> None:
        new = filters.UpdateType.MESSAGE
        self._application = application
        self._trouble = handlers.trouble
        self._handlers: tuple[BaseHandler[Any, Any, Any], ...] = (
            CommandHandler(handlers.commands.names, handlers.commands.called, new),
            MessageHandler(new & filters.StatusUpdate.MIGRATE, handlers.migration.moved),
            MessageHandler(new & ~filters.StatusUpdate.ALL, handlers.questions.asked),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, handlers.questions.edited),
            CallbackQueryHandler(handlers.buttons.pressed),
            InlineQueryHandler(handlers.inline.asked),
            ChosenInlineResultHandler(handlers.inline.chosen),
            ChatMemberHandler(handlers.members.changed, ChatMemberHandler.ANY_CHAT_MEMBER),
        )

    async def route(self, item: Item) -> None:
        """Work on one update; raises StorageError alone, whatever else goes wrong is told."""
        update = Update.de_json(json.loads(item.body), self._application.bot)
        try:
            await self._hand_over(update)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker waits for a word
            await self._trouble.tell(update, self._application.bot, error)

    async def _hand_over(self, update: Update) -> None:
        for handler in self._handlers:
            check = handler.check_update(update)
            if check is not None and check is not False:
                context = CallbackContext.from_update(update, self._application)
                await handler.handle_update(update, self._application, check, context)
                return
