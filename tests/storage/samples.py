"""Entries to write down."""

from datetime import datetime
from itertools import count
from typing import Any

from bot.core.model import Button, Kind, Reply
from bot.core.record import Entry, Origin

REPLY = Reply(Kind.ANSWER, "茶", "<b>茶</b>", ("tea",), ((Button("盐？", "pick:salt", asker_only=True),),))
numbers = count(1)


def entry(at: datetime, **changes: Any) -> Entry:
    """Return an entry like a thousand others, but for the changes."""
    common: dict[str, Any] = {
        "update_id": next(numbers),
        "origin": Origin.QUESTION,
        "chat_id": -1,
        "message_id": 1,
        "person_id": 5,
        "text": "茶？",
        "reply": REPLY,
        "scores": (("tea", 0.9),),
        "evidence": {"text": "茶？"},
    }
    return Entry(at=at, **(common | changes))
