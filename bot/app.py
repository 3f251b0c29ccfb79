"""The composition root: the only file that creates things and joins them."""

import asyncio
import contextlib
import logging
import signal
import sys
from datetime import UTC, datetime, timedelta

from bot.chat.buttons import Bouncer, ButtonHandlers, Buttons
from bot.chat.commands import CommandHandlers, Commands
from bot.chat.connection import Connection, ConnectionFailedError, Handlers
from bot.chat.desk import Desk
from bot.chat.flood import Flood
from bot.chat.gate import Gate, Once
from bot.chat.migration import Migration
from bot.chat.outgoing import Courier
from bot.chat.ports import Answerer
from bot.chat.questions import QuestionHandlers, Questions
from bot.chat.switch import Switch
from bot.chat.talks import Talks
from bot.chat.trouble import Trouble
from bot.logs import set_up_logging
from bot.settings import Settings
from bot.storage.store import Storage
from bot.storage.thread import StorageError

BROKEN = 2
A_DAY = timedelta(days=1)
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the time, the only clock of the house."""
    return datetime.now(UTC)


def build_connection(settings: Settings, answerer: Answerer, storage: Storage) -> Connection:
    """Join the Telegram edge with the core and the storage."""
    limits = settings.limits
    connection = Connection(settings.token, settings.api_root, limits.updates_at_once)
    courier = Courier(connection.bot, limits.send_attempts, timedelta(seconds=limits.longest_wait))
    desk = Desk(storage.ledger, storage.chats, courier)
    gate = Gate(answerer, desk, storage.chats, Flood(limits.flood_burst, limits.flood_seconds))
    questions = Questions(answerer, desk, gate, Talks(storage.ledger, limits.follow_up))
    commands = {
        **Commands(answerer, desk, storage.privacy).table(),
        **Switch(answerer, desk, storage.chats, courier).table(),
    }
    bouncer = Bouncer(answerer, storage.chats, Flood(limits.press_burst, limits.press_seconds))
    connection.hand_over(
        Handlers(
            once=Once(storage.updates, now),
            commands=CommandHandlers(commands, gate, now),
            questions=QuestionHandlers(questions, storage.ledger, now),
            buttons=ButtonHandlers(Buttons(answerer, desk, storage.ledger), courier, bouncer, now),
            migration=Migration(storage.chats),
            trouble=Trouble(answerer, now),
        )
    )
    return connection


async def serve(settings: Settings, answerer: Answerer, stop: asyncio.Event) -> None:
    """Answer on Telegram until `stop` is set."""
    storage = Storage(settings.database)
    try:
        connection = build_connection(settings, answerer, storage)
        housekeeping = asyncio.create_task(_erase_daily(storage, settings.limits.retention_days))
        try:
            await connection.serve(answerer, stop)
        finally:
            housekeeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await housekeeping
    finally:
        storage.close()


def run(settings: Settings, answerer: Answerer) -> int:
    """Run the bot until a signal; return the exit code."""
    set_up_logging(settings.log_level, settings.token)
    if not settings.token:
        return _broken("TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather and put it there")
    try:
        asyncio.run(_until_signal(settings, answerer))
    except (ConnectionFailedError, StorageError) as error:
        return _broken(str(error).replace(settings.token, "[token]"))
    return 0


async def purge(settings: Settings) -> int:
    """Erase what is older than the retention; return the number of entries."""
    storage = Storage(settings.database)
    try:
        return await storage.privacy.purge(settings.limits.retention_days, now())
    finally:
        storage.close()


async def _until_signal(settings: Settings, answerer: Answerer) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C ends the program by itself.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(settings, answerer, stop)


async def _erase_daily(storage: Storage, days: int) -> None:
    while True:
        try:
            erased = await storage.privacy.purge(days, now())
            log.info("erased who asked and what in %s entries older than %s days", erased, days)
        except StorageError as error:
            log.warning("nothing was erased today: %s", error)
        await asyncio.sleep(A_DAY.total_seconds())


def _broken(why: str) -> int:
    sys.stderr.write(f"dealbot: {why}\n")
    return BROKEN
