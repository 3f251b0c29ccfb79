"""The composition root: the only file that creates things and joins them."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.chat.admins import Admins
from bot.chat.arrivals import Arrivals, Members
from bot.chat.authority import Authority
from bot.chat.buttons import Bouncer, ButtonHandlers, Buttons, Passes
from bot.chat.chart import Chart
from bot.chat.checkup import Checkup
from bot.chat.commands import EVEN_PAUSED, CommandHandlers, Commands
from bot.chat.connection import Connection, ConnectionFailedError, Hook
from bot.chat.desk import Desk
from bot.chat.dispatch import Dispatcher
from bot.chat.doctor import Surroundings, examine
from bot.chat.fitness import Fitness
from bot.chat.flood import Flood
from bot.chat.gate import Gate
from bot.chat.hearing import Hearing, House
from bot.chat.inline import Inline
from bot.chat.inline_handlers import InlineHandlers
from bot.chat.mail import item_of
from bot.chat.making import Maker
from bot.chat.migration import Migration
from bot.chat.moderation.books import Books
from bot.chat.moderation.cards import Review, Sampling
from bot.chat.moderation.corrector import Corrector, Ears, Records
from bot.chat.moderation.editing import Editing
from bot.chat.moderation.face import Face
from bot.chat.moderation.figures import Figures
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.keeper import Keeper
from bot.chat.moderation.losses import Losses
from bot.chat.moderation.muting import Muting
from bot.chat.moderation.orders import Orders
from bot.chat.moderation.ports import Core
from bot.chat.moderation.posting import Posting
from bot.chat.moderation.replies import Replies
from bot.chat.moderation.rights import Rights, Role
from bot.chat.moderation.tools import Tools
from bot.chat.outgoing import Courier
from bot.chat.policies import Bar
from bot.chat.polling import Poller
from bot.chat.ports import Answerer
from bot.chat.preferences import Preferences
from bot.chat.preferences_menu import PreferencesMenu
from bot.chat.publishing import Moderators, Publisher
from bot.chat.questions import Entrance, QuestionHandlers, Questions, Tact
from bot.chat.reasons import Reasons
from bot.chat.router import Handlers, Router
from bot.chat.sender import Boxes, Plan, Sender
from bot.chat.switch import Switch
from bot.chat.talks import Talks
from bot.chat.telling import Telling
from bot.chat.trouble import Trouble
from bot.chat.votes import Bounds, Doubts, Dresser, Votes
from bot.core.access import Budget
from bot.core.ballot import Rule
from bot.core.record import Entry, StorageError
from bot.logs import set_up_logging
from bot.meters import Meters
from bot.pictures import Gallery, NoPainterError, Paint, painter
from bot.settings import Limits, Settings
from bot.storage.alone import alone
from bot.storage.store import Storage, open_storage

BROKEN = 2
A_DAY = timedelta(days=1)
TYPED_AT_ONCE = 30
"""Inline queries of a person before they are slowed to one a second: each few letters are one."""
LAST_WORDS = 10.0
"""Seconds at the end for answers that may be sent right now."""
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the time, the only clock of the house."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Works:
    """The parts that run side by side."""

    connection: Connection
    dispatcher: Dispatcher
    sender: Sender
    meters: Meters
    follower: Follower
    corrector: Corrector
    publisher: Publisher
    keeper: Keeper


@dataclass(frozen=True, slots=True)
class Moderation:
    """What moderators have in hand."""

    orders: Orders
    review: Review
    tools: Tools
    keeper: Keeper
    figures: Figures


@dataclass(frozen=True, slots=True)
class Line:
    """The line, what is said on it, and what messages are made with."""

    connection: Connection
    courier: Courier
    maker: Maker


@dataclass(frozen=True, slots=True)
class Writers:
    """Who writes down what is to be said."""

    desk: Desk
    publisher: Publisher
    moderation: Moderation


def build(settings: Settings, answerer: Core, storage: Storage) -> Works:
    """Join the Telegram edge with the core and the storage."""
    limits, meters = settings.limits, Meters()
    connection = Connection(settings.token, settings.api_root)
    paint = _painting()
    gallery = Gallery(paint)
    courier = Courier(connection.bot, Dresser(answerer, storage.votes).dressed, partial(_painted, gallery, answerer))
    maker = Maker(answerer, storage.ledger, lambda: connection.bot.username, paints=paint is not None)
    plan = Plan(
        limits.pace, limits.sends_at_once, limits.send_attempts, timedelta(seconds=limits.longest_wait), limits.lease
    )
    losses = Losses(answerer, storage.outbox, now)
    sender = Sender(Boxes(storage.outbox, storage.chats, losses.lost), courier, plan, now, meters)
    desk = Desk(storage.outbox, sender.wake, meters)
    follower = Follower(storage.versions, storage.revisions, answerer)
    moderation = _moderation(settings, answerer, storage, desk, follower)
    records = Records(storage.corrections, storage.revisions)
    telling = Telling(answerer, storage.outbox, storage.votes, sender.wake, now)
    ears = Ears(sender.wake, storage.chats.paused, telling.corrected)
    corrector = Corrector(records, answerer, maker, follower, ears)
    review = moderation.review
    publisher = Publisher(answerer, desk, storage.ledger, Moderators(review.bring, review.answered))
    line = Line(connection, courier, maker)
    handlers = _handlers(settings, answerer, storage, line, Writers(desk, publisher, moderation))
    router = Router(connection.application, handlers)
    dispatcher = Dispatcher(storage.inbox, router.route, limits.updates_at_once, limits.lease, now)
    return Works(connection, dispatcher, sender, meters, follower, corrector, publisher, moderation.keeper)


def _painting() -> Paint | None:
    """What paints here, if anything does."""
    try:
        return painter()
    except NoPainterError as error:
        log.info("pictures are sent as tables: %s", error)
        return None


async def _painted(gallery: Gallery, answerer: Core) -> bytes | None:
    return (await gallery.picture(answerer.drawing())).png


def _moderation(settings: Settings, answerer: Core, storage: Storage, desk: Desk, follower: Follower) -> Moderation:
    limits, rights = settings.limits, Rights(settings.owners, storage.staff)
    editing = Editing(answerer, storage.revisions, follower)
    books = Books(answerer, storage.revisions, storage.corrections, storage.staff, storage.cards)
    tools = Tools(answerer, desk, storage.ledger, storage.cards, answerer, editing, storage.staff, rights)
    face = Face(answerer, answerer)
    keeper = Keeper(tools, face, follower, now, _cleared(storage, desk))
    review = Review(tools, face.controls, keeper, Sampling(limits.sample_one_in, limits.sample_gap_percent))
    figures = Figures(answerer, desk, answerer, rights, storage.statistics)
    return Moderation(Orders(answerer, desk, rights, editing, books), review, tools, keeper, figures)


def _cleared(storage: Storage, desk: Desk) -> Callable[[Entry], Awaitable[None]]:
    doubts = Doubts(storage.votes, desk)

    async def cleared(entry: Entry) -> None:
        await doubts.cleared(entry, now())

    return cleared


def _handlers(settings: Settings, answerer: Answerer, storage: Storage, line: Line, writers: Writers) -> Handlers:
    limits, desk, moderation = settings.limits, writers.desk, writers.moderation
    admins = Admins(line.courier.is_admin, now)
    authority = Authority(admins, settings.owners, storage.chats, storage.staff)
    house = House(ZoneInfo(settings.time_zone), Budget(limits.person_daily, limits.chat_daily))
    hearing = Hearing(storage.doors, storage.ledger, authority, house)
    gate = Gate(answerer, desk, hearing, storage.ledger, Flood(limits.flood_burst, limits.flood_seconds))
    talks = Talks(storage.ledger, limits.follow_up)
    questions = Questions(answerer, Entrance(hearing, gate), talks, writers.publisher, _tact(limits))
    menu, room = PreferencesMenu(answerer), storage.cards.desk
    preferences = Preferences(menu, desk, storage.chats, authority, room)
    around = Surroundings(line.connection.bot, storage.outbox, storage.chats, room, now)
    checkup = Checkup(answerer, desk, authority, partial(examine, around), moderation.tools.rights.serves)
    reasons = Reasons(answerer, desk, storage.ledger, storage.votes)
    votes = Votes(storage.votes, desk, reasons, moderation.review.bring, _bounds(limits))
    replies = Replies(moderation.tools, moderation.keeper, gate)
    muting = Muting(answerer, storage.staff, moderation.tools.rights, hearing.clock)
    posting = Posting(moderation.tools, line.maker, storage.places)
    orders = {"stats": moderation.figures.stats, "mute": muting.mute, "unmute": muting.unmute}
    orders["publish"] = posting.publish
    guarded = {name: moderation.orders.guarded(Role.MODERATOR, order) for name, order in orders.items()}
    moderating = {**moderation.orders.table(), **guarded}
    commands = {
        **Commands(answerer, desk, storage.privacy, reasons.opened).table(),
        **Switch(answerer, desk, storage.chats, storage.doors, authority).table(),
        **preferences.table(),
        **checkup.table(),
        **Chart(line.maker, desk).table(),
        **moderating,
    }
    staff = {
        "rev": moderation.orders.pressed,
        "card": moderation.review.pressed,
        "stats": moderation.figures.pressed,
        "set": preferences.pressed,
        "pub": posting.pressed,
    }
    verbs = {**staff, "vote": votes.pressed, "why": reasons.pressed}
    typing = Flood(TYPED_AT_ONCE, 1)
    inline = InlineHandlers(Inline(answerer, line.maker, desk, storage.copies, typing), now)
    passes = Passes(staff.keys(), settings.owners)
    bouncer = Bouncer(answerer, storage.doors, Flood(limits.press_burst, limits.press_seconds), passes)
    return Handlers(
        commands=CommandHandlers(commands, EVEN_PAUSED | moderating.keys(), gate, now),
        questions=QuestionHandlers(questions, storage.ledger, now, (reasons.heard, replies.takes)),
        buttons=ButtonHandlers(Buttons(answerer, desk, storage.ledger, verbs), inline, line.courier, bouncer, now),
        migration=Migration(storage.chats),
        trouble=Trouble(answerer, gate, line.courier, now),
        members=Members(admins, Arrivals(answerer, storage.chats, storage.places, line.courier.moved_to), now),
        inline=inline,
    )


def _bounds(limits: Limits) -> Bounds:
    rule = Rule(limits.downvotes_for_review, timedelta(minutes=limits.votes_min_presence_minutes))
    return Bounds(rule, Flood(limits.vote_burst, limits.vote_seconds))


def _tact(limits: Limits) -> Tact:
    bar = Bar(limits.unaddressed_score_percent / 100, limits.unaddressed_margin_percent / 100)
    return Tact(timedelta(minutes=limits.late_minutes), timedelta(minutes=limits.silent_minutes), bar)


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
        asyncio.create_task(works.corrector.run(now)),
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
