"""What becomes of the bot in a chat: added, promoted, removed, blocked."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.ext import ContextTypes

from bot.chat.admins import Admins
from bot.chat.outgoing import ADMINS
from bot.chat.ports import Answerer, Chats, Clock, Places
from bot.core.model import Reply
from bot.core.records.record import BLOCKED, REMOVED, Entry, Origin, Place

GONE = {ChatMember.LEFT, ChatMember.BANNED}
LONGEST_TITLE = 40
_LINKS = re.compile(r"[@./](?=\w)")
"""What Telegram would take for a name, the address of a site or a command."""
MovedTo = Callable[[int], Awaitable[int | None]]


class Arrivals:
    """Keeps where the bot is; what is new to it is greeted once."""

    def __init__(self, say: Answerer, chats: Chats, places: Places, moved_to: MovedTo) -> None:
        """Arrivals that ask `moved_to` which supergroup a group has become."""
        self._say = say
        self._chats = chats
        self._places = places
        self._moved_to = moved_to

    async def changed(self, update_id: int, at: datetime, member: ChatMemberUpdated, reads_all: bool) -> None:
        """Take what the bot is in a chat now; `reads_all` says that privacy mode is off."""
        if member.new_chat_member.status in GONE:
            await self._left(member.chat)
        elif member.chat.type != Chat.PRIVATE:
            now = member.new_chat_member
            welcome = self._welcome(reads_all or now.status in ADMINS)
            entry = Entry(update_id, at, Origin.NOTICE, member.chat.id, 0, welcome)
            greets = member.chat.type != Chat.CHANNEL and member.old_chat_member.status in GONE
            await self._places.arrive(member.chat.id, _place(member.chat, now), entry if greets else None)

    async def _left(self, chat: Chat) -> None:
        # A group that becomes a supergroup is left, too, and all that is kept of it goes along.
        new = await self._moved_to(chat.id) if chat.type == Chat.GROUP else None
        if new is not None:
            await self._chats.migrate(chat.id, new)
        else:
            await self._places.leave(chat.id, BLOCKED if chat.type == Chat.PRIVATE else REMOVED)

    def _welcome(self, hears: bool) -> Reply:
        todo = ("welcome_mode",) if hears else ("welcome_privacy", "welcome_mode")
        lines = "\n".join(f"{n}. {self._say.say(key).text}" for n, key in enumerate(todo, 1))
        return self._say.say("welcome", todo=lines)


class Members:
    """What Telegram tells of somebody's place in a chat, the bot's own included."""

    def __init__(self, admins: Admins, arrivals: Arrivals, clock: Clock) -> None:
        self._admins = admins
        self._arrivals = arrivals
        self._clock = clock

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take an update that says what somebody now is in a chat."""
        member = update.chat_member or update.my_chat_member
        if member is not None:
            self._admins.forget(member.chat.id, member.new_chat_member.user.id)
        if update.my_chat_member is not None:
            reads_all = bool(context.bot.bot.can_read_all_group_messages)
            await self._arrivals.changed(update.update_id, self._clock(), update.my_chat_member, reads_all)


def _place(chat: Chat, member: ChatMember) -> Place | None:
    """The chat as a place to post; None where the bot may not."""
    if chat.type == Chat.CHANNEL:
        may = isinstance(member, ChatMemberAdministrator) and member.can_post_messages is not False
    else:
        may = not isinstance(member, ChatMemberRestricted) or member.can_send_messages
    title = _LINKS.sub(" ", chat.title or "")[:LONGEST_TITLE]
    return Place(chat.id, title, chat.type == Chat.CHANNEL) if may else None
