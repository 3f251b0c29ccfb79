"""What is kept of one message that the bot sent: who asked what, what was answered, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.model import Reply


class Origin(StrEnum):
    """What made the bot speak."""

    QUESTION = "question"
    BUTTON = "button"
    COMMAND = "command"
    NOTICE = "notice"


class State(StrEnum):
    """Whether what is recorded also stands in the chat."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody talks with the bot: one person in one topic of one chat."""

    chat_id: int
    topic_id: int | None
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger.

    `message_id` is what the answer replies to, `answer_id` the answer itself. `trigger` is the data of a
    pressed button or the fact of a deep link. `follows` is the entry whose conversation this one continues.
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
    id: int = 0
    answer_id: int | None = None
    edited: bool = False
    state: State = State.WAITING
    error: str = ""
