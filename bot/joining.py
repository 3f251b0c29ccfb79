"""Creates the parts of the bot and joins them: who gets which object."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.chat.admins import Admins
from bot.chat.arrivals import Arrivals, Members
from bot.chat.authority import Authority
from bot.chat.buttons import Bouncer, ButtonHandlers, Buttons, Passes
from bot.chat.calendar import Calendar
from bot.chat.chart import Chart
from bot.chat.checkup import Checkup
from bot.chat.commands import EVEN_PAUSED, CommandHandlers, Commands
from bot.chat.connection import Connection
from bot.chat.desk import Desk
from bot.chat.dispatch import Dispatcher
from bot.chat.doctor import Surroundings, examine
from bot.chat.flood import Flood
from bot.chat.gate import Gate
from bot.chat.hearing import Hearing, House, Quiet
from bot.chat.inline import Inline
from bot.chat.inline_handlers import InlineHandlers
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
from bot.core.record import Entry
from bot.meters import Meters
from bot.pictures import Gallery, NoPainterError, Paint, painter
from bot.settings import Limits, Settings
from bot.storage.store import Storage

TYPED_AT_ONCE = 30
"""Inline queries of a person before they are slowed to one a second: each few letters are one."""
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
    calendar: Calendar


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
    calendar = _calendar(settings)
    connection = Connection(settings.token, settings.api_root)
    paint = _painting()
    gallery = Gallery(paint)
    courier = Courier(
        connection.bot, Dresser(answerer, storage.votes, calendar).dressed, partial(_painted, gallery, answerer)
    )
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
    quiet = Quiet(storage.chats, calendar, now)
    ears = Ears(sender.wake, quiet.hushed, telling.corrected)
    corrector = Corrector(records, answerer, maker, follower, ears)
    review = moderation.review
    publisher = Publisher(answerer, desk, storage.ledger, Moderators(review.bring, review.answered))
    line = Line(connection, courier, maker)
    handlers = _handlers(settings, answerer, storage, line, Writers(desk, publisher, moderation))
    router = Router(connection.application, handlers)
    dispatcher = Dispatcher(storage.inbox, router.route, limits.updates_at_once, limits.lease, now)
    return Works(connection, dispatcher, sender, meters, follower, corrector, publisher, moderation.keeper, calendar)


def _calendar(settings: Settings) -> Calendar:
    return Calendar(ZoneInfo(settings.time_zone))


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
    editing, calendar = Editing(answerer, storage.revisions, follower), _calendar(settings)
    books = Books(answerer, Records(storage.corrections, storage.revisions), storage.staff, storage.cards, calendar)
    tools = Tools(answerer, desk, storage.ledger, storage.cards, answerer, editing, storage.staff, rights, calendar)
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
    house = House(moderation.tools.calendar, Budget(limits.person_daily, limits.chat_daily))
    hearing = Hearing(storage.doors, storage.ledger, authority, house)
    gate = Gate(answerer, desk, hearing, storage.ledger, Flood(limits.flood_burst, limits.flood_seconds))
    talks = Talks(storage.ledger, limits.follow_up)
    questions = Questions(answerer, Entrance(hearing, gate), talks, writers.publisher, _tact(limits))
    menu, room = PreferencesMenu(answerer), storage.cards.desk
    preferences = Preferences(menu, desk, storage.chats, authority, room)
    around = Surroundings(line.connection.bot, storage.outbox, room, storage.doors, house.budget, now)
    checkup = Checkup(answerer, desk, authority, partial(examine, around), moderation.tools.rights.serves)
    reasons = Reasons(answerer, desk, storage.ledger, storage.votes)
    votes = Votes(storage.votes, desk, reasons, moderation.review.bring, _bounds(limits))
    replies = Replies(moderation.tools, moderation.keeper, gate)
    muting = Muting(answerer, storage.staff, moderation.tools.rights, moderation.tools.calendar)
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
        "rev": moderation.orders.audited(moderation.orders.pressed),
        "card": moderation.review.pressed,
        "stats": moderation.orders.audited(moderation.figures.pressed),
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
