"""What the handlers are joined from, and what every update passes."""

from dataclasses import dataclass

from bot.chat.admins import Admins
from bot.chat.authority import Authority
from bot.chat.connection import Connection
from bot.chat.desk import Desk
from bot.chat.flood import Flood
from bot.chat.gate import Gate
from bot.chat.hearing import Hearing, House
from bot.chat.making import Maker
from bot.chat.outgoing import Courier
from bot.chat.ports import Answerer
from bot.chat.publishing import Publisher
from bot.core.records.access import Budget
from bot.joining.clock import now
from bot.joining.moderation import Moderation
from bot.settings import Settings
from bot.storage.store import Storage


@dataclass(frozen=True, slots=True)
class Line:
    """The line, what is said on it, and what messages are made with."""

    connection: Connection
    courier: Courier
    maker: Maker


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers are joined from."""

    settings: Settings
    answerer: Answerer
    storage: Storage
    line: Line
    desk: Desk
    publisher: Publisher
    moderation: Moderation


@dataclass(frozen=True, slots=True)
class Hall:
    """What every update passes: who may what, where the bot listens, and how much is taken in."""

    admins: Admins
    authority: Authority
    budget: Budget
    hearing: Hearing
    gate: Gate


def hall_of(parts: Parts) -> Hall:
    """Join what every update passes."""
    limits, storage = parts.settings.limits, parts.storage
    admins = Admins(parts.line.courier.is_admin, now)
    authority = Authority(admins, parts.settings.owners, storage.chats, storage.staff)
    budget = Budget(limits.person_daily, limits.chat_daily)
    hearing = Hearing(storage.doors, storage.ledger, authority, House(parts.moderation.tools.calendar, budget))
    flood = Flood(limits.flood_burst, limits.flood_seconds)
    return Hall(admins, authority, budget, hearing, Gate(parts.answerer, parts.desk, hearing, storage.ledger, flood))
