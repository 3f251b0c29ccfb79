"""An update as it came, seen only from outside: whose chat it is of, so that it can be kept before it is read."""

import json
from collections.abc import Mapping
from typing import Any

from bot.core.records.record import Item


def item_of(update: Mapping[str, Any]) -> Item | None:
    """Return the inbox's item of an update's JSON; None where it has no number and so is no update."""
    update_id = update.get("update_id")
    if not isinstance(update_id, int):
        return None
    content = next((value for value in update.values() if isinstance(value, dict)), {})
    chat = _inner(content, "chat") or _inner(_inner(content, "message"), "chat")
    person = _inner(content, "from")
    body = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    return Item(update_id, _id(chat) or _id(person) or 0, _id(person), body)


def _inner(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _id(found: Mapping[str, Any]) -> int | None:
    number = found.get("id")
    return number if isinstance(number, int) else None
