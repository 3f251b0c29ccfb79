"""Creates the parts of the bot and joins them: who gets which object."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.chat.calendar import Calendar
from bot.chat.connection import Connection
from bot.chat.desk import Desk
from bot.chat.dispatch import Dispatcher
from bot.chat.hearing import Quiet
from bot.chat.making import Maker
from bot.chat.moderation.corrector import Corrector, Ears, Records
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.keeper import Keeper
from bot.chat.moderation.losses import Losses
from bot.chat.moderation.ports import Core
from bot.chat.outgoing import Courier
from bot.chat.publishing import Moderators, Publisher
from bot.chat.router import Router
from bot.chat.sender import Boxes, Plan, Sender
from bot.chat.telling import Telling
from bot.chat.votes import Dresser
from bot.joining.clock import now
from bot.joining.handlers import handlers
from bot.joining.moderation import moderation
from bot.joining.parts import Line, Parts
from bot.meters import Meters
from bot.pictures import Gallery, NoPainterError, Paint, painter
from bot.settings import Limits, Settings
from bot.storage.store import Storage

__all__ = ["Works", "build", "now"]

log = logging.getLogger(__name__)


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


def build(settings: Settings, answerer: Core, storage: Storage) -> Works:
    """Join the Telegram edge with the core and the storage."""
    limits, meters, calendar = settings.limits, Meters(), Calendar(ZoneInfo(settings.time_zone))
    line = _line(settings, answerer, storage, calendar)
    losses = Losses(answerer, storage.outbox, now)
    sender = Sender(Boxes(storage.outbox, storage.chats, losses.lost), line.courier, _plan(limits), now, meters)
    desk = Desk(storage.outbox, sender.wake, meters)
    follower = Follower(storage.versions, storage.revisions, answerer)
    moderators = moderation(settings, answerer, storage, desk, follower, calendar)
    review = moderators.review
    publisher = Publisher(answerer, desk, storage.ledger, Moderators(review.bring, review.answered))
    records = Records(storage.corrections, storage.revisions)
    corrector = Corrector(records, answerer, line.maker, follower, _ears(answerer, storage, sender, calendar))
    parts = Parts(settings, answerer, storage, line, desk, publisher, moderators)
    router = Router(line.connection.application, handlers(parts))
    dispatcher = Dispatcher(storage.inbox, router.route, limits.updates_at_once, limits.lease, now)
    return Works(
        line.connection, dispatcher, sender, meters, follower, corrector, publisher, moderators.keeper, calendar
    )


def _line(settings: Settings, answerer: Core, storage: Storage, calendar: Calendar) -> Line:
    connection, paint = Connection(settings.token, settings.api_root), _painting()
    dresser = Dresser(answerer, storage.votes, calendar)
    courier = Courier(connection.bot, dresser.dressed, partial(_painted, Gallery(paint), answerer))
    maker = Maker(answerer, storage.ledger, lambda: connection.bot.username, paints=paint is not None)
    return Line(connection, courier, maker)


def _plan(limits: Limits) -> Plan:
    longest = timedelta(seconds=limits.longest_wait)
    return Plan(limits.pace, limits.sends_at_once, limits.send_attempts, longest, limits.lease)


def _ears(answerer: Core, storage: Storage, sender: Sender, calendar: Calendar) -> Ears:
    """Who is told of a correction, and when that may be."""
    quiet = Quiet(storage.chats, calendar, now)
    telling = Telling(answerer, storage.outbox, storage.votes, sender.wake, now)
    return Ears(sender.wake, quiet.hushed, telling.corrected)


def _painting() -> Paint | None:
    """What paints here, if anything does."""
    try:
        return painter()
    except NoPainterError as error:
        log.info("pictures are sent as tables: %s", error)
        return None


async def _painted(gallery: Gallery, answerer: Core) -> bytes | None:
    return (await gallery.picture(answerer.drawing())).png
