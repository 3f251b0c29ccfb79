"""What moderators work with, joined."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.calendar import Calendar
from bot.chat.desk import Desk
from bot.chat.moderation.books import Books
from bot.chat.moderation.cards import Review, Sampling
from bot.chat.moderation.corrector import Records
from bot.chat.moderation.editing import Editing
from bot.chat.moderation.face import Face
from bot.chat.moderation.figures import Figures
from bot.chat.moderation.follower import Follower
from bot.chat.moderation.keeper import Keeper
from bot.chat.moderation.orders import Orders
from bot.chat.moderation.ports import Core
from bot.chat.moderation.rights import Rights
from bot.chat.moderation.tools import Tools
from bot.chat.votes import Doubts
from bot.core.records.record import Entry
from bot.joining.clock import now
from bot.settings import Settings
from bot.storage.store import Storage


@dataclass(frozen=True, slots=True)
class Moderation:
    """What moderators have in hand."""

    orders: Orders
    review: Review
    tools: Tools
    keeper: Keeper
    figures: Figures


def moderation(
    settings: Settings, answerer: Core, storage: Storage, desk: Desk, follower: Follower, calendar: Calendar
) -> Moderation:
    """Join what moderators work with."""
    limits, rights = settings.limits, Rights(settings.owners, storage.staff)
    editing = Editing(answerer, storage.revisions, follower)
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
