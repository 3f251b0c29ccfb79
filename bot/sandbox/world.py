"""Everything the sandbox remembers, behind one lock; whoever changes it wakes whoever waits."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from bot.sandbox.model import Call, Chat, Json, Message, Person, Press
from bot.sandbox.updates import UpdateQueue

Clock = Callable[[], float]


class World:
    """People, chats, messages, the queue of updates and the log of the bot's requests."""

    def __init__(self, bot: Person, *, privacy: bool = True, clock: Clock = time.time) -> None:
        self.bot = bot
        self.privacy = privacy
        self.clock = clock
        self.changed = Condition()
        self.version = 0
        self.watchers: list[Callable[[], None]] = []
        self.updates = UpdateQueue(self.changed)
        self.people: dict[int, Person] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.inline: dict[str, Json | None] = {}
        self.queries: dict[str, str] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.calls: list[Call] = []
        self._messages: dict[tuple[int, int], Message] = {}
        self._numbers = itertools.count(1)
        self._ids = itertools.count(1)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Alone with the world, then everyone who waits looks again."""
        with self.changed:
            try:
                yield
            finally:
                self.version += 1
                self.changed.notify_all()
                for watcher in self.watchers:
                    watcher()

    def now(self) -> int:
        """The time that messages carry."""
        return int(self.clock())

    def number(self) -> int:
        """A number that nothing else has."""
        return next(self._numbers)

    def next_id(self, chat: Chat) -> int:
        """Large chats count their own messages; the others share one count, as a bot sees it."""
        if not chat.large:
            return next(self._ids)
        return 1 + max((message_id for chat_id, message_id in self._messages if chat_id == chat.id), default=0)

    def keep(self, message: Message) -> Message:
        """Store a message."""
        self._messages[message.chat_id, message.id] = message
        return message

    def find(self, chat_id: int, message_id: int | None) -> Message | None:
        """The message, unless it is deleted or never was."""
        message = self._messages.get((chat_id, message_id or 0))
        return None if message is None or message.gone else message

    def find_inline(self, inline: str) -> Message | None:
        """The message that came from somebody's input field under that id."""
        return next((m for m in self._messages.values() if m.inline == inline and not m.gone), None)

    def messages(self, chat_id: int) -> list[Message]:
        """What stands in a chat, oldest first."""
        return [m for m in self._messages.values() if m.chat_id == chat_id and not m.gone]

    def place(self, chat: Chat, reply_to: Message | None, thread: int | None) -> tuple[int | None, bool]:
        """The thread a new message belongs to, and whether that is a topic."""
        if chat.forum:
            topic = thread or (reply_to.thread if reply_to and reply_to.in_topic else None)
            return topic, topic is not None
        if chat.type == "supergroup" and reply_to:
            return reply_to.thread or reply_to.id, False
        return None, False
