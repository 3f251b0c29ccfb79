"""What somebody at the page wants done, by name: say, edit, press, block, and ask inline."""

import asyncio
from collections.abc import Callable

from bot.sandbox.model import ADMINS, PRESENT, Chat, Json, Message, Person, Press
from bot.sandbox.server import SandboxServer
from bot.sandbox.text import units

LONGEST = 4096
"""UTF-16 units of a message, Telegram's own limit."""
SPINNING = 15.0
"""Seconds for which a pressed button waits for the bot."""


class RefusedError(Exception):
    """Why Telegram would not let a person do that, in words for them."""


class Hands:
    """Does what people at the page want, as Telegram's apps would let them."""

    def __init__(self, server: SandboxServer) -> None:
        self._server = server
        self._deeds: dict[str, Callable[[Person, Json], Json]] = {
            "say": self._say,
            "edit": self._edit,
            "press": self._press,
            "block": self._block,
            "inline": self._inline,
            "choose": self._choose,
        }

    async def do(self, deed: str, wanted: Json) -> Json:
        """Do it and return what came of it; LookupError for what is not there, RefusedError for what may not be."""
        person = self._server.world.people[int(wanted["person"])]
        done = self._deeds[deed](person, wanted)
        if deed == "press":
            return await self._notice(done["press"])
        return await self._results(done["asked"]) if deed == "inline" else done

    def _say(self, person: Person, wanted: Json) -> Json:
        chat, text = self._chat(wanted), _text(wanted)
        if chat.type == "channel":
            return _told(self._server.post(self._admin(person, chat), text))
        if not chat.private and chat.members.get(person.id) not in PRESENT:
            raise RefusedError("你不在这个群里")
        sender = self._admin(person, chat) if wanted.get("anonymous") else None
        reply_to = self._message(wanted, "reply_to") if wanted.get("reply_to") else None
        topic = int(wanted["topic"]) if wanted.get("topic") else None
        return _told(self._server.say(person, chat, text, reply_to=reply_to, thread=topic, sender=sender))

    def _edit(self, person: Person, wanted: Json) -> Json:
        message = self._message(wanted, "message")
        if message.sender.id != person.id:
            raise RefusedError("只能改自己的消息")
        return _told(self._server.edit(message, _text(wanted)))

    def _press(self, person: Person, wanted: Json) -> Json:
        return {"press": self._server.press(person, self._message(wanted, "message"), str(wanted["data"]))}

    def _block(self, person: Person, wanted: Json) -> Json:
        (self._server.block if wanted["blocked"] else self._server.unblock)(person)
        return {}

    def _inline(self, person: Person, wanted: Json) -> Json:
        return {"asked": self._server.ask_inline(person, _text(wanted))}

    def _choose(self, person: Person, wanted: Json) -> Json:
        chosen = str(wanted["asked"]), str(wanted["result"])
        return _told(self._server.choose(person, *chosen, self._chat(wanted)))

    async def _results(self, asked: str) -> Json:
        world = self._server.world
        try:
            await asyncio.to_thread(self._server.wait_for, lambda: world.inline[asked] is not None, SPINNING)
        except TimeoutError:
            return {"asked": asked, "results": []}
        shown = ("id", "title", "description")
        results = (world.inline[asked] or {})["results"]
        return {"asked": asked, "results": [{key: one.get(key, "") for key in shown} for one in results]}

    async def _notice(self, press: Press) -> Json:
        """Wait for the bot's answer to a press, in a thread: the world wakes threads."""
        try:
            await asyncio.to_thread(self._server.wait_for, lambda: press.answer is not None, SPINNING)
        except TimeoutError:
            return {}
        return {key: value for key, value in (press.answer or {}).items() if key in {"text", "show_alert", "url"}}

    def _chat(self, wanted: Json) -> Chat:
        return self._server.world.chats[int(wanted["chat"])]

    def _message(self, wanted: Json, key: str) -> Message:
        found = self._server.world.find(int(wanted["chat"]), int(wanted[key]))
        if found is None:
            raise LookupError(wanted[key])
        return found

    def _admin(self, person: Person, chat: Chat) -> Chat:
        if chat.members.get(person.id) not in ADMINS:
            raise RefusedError("只有管理员可以这样做")
        return chat


def _text(wanted: Json) -> str:
    text = str(wanted["text"]).strip()
    if not text:
        raise RefusedError("先写点什么")
    if units(text) > LONGEST:
        raise RefusedError(f"太长了，最多 {LONGEST} 个字")
    return text


def _told(message: Message) -> Json:
    return {"chat": message.chat_id, "message": message.id}
