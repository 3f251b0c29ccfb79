"""The small world of the sandbox: people, chats, messages, button presses."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# What someone is in a chat. For the bot in a private chat: left = never started, kicked = blocked.
CREATOR, ADMINISTRATOR, MEMBER, LEFT, KICKED = "creator", "administrator", "member", "left", "kicked"
PRESENT = frozenset({CREATOR, ADMINISTRATOR, MEMBER})
ADMINS = frozenset({CREATOR, ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who writes: a human, the bot, or one of Telegram's own stand-ins."""

    id: int
    name: str
    username: str = ""
    language: str = "zh-hans"
    is_bot: bool = False


# Telegram's own: what a client that only knows `from` takes for the author.
ANONYMOUS_ADMIN = Person(1087968824, "Group", "GroupAnonymousBot", "", True)
CHANNEL_BOT = Person(136817688, "Channel", "Channel_Bot", "", True)
TELEGRAM = Person(777000, "Telegram", "", "", False)


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel, and what the bot is in it."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    forum: bool = False
    bot: str = MEMBER
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    linked: int | None = None
    pinned: int | None = None

    @property
    def private(self) -> bool:
        """Between one person and the bot."""
        return self.type == "private"

    @property
    def large(self) -> bool:
        """Counts its messages by itself, as supergroups and channels do."""
        return self.type in {"supergroup", "channel"}


@dataclass(slots=True)
class Message:
    """A message as it stands now; `edits` keeps the texts it had before, oldest first."""

    chat_id: int
    id: int
    date: int
    sender: Person
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    sender_chat: int | None = None
    reply_to: int | None = None
    thread: int | None = None
    in_topic: bool = False
    markup: Json | None = None
    photo: bool = False
    picture: bytes = b""
    inline: str = ""
    service: bool = False
    extra: Json = field(default_factory=dict)
    edited: int | None = None
    edits: list[str] = field(default_factory=list)
    gone: bool = False
    preview_off: bool = False

    @property
    def buttons(self) -> dict[str, str]:
        """Label to callback data (or address) of every inline button, in reading order."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return {b["text"]: b.get("callback_data") or b.get("url", "") for row in rows for b in row}


@dataclass(slots=True)
class Press:
    """A pressed button; `answer` is what the bot told the one who pressed, once it did."""

    id: str
    person: Person
    data: str
    at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the bot and what it got."""

    method: str
    params: Json
    answer: Json

    @property
    def ok(self) -> bool:
        """Whether it was granted."""
        return bool(self.answer["ok"])
