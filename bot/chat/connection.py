"""The line to Telegram: opened, fetched from until told to stop; every way it can fail has one sentence."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import ApplicationBuilder

from bot.chat.polling import ALLOWED_UPDATES, Poller
from bot.chat.ports import Answerer
from bot.chat.router import Telegram
from bot.chat.welcome import publish_commands, warn_of_privacy_mode

TELEGRAM = "https://api.telegram.org"
log = logging.getLogger(__name__)


class ConnectionFailedError(Exception):
    """Telegram cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram is to deliver updates, and the secret by which it is recognised."""

    url: str
    secret: str


class Connection:
    """A bot on Telegram, or on a server of one's own at `api_root`."""

    def __init__(self, token: str, api_root: str) -> None:
        self.root = api_root or TELEGRAM
        builder = ApplicationBuilder().token(token).updater(None)
        builder = builder.base_url(f"{self.root}/bot").base_file_url(f"{self.root}/file/bot")
        self.application: Telegram = builder.build()

    @property
    def bot(self) -> Bot:
        """What sends."""
        bot: Bot = self.application.bot
        return bot

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Bot]:
        """The bot, known to Telegram; raises ConnectionFailedError where it cannot be used."""
        try:
            await self.bot.initialize()
            yield self.bot
        except InvalidToken:
            # A web server that is no Bot API server refuses the address in the same way.
            also = "" if self.root == TELEGRAM else f", and that {self.root} is a Bot API server"
            raise ConnectionFailedError(f"Telegram refuses the token: check TELEGRAM_BOT_TOKEN{also}") from None
        except Conflict as error:
            raise ConnectionFailedError(
                f"another program already receives this bot's updates, stop it or use another token ({error})"
            ) from None
        except TelegramError as error:
            refused = isinstance(error, BadRequest) or not isinstance(error, NetworkError)
            trouble = "does not answer as Telegram does" if refused else "cannot be reached"
            raise ConnectionFailedError(f"{self.root} {trouble}: {error}") from None
        finally:
            await self.bot.shutdown()

    async def introduce(self, answerer: Answerer, hook: Hook | None) -> None:
        """Tell Telegram what the bot can do and how it takes updates: delivered to `hook`, else fetched."""
        if hook is None:
            await self.bot.delete_webhook()
        else:
            await self.hang(hook)
        await publish_commands(self.bot, answerer)
        warn_of_privacy_mode(self.bot)
        log.info("answering as @%s", self.bot.username)

    async def hang(self, hook: Hook) -> None:
        """Let Telegram deliver to `hook`."""
        await self.bot.set_webhook(hook.url, secret_token=hook.secret, allowed_updates=ALLOWED_UPDATES)

    async def poll(self, poller: Poller) -> None:
        """Fetch updates until cancelled."""
        try:
            await poller.run(self.bot)
        finally:
            await poller.confirm(self.bot)
