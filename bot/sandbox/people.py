"""What people do, as tests and pages drive it: write, edit, press, join."""

import copy

from bot.sandbox import inline, linked, privacy, render
from bot.sandbox.model import (
    ANONYMOUS_ADMIN,
    CHANNEL_BOT,
    MEMBER,
    PRESENT,
    Chat,
    Message,
    Person,
    Press,
)
from bot.sandbox.text import found
from bot.sandbox.world import World


class People:
    """The hands of everyone but the bot. Every call returns at once; the bot learns by its updates."""

    def __init__(self, world: World) -> None:
        self.world = world

    def say(
        self,
        person: Person,
        chat: Chat | Person,
        text: str = "",
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
        photo: bool = False,
        sender: Chat | None = None,
    ) -> Message:
        """Write; to a Person's own chat with the bot if `chat` is one.

        With `photo` the text is its caption. `sender` is the chat someone writes as: the group itself for an
        anonymous admin, a channel for its owner.
        """
        with self.world.change():
            where = self.private(chat) if isinstance(chat, Person) else chat
            self._enter(person, where)
            message = self._message(where, _stand_in(person, where, sender), reply_to, thread)
            message.text, message.entities, message.photo = text, found(text, []), photo
            message.sender_chat = sender.id if sender else None
            return self._publish(where, message)

    def post(self, channel: Chat, text: str) -> Message:
        """Write in a channel; its discussion group gets the automatic forward."""
        with self.world.change():
            message = self._message(channel, CHANNEL_BOT, None, None)
            message.text, message.entities, message.sender_chat = text, found(text, []), channel.id
            self._publish(channel, message)
            linked.forward(self.world, message)
            return copy.deepcopy(message)

    def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        with self.world.change():
            mine = self.current(message)
            mine.edits.append(mine.text)
            mine.text, mine.entities, mine.edited = text, found(text, []), self.world.now()
            return self._announce(self.world.chats[mine.chat_id], mine, "edited_")

    def delete(self, message: Message) -> None:
        """Take a message away; bots are not told."""
        with self.world.change():
            self.current(message).gone = True

    def press(self, person: Person, message: Message, button: str, *, stale: bool = False) -> Press:
        """Press a button by its label or its data; `stale` presses one that is not there any more."""
        with self.world.change():
            now = self.current(message)
            data = now.buttons.get(button, button)
            if not stale and data not in now.buttons.values():
                raise LookupError(f"no button {button!r} among {now.buttons}")
            press = Press(str(4_000_000 + self.world.number()), person, data, self.world.clock())
            self.world.presses[press.id] = press
            # What came from somebody's input field the bot knows by that alone, not by the chat where it stands.
            where = {"inline_message_id": now.inline} if now.inline else {"message": render.message(self.world, now)}
            query = {"id": press.id, "from": render.user(person), "chat_instance": str(now.chat_id), "data": data}
            self.world.updates.add("callback_query", query | where)
            return press

    def ask_inline(self, person: Person, query: str) -> str:
        """Type the bot's name and a query anywhere; the id finds the answer in `world.inline`."""
        with self.world.change():
            asked = str(5_000_000 + self.world.number())
            self.world.inline[asked] = None
            self.world.queries[asked] = query
            what = {"id": asked, "from": render.user(person), "query": query, "offset": ""}
            self.world.updates.add("inline_query", what)
            return asked

    def choose(self, person: Person, asked: str, result: str, chat: Chat | Person, *, feedback: bool = True) -> Message:
        """Send one of the results of an inline query to a chat; with `feedback` on at BotFather the bot is told."""
        with self.world.change():
            where = self.private(chat) if isinstance(chat, Person) else chat
            chosen = next(r for r in (self.world.inline[asked] or {})["results"] if r["id"] == result)
            message = inline.sent(self.world, self._message(where, person, None, None), chosen)
            if feedback:
                told = {"result_id": result, "from": render.user(person), "query": self.world.queries[asked]}
                known = {"inline_message_id": message.inline} if message.markup else {}
                self.world.updates.add("chosen_inline_result", told | known)
            return self._publish(where, message)

    def private(self, person: Person) -> Chat:
        """The chat of a person with the bot, started or not."""
        return self.world.chats[person.id]

    def current(self, message: Message) -> Message:
        """The message as it stands now."""
        found_now = self.world.find(message.chat_id, message.id)
        if found_now is None:
            raise LookupError(f"message {message.id} of chat {message.chat_id} is gone")
        return found_now

    def _enter(self, person: Person, chat: Chat) -> None:
        """Writing to the bot starts it; writing in a group takes being in it."""
        if chat.private:
            chat.bot = MEMBER
        elif chat.members.get(person.id) not in PRESENT:
            chat.members[person.id] = MEMBER

    def _message(self, chat: Chat, sender: Person, reply_to: Message | None, thread: int | None) -> Message:
        thread, in_topic = self.world.place(chat, reply_to, thread)
        message = Message(chat.id, self.world.next_id(chat), self.world.now(), sender)
        message.thread, message.in_topic = thread, in_topic
        message.reply_to = reply_to.id if reply_to else None
        return message

    def _publish(self, chat: Chat, message: Message) -> Message:
        return self._announce(chat, self.world.keep(message))

    def _announce(self, chat: Chat, message: Message, prefix: str = "") -> Message:
        """Tell the bot, where it may know; give the caller a copy that stays as it is."""
        if privacy.reaches_bot(self.world, chat, message):
            kind = prefix + ("channel_post" if chat.type == "channel" else "message")
            self.world.updates.add(kind, render.message(self.world, message))
        return copy.deepcopy(message)


def _stand_in(person: Person, chat: Chat, sender: Chat | None) -> Person:
    """Who `from` names when someone writes as a chat."""
    if sender is None:
        return person
    return ANONYMOUS_ADMIN if sender.id == chat.id else CHANNEL_BOT
