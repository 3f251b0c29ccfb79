"""/settings: one menu with which a chat's admins choose how the bot behaves there, rewritten in place."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat.authority import Authority
from bot.chat.commands import Command
from bot.chat.desk import Desk
from bot.chat.incoming import Press, Question
from bot.chat.ports import Chats
from bot.chat.preferences_menu import HOME, Place, PreferencesMenu
from bot.core.model import Reply
from bot.core.records.choices import choose
from bot.core.records.policy import MODERATED, Policy
from bot.core.records.record import Entry, Origin

TRIGGER = "settings"
GO, DO, CLOSE = "go", "do", "close"
FindDesk = Callable[[], Awaitable[int | None]]


class Preferences:
    """Shows what is chosen, and takes choices; who may is looked up at each press."""

    def __init__(self, menu: PreferencesMenu, desk: Desk, chats: Chats, authority: Authority, room: FindDesk) -> None:
        """Preferences that ask `room` which chat the moderators have, if any."""
        self._menu = menu
        self._desk = desk
        self._chats = chats
        self._authority = authority
        self._room = room

    def table(self) -> Mapping[str, Command]:
        """Return what each command does."""
        return {"settings": self._settings}

    async def _settings(self, question: Question) -> None:
        entry = question.entry(await self._shown(question), Origin.COMMAND)
        await self._desk.post(replace(entry, trigger=TRIGGER))

    async def _shown(self, question: Question) -> Reply:
        if question.private:
            return self._menu.say("settings_private")
        objection = await self._authority.objection(question)
        if objection is not None:
            await self._authority.refused(question.seat, question.at, "/settings")
            return self._menu.say(objection)
        policy = await self._chats.policy(question.seat.chat_id)
        return self._menu.page(HOME, policy, Place(question.seat.topic_id))

    async def pressed(self, press: Press, entry: Entry | None) -> str | None:
        """Do what a button of the menu says; return the key of a notice, if there is one."""
        objection = await self._authority.objection_to_press(press)
        if objection is not None:
            await self._authority.refused(press.seat, press.at, press.data)
            return objection
        if entry is None or entry.trigger != TRIGGER:
            return "stale"
        _, verb, what = (*press.data.split(":", 2), "", "")[:3]
        page = HOME
        if verb == DO and (objection := await self._choose(press, what)):
            return objection
        if verb == GO:
            page = what
        policy = await self._chats.policy(press.seat.chat_id)
        shown = self._menu.page(page, policy, Place(entry.topic_id))
        await self._desk.rewrite(replace(entry, reply=replace(shown, buttons=()) if verb == CLOSE else shown))
        return None

    async def _choose(self, press: Press, choice: str) -> str | None:
        chat_id = press.seat.chat_id
        before = await self._chats.policy(chat_id)
        after = choose(before, choice)
        if after.mode in MODERATED and after.mode is not before.mode and await self._room() in {None, chat_id}:
            return "settings_no_desk"
        await self._chats.choose(chat_id, after)
        await self._authority.note(press.seat, press.at, "settings", "", _difference(before, after))
        return None


def _difference(before: Policy, after: Policy) -> tuple[str, str]:
    names = [name for name in Policy.__slots__ if getattr(before, name) != getattr(after, name)]
    was, now = (", ".join(f"{name}: {getattr(policy, name)}" for name in names) for policy in (before, after))
    return was, now
