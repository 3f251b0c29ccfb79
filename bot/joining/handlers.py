"""Who takes an update: the questions, commands, buttons and arrivals, joined."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.chat.arrivals import Arrivals, Members
from bot.chat.buttons import Bouncer, ButtonHandlers, Buttons, Passes, Verb
from bot.chat.chart import Chart
from bot.chat.checkup import Checkup
from bot.chat.commands import EVEN_PAUSED, Command, CommandHandlers, Commands
from bot.chat.doctor import Surroundings, examine
from bot.chat.flood import Flood
from bot.chat.inline import Inline
from bot.chat.inline_handlers import InlineHandlers
from bot.chat.migration import Migration
from bot.chat.moderation.muting import Muting
from bot.chat.moderation.posting import Posting
from bot.chat.moderation.replies import Replies
from bot.chat.moderation.rights import Role
from bot.chat.policies import Bar
from bot.chat.preferences import Preferences
from bot.chat.preferences_menu import PreferencesMenu
from bot.chat.questions import Entrance, QuestionHandlers, Questions, Tact
from bot.chat.reasons import Reasons
from bot.chat.router import Handlers
from bot.chat.switch import Switch
from bot.chat.talks import Talks
from bot.chat.trouble import Trouble
from bot.chat.votes import Bounds, Votes
from bot.core.records.ballot import Rule
from bot.joining.clock import now
from bot.joining.moderation import Moderation
from bot.joining.parts import Hall, Parts, hall_of
from bot.settings import Limits

TYPED_AT_ONCE = 30
"""Inline queries of a person before they are slowed to one a second: each few letters are one."""


def handlers(parts: Parts) -> Handlers:
    """Join all that takes updates."""
    limits, storage, desk, moderation = parts.settings.limits, parts.storage, parts.desk, parts.moderation
    hall = hall_of(parts)
    reasons = Reasons(parts.answerer, desk, storage.ledger, storage.votes)
    preferences = Preferences(PreferencesMenu(parts.answerer), desk, storage.chats, hall.authority, storage.cards.desk)
    posting = Posting(moderation.tools, parts.line.maker, storage.places)
    moderating = _moderating(parts, posting)
    commands = {**_commands(parts, hall, reasons, preferences), **moderating}
    questions = Questions(
        parts.answerer,
        Entrance(hall.hearing, hall.gate),
        Talks(storage.ledger, limits.follow_up),
        parts.publisher,
        _tact(limits),
    )
    replies = Replies(moderation.tools, moderation.keeper, hall.gate)
    arrivals = Arrivals(parts.answerer, storage.chats, storage.places, parts.line.courier.moved_to)
    inline = _inline(parts)
    return Handlers(
        commands=CommandHandlers(commands, EVEN_PAUSED | moderating.keys(), hall.gate, now),
        questions=QuestionHandlers(questions, storage.ledger, now, (reasons.heard, replies.takes)),
        buttons=_buttons(parts, _staff(moderation, preferences, posting), reasons, inline),
        migration=Migration(storage.chats),
        trouble=Trouble(parts.answerer, hall.gate, parts.line.courier, now),
        members=Members(hall.admins, arrivals, now),
        inline=inline,
    )


def _commands(parts: Parts, hall: Hall, reasons: Reasons, preferences: Preferences) -> dict[str, Command]:
    """The commands of members and of the admins of a chat."""
    storage, answerer, desk = parts.storage, parts.answerer, parts.desk
    around = Surroundings(
        parts.line.connection.bot, storage.outbox, storage.cards.desk, storage.doors, hall.budget, now
    )
    serves = parts.moderation.tools.rights.serves
    return {
        **Commands(answerer, desk, storage.privacy, reasons.opened).table(),
        **Switch(answerer, desk, storage.chats, storage.doors, hall.authority).table(),
        **preferences.table(),
        **Checkup(answerer, desk, hall.authority, partial(examine, around), serves).table(),
        **Chart(parts.line.maker, desk).table(),
    }


def _moderating(parts: Parts, posting: Posting) -> dict[str, Command]:
    """The commands of moderators."""
    moderation = parts.moderation
    orders, tools = moderation.orders, moderation.tools
    muting = Muting(parts.answerer, parts.storage.staff, tools.rights, tools.calendar)
    guarded = {
        "stats": moderation.figures.stats,
        "mute": muting.mute,
        "unmute": muting.unmute,
        "publish": posting.publish,
    }
    return {**orders.table(), **{name: orders.guarded(Role.MODERATOR, order) for name, order in guarded.items()}}


def _staff(moderation: Moderation, preferences: Preferences, posting: Posting) -> dict[str, Verb]:
    """What the buttons do that only some may press."""
    return {
        "rev": moderation.orders.audited(moderation.orders.pressed),
        "card": moderation.review.pressed,
        "stats": moderation.orders.audited(moderation.figures.pressed),
        "set": preferences.pressed,
        "pub": posting.pressed,
    }


def _buttons(parts: Parts, staff: Mapping[str, Verb], reasons: Reasons, inline: InlineHandlers) -> ButtonHandlers:
    limits, storage, answerer = parts.settings.limits, parts.storage, parts.answerer
    votes = Votes(storage.votes, parts.desk, reasons, parts.moderation.review.bring, _bounds(limits))
    verbs = {**staff, "vote": votes.pressed, "why": reasons.pressed}
    passes = Passes(staff.keys(), parts.settings.owners)
    bouncer = Bouncer(answerer, storage.doors, Flood(limits.press_burst, limits.press_seconds), passes)
    buttons = Buttons(answerer, parts.desk, storage.ledger, verbs)
    return ButtonHandlers(buttons, inline, parts.line.courier, bouncer, now)


def _inline(parts: Parts) -> InlineHandlers:
    typing = Flood(TYPED_AT_ONCE, 1)
    return InlineHandlers(Inline(parts.answerer, parts.line.maker, parts.desk, parts.storage.copies, typing), now)


def _bounds(limits: Limits) -> Bounds:
    rule = Rule(limits.downvotes_for_review, timedelta(minutes=limits.votes_min_presence_minutes))
    return Bounds(rule, Flood(limits.vote_burst, limits.vote_seconds))


def _tact(limits: Limits) -> Tact:
    bar = Bar(limits.unaddressed_score_percent / 100, limits.unaddressed_margin_percent / 100)
    return Tact(timedelta(minutes=limits.late_minutes), timedelta(minutes=limits.silent_minutes), bar)
