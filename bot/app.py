"""Runs the bot: what comes in, what goes out, and what works beside it, until a signal."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from urllib.parse import urlsplit

from bot.chat.connection import ConnectionFailedError, Hook
from bot.chat.fitness import Fitness
from bot.chat.mail import item_of
from bot.chat.moderation.ports import Core
from bot.chat.polling import Poller
from bot.core.records.record import StorageError
from bot.joining import Works, build, now
from bot.logs import set_up_logging
from bot.settings import Settings
from bot.storage.alone import alone
from bot.storage.store import Storage, open_storage

BROKEN = 2
A_DAY = timedelta(days=1)
LAST_WORDS = 10.0
"""Seconds at the end for answers that may be sent right now."""
log = logging.getLogger(__name__)


async def serve(settings: Settings, answerer: Core, stop: asyncio.Event) -> None:
    """Answer on Telegram until `stop` is set; StorageError where another program works on the same database file."""
    # Giving back what a program took that is gone is right only where no other works: so first be alone.
    with alone(settings.database), contextlib.closing(open_storage(settings.database)) as storage:
        await storage.recover()
        works = build(settings, answerer, storage)
        # Before the first question comes in: what was changed last time still counts, unless the files say it by now.
        await works.follower.merge()
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
        asyncio.create_task(works.corrector.run(now, works.calendar)),
        asyncio.create_task(works.publisher.expire(now, timedelta(hours=settings.limits.held_hours))),
        asyncio.create_task(works.keeper.run()),
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
    if settings.sentry:
        # Only who reports errors needs it.
        from bot.alarm import set_up_sentry

        set_up_sentry(settings.sentry, version("dealbot"))
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
