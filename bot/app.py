"""The composition root: the only file that creates things and joins them."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from bot.chat.buttons import Bouncer, ButtonHandlers, Buttons
from bot.chat.commands import EVEN_PAUSED, CommandHandlers, Commands
from bot.chat.connection import Connection, ConnectionFailedError, Hook
from bot.chat.desk import Desk
from bot.chat.dispatch import Dispatcher
from bot.chat.fitness import Fitness
from bot.chat.flood import Flood
from bot.chat.gate import Gate
from bot.chat.mail import item_of
from bot.chat.migration import Migration
from bot.chat.moderation.books import Books
from bot.chat.moderation.cards import Review
from bot.chat.moderation.corrector import CorrectionDesk, Corrector
from bot.chat.moderation.editing import Editing
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.orders import Orders
from bot.chat.moderation.ports import Facts
from bot.chat.moderation.rights import Rights
from bot.chat.outgoing import Courier
from bot.chat.polling import Poller
from bot.chat.ports import Answerer
from bot.chat.questions import Patience, QuestionHandlers, Questions
from bot.chat.router import Handlers, Router
from bot.chat.sender import Boxes, Plan, Sender
from bot.chat.switch import Switch
from bot.chat.talks import Talks
from bot.chat.trouble import Trouble
from bot.core.record import StorageError
from bot.logs import set_up_logging
from bot.meters import Meters
from bot.settings import Settings
from bot.storage.alone import alone
from bot.storage.store import Storage, open_storage

BROKEN = 2
A_DAY = timedelta(days=1)
LAST_WORDS = 10.0
"""Seconds at the end for answers that may be sent right now."""
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the time, the only clock of the house."""
    return datetime.now(UTC)


class Core(Answerer, Facts, Protocol):
    """A core that answers, and whose facts may be changed while it runs."""


@dataclass(frozen=True, slots=True)
class Works:
    """The parts that run side by side."""

    connection: Connection
    dispatcher: Dispatcher
    sender: Sender
    meters: Meters
    follower: Follower
    corrections: CorrectionDesk


def build(settings: Settings, answerer: Core, storage: Storage) -> Works:
    """Join the Telegram edge with the core and the storage."""
    limits, meters = settings.limits, Meters()
    connection = Connection(settings.token, settings.api_root)
    courier = Courier(connection.bot)
    plan = Plan(
        limits.pace, limits.sends_at_once, limits.send_attempts, timedelta(seconds=limits.longest_wait), limits.lease
    )
    sender = Sender(Boxes(storage.outbox, storage.chats), courier, plan, now, meters)
    desk = Desk(storage.outbox, sender.wake, meters)
    follower = Follower(storage.versions, storage.revisions, answerer)
    editing = Editing(answerer, storage.revisions, storage.corrections, storage.staff, follower)
    books = Books(answerer, answerer, storage.revisions, storage.corrections, storage.staff, storage.cards)
    rights = Rights(settings.owners, storage.staff)
    orders = Orders(answerer, desk, rights, editing, books)
    review = Review(answerer, desk, storage.ledger, storage.cards, editing, answerer, rights)
    corrector = Corrector(storage.corrections, storage.revisions, answerer, follower, sender.wake)
    corrections = CorrectionDesk(corrector, storage.corrections, storage.ledger, desk, answerer)
    router = Router(connection.application, _handlers(settings, answerer, storage, desk, courier, orders, review))
    dispatcher = Dispatcher(storage.inbox, router.route, limits.updates_at_once, limits.lease, now)
    return Works(connection, dispatcher, sender, meters, follower, corrections)


def _handlers(
    settings: Settings,
    answerer: Answerer,
    storage: Storage,
    desk: Desk,
    courier: Courier,
    orders: Orders,
    review: Review,
) -> Handlers:
    limits = settings.limits
    patience = Patience(timedelta(minutes=limits.late_minutes), timedelta(minutes=limits.silent_minutes))
    gate = Gate(answerer, desk, storage.chats, Flood(limits.flood_burst, limits.flood_seconds))
    questions = Questions(answerer, desk, gate, Talks(storage.ledger, limits.follow_up), patience, review.unanswered)
    moderating = orders.table()
    commands = {
        **Commands(answerer, desk, storage.privacy).table(),
        **Switch(answerer, desk, storage.chats, courier).table(),
        **moderating,
    }
    bouncer = Bouncer(answerer, storage.chats, Flood(limits.press_burst, limits.press_seconds))
    return Handlers(
        commands=CommandHandlers(commands, EVEN_PAUSED | moderating.keys(), gate, now),
        questions=QuestionHandlers(questions, storage.ledger, now),
        buttons=ButtonHandlers(
            Buttons(answerer, desk, storage.ledger, {"rev": orders.pressed, "card": review.pressed}),
            courier,
            bouncer,
            now,
        ),
        migration=Migration(storage.chats),
        trouble=Trouble(answerer, desk, courier, now),
    )


