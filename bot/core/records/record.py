"""What is kept of one message that the bot sent: who asked what, what was answered, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.core.model import Reply


class StorageError(Exception):
    """The database cannot be used; the message says which and why."""


class Origin(StrEnum):
    """What made the bot speak."""

    QUESTION = "question"
    BUTTON = "button"
    COMMAND = "command"
    NOTICE = "notice"
    REPORT = "report"
    CARD = "card"
    INLINE = "inline"
    POST = "post"


OVERHEARD = "overheard"
"""The trigger of an answer that nobody asked the bot for."""


class State(StrEnum):
    """Whether what is recorded also stands in the chat."""

    HELD = "held"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody talks with the bot: one person in one topic of one chat."""

    chat_id: int
    topic_id: int | None
    person_id: int | None

    @property
    def speaker(self) -> int:
        """Who talks, as far as that can be told: an anonymous admin is the chat."""
        return self.person_id or self.chat_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger.

    `message_id` is what the answer replies to, `answer_id` the answer itself. `trigger` is the data of a pressed
    button, the fact of a deep link, OVERHEARD, or what the message is made from (`made:chart`, `post:index`).
    `follows` is the entry whose conversation this one continues. `inline_id` is how a copy is known that somebody
    sent from their input field; its chat is 0, for nobody tells which. `moved` says that its group got another id, in
    which message ids mean nothing. `at` is when a question was taken up, `asked` when it was asked, where that is
    known.
    """

    update_id: int
    at: datetime
    origin: Origin
    chat_id: int
    message_id: int
    reply: Reply
    topic_id: int | None = None
    person_id: int | None = None
    text: str = ""
    trigger: str = ""
    scores: tuple[tuple[str, float], ...] = ()
    evidence: Mapping[str, object] = field(default_factory=dict)
    follows: int | None = None
    asked: datetime | None = None
    id: int = 0
    answer_id: int | None = None
    edited: bool = False
    moved: bool = False
    state: State = State.WAITING
    error: str = ""
    inline_id: str = ""


MOVED = "the group became a supergroup, in which the ids of its messages mean nothing"
"""Why a message of a group that got another id cannot be edited."""
REMOVED, BLOCKED = "the bot was removed from the chat", "bot was blocked by the user"
"""Why nothing can be sent to a chat that the bot is not in any more."""


class Priority(IntEnum):
    """What leaves first."""

    ANSWERS = 0
    CORRECTIONS = 1
    COUNTS = 2


class Why(StrEnum):
    """Why a question comes before the moderators."""

    UNCOVERED = "uncovered"
    WRONG = "wrong"
    HELD = "held"
    SAMPLED = "sampled"
    SHADOW = "shadow"


class Action(StrEnum):
    """What is done with an entry's message: sent, edited, only the buttons below it edited, deleted, pinned."""

    SEND = "send"
    EDIT = "edit"
    COUNT = "count"
    DELETE = "delete"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Item:
    """An update in the inbox: whose it is, its JSON as it came, how often it was taken up."""

    update_id: int
    chat_id: int
    person_id: int | None
    body: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """An entry on its way to Telegram, for the `attempts`-th time."""

    id: int
    action: Action
    attempts: int
    entry: Entry

    @property
    def edits(self) -> int | None:
        """The message that it edits, deletes or pins; None where it sends a new one."""
        return None if self.action is Action.SEND else self.entry.answer_id


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or group in which the bot may post."""

    id: int
    title: str
    channel: bool


@dataclass(frozen=True, slots=True)
class Dead:
    """A parcel that will not be sent, or an update (`what` is "update") that could not be worked on. `at` is epoch."""

    id: int
    chat_id: int
    what: str
    at: float
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class Correcting:
    """An order to bring the copies of `fact` up to revision `number`; the report goes to `chat_id`.

    `notify` says that those who asked are told of it, too.
    """

    fact: str
    number: int
    chat_id: int
    by: int
    at: datetime
    state: str = "running"
    id: int = 0
    notify: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many answers in a chat, brought before the moderators for one reason, they found right and wrong."""

    chat_id: int
    why: Why
    good: int
    bad: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often answers that say `fact` were voted up and down in a chat; an empty `fact` stands for none."""

    fact: str
    chat_id: int
    ups: int
    downs: int


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit log: who did what, where, to what, and what it was before and is since."""

    at: datetime
    person_id: int
    chat_id: int
    action: str
    detail: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the copies of a correction; of the unreachable ones the chat and the reason.

    Copies in a group that became a supergroup are unreachable, with MOVED as the reason. `offered` is how often what is
    corrected was among inline results, less the copies that are known: Telegram does not always tell what was sent.
    """

    edited: int
    waiting: int
    unreachable: tuple[tuple[int, str], ...]
    offered: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast may be sent; 0 is no limit. Telegram's own: 30 a second, 1 a second a chat, 20 a minute a group."""

    second: int = 30
    chat_pause: float = 1.0
    group_minute: int = 20
    at_once: int = 1000


@dataclass(frozen=True, slots=True)
class Depths:
    """How much waits in the boxes, and for how many seconds the oldest has waited."""

    inbox: int
    outbox: int
    dead: int
    inbox_age: float
    outbox_age: float
