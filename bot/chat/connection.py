"""The line to Telegram: opened, served until told to stop; every way it can fail has one sentence."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat.buttons import ButtonHandlers
from bot.chat.commands import CommandHandlers
from bot.chat.gate import Once
from bot.chat.migration import Migration
from bot.chat.order import ChatOrder
from bot.chat.polling import Poller
from bot.chat.ports import Answerer
from bot.chat.questions import QuestionHandlers
from bot.chat.trouble import Trouble
from bot.chat.welcome import publish_commands, warn_of_privacy_mode

FIRST = -1
TELEGRAM = "https://api.telegram.org"
log = logging.getLogger(__name__)


class ConnectionFailedError(Exception):
    """Telegram cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """Who takes what Telegram delivers."""

    once: Once
    commands: CommandHandlers
    questions: QuestionHandlers
    buttons: ButtonHandlers
    migration: Migration
    trouble: Trouble


class Connection:
    """A bot on Telegram, or on a server of one's own at `api_root`."""

    def __init__(self, token: str, api_root: str, updates_at_once: int) -> None:
        self._root = api_root or TELEGRAM
        builder = ApplicationBuilder().token(token).updater(None)
        builder = builder.base_url(f"{self._root}/bot").base_file_url(f"{self._root}/file/bot")
        self._app: Application[Any, Any, Any, Any, Any, Any]
        self._app = builder.concurrent_updates(ChatOrder(updates_at_once)).build()

    @property
    def bot(self) -> Bot:
        """What sends."""
        bot: Bot = self._app.bot
        return bot

    def hand_over(self, handlers: Handlers) -> None:
        """Say who takes what Telegram delivers."""
        new = filters.UpdateType.MESSAGE
        app = self._app
        app.add_handler(TypeHandler(Update, handlers.once.check), FIRST)
        app.add_handler(CommandHandler(handlers.commands.names, handlers.commands.called, new))
        app.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, handlers.migration.moved))
        app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, handlers.questions.asked))
        app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, handlers.questions.edited))
        app.add_handler(CallbackQueryHandler(handlers.buttons.pressed))
        app.add_error_handler(handlers.trouble.handle)

    async def serve(self, answerer: Answerer, stop: asyncio.Event) -> None:
        """Answer until `stop` is set; raises ConnectionFailedError where that cannot go on."""
        try:
            await self._open(answerer)
            await self._poll(stop)
        except InvalidToken:
            # A web server that is no Bot API server refuses the address in the same way.
            also = "" if self._root == TELEGRAM else f", and that {self._root} is a Bot API server"
            raise ConnectionFailedError(f"Telegram refuses the token: check TELEGRAM_BOT_TOKEN{also}") from None
        except Conflict as error:
            raise ConnectionFailedError(
                f"another program already receives this bot's updates, stop it or use another token ({error})"
            ) from None
        except TelegramError as error:
            refused = isinstance(error, BadRequest) or not isinstance(error, NetworkError)
            trouble = "does not answer as Telegram does" if refused else "cannot be reached"
            raise ConnectionFailedError(f"{self._root} {trouble}: {error}") from None
        finally:
            await self._app.bot.shutdown()

    async def _open(self, answerer: Answerer) -> None:
        await self._app.initialize()
        await self.bot.delete_webhook()
        await publish_commands(self.bot, answerer)
        warn_of_privacy_mode(self.bot)

    async def _poll(self, stop: asyncio.Event) -> None:
        poller = Poller(self.bot, self._app.update_queue)
        await self._app.start()
        log.info("answering as @%s", self.bot.username)
        polling = asyncio.create_task(poller.run())
        stopping = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            polling.cancel()
            stopping.cancel()
            # What has been fetched is answered before the end.
            await self._app.stop()
            await poller.confirm()
            await self._app.shutdown()
        if polling in done:
            polling.result()