async def serve(settings: Settings, answerer: Core, stop: asyncio.Event) -> None:
    """Answer on Telegram until `stop` is set; StorageError where another program works on the same database file."""
    # Giving back what a program took that is gone is right only where no other works: so first be alone.
    with alone(settings.database), contextlib.closing(open_storage(settings.database)) as storage:
        await storage.recover()
        works = build(settings, answerer, storage)
        # Before the first question comes in: what was changed last time still counts.
        await works.follower.catch_up()
        async with works.connection.opened(), _working(works, storage, settings):
            await works.connection.introduce(answerer, _hook(settings))
            await _until(stop, *_intakes(settings, works, storage))


@asynccontextmanager
async def _working(works: Works, storage: Storage, settings: Settings) -> AsyncIterator[None]:
    """What works whatever comes in; at the end, what was taken up is finished and sent."""
    dispatching = asyncio.create_task(works.dispatcher.run())
    sending = asyncio.create_task(works.sender.run())
    housekeeping = [
        asyncio.create_task(_erase_daily(storage, settings.limits.retention_days)),
        asyncio.create_task(works.follower.run()),
        asyncio.create_task(works.corrections.run(now)),
    ]
    try:
        yield
    finally:
        works.dispatcher.stop()
        await dispatching
        works.sender.stop()
        await asyncio.wait({sending}, timeout=LAST_WORDS)
        await _end(*housekeeping, sending)


def _intakes(settings: Settings, works: Works, storage: Storage) -> list["asyncio.Task[None]"]:
    """How updates come in: delivered over HTTP, else fetched."""
    web, tasks = settings.web, []
    if not web.url:
        poller = Poller(storage.inbox, works.dispatcher.wake, now)
        tasks.append(asyncio.create_task(works.connection.poll(poller)))
    if web.port or web.url:
        tasks.append(asyncio.create_task(_serve_web(settings, works, storage)))
    return tasks


async def _serve_web(settings: Settings, works: Works, storage: Storage) -> None:
    # Only who is served over HTTP needs these.
    from bot.web.service import Back, service
    from bot.web.serving import listen, serve_web

    async def take(update: Mapping[str, object]) -> None:
        item = item_of(update)
        if item is not None:
            await storage.inbox.put([item], now())
            works.dispatcher.wake()

    async def metrics() -> bytes:
        return works.meters.text(await storage.outbox.depths(now()))

    web = settings.web
    back = Back(take, Fitness(works.connection.bot, storage.outbox, now).problems, metrics)
    listener = listen(web.host, web.port)
    log.info("listening on %s:%s", *listener.getsockname()[:2])
    await serve_web(service(back, urlsplit(web.url).path, web.secret), listener)


def _hook(settings: Settings) -> Hook | None:
    return Hook(settings.web.url, settings.web.secret) if settings.web.url else None


async def _until(stop: asyncio.Event, *tasks: "asyncio.Task[None]") -> None:
    """Let `tasks` run until `stop` is set or one of them fails."""
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait({stopping, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        await _end(*tasks)
    for task in done - {stopping}:
        await task


async def _end(*tasks: "asyncio.Task[None]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def run(settings: Settings, answerer: Core) -> int:
    """Run the bot until a signal; return the exit code."""
    set_up_logging(settings.log_level, settings.log_format, (settings.token, settings.web.secret))
    if not settings.token:
        return _broken("TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather and put it there")
    try:
        asyncio.run(serve_until_signal(settings, answerer))
    except (ConnectionFailedError, StorageError, OSError) as error:
        return _broken(str(error).replace(settings.token, "[token]"))
    return 0


async def purge(settings: Settings) -> int:
    """Erase what is older than the retention; return the number of entries."""
    with contextlib.closing(open_storage(settings.database)) as storage:
        return await storage.privacy.purge(settings.limits.retention_days, now())


async def serve_until_signal(settings: Settings, answerer: Core) -> None:
    """Answer on Telegram until the program is told to end."""
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
