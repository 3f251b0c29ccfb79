"""Entry <-> row of the ledger."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.core.model import Button, Kind, Reply
from bot.core.records.record import Entry, Origin, State


def to_row(entry: Entry) -> dict[str, Any]:
    """Return the columns of an entry, all but its id."""
    return {
        "update_id": entry.update_id,
        "at": stamp(entry.at),
        "origin": entry.origin.value,
        "chat_id": entry.chat_id,
        "topic_id": entry.topic_id,
        "person_id": entry.person_id,
        "message_id": entry.message_id,
        "answer_id": entry.answer_id,
        "text": entry.text or None,
        "trigger": entry.trigger or None,
        "follows": entry.follows,
        "asked": stamp(entry.asked) if entry.asked else None,
        "edited": int(entry.edited),
        "state": entry.state.value,
        "error": entry.error or None,
        "inline_id": entry.inline_id or None,
        **outcome_columns(entry),
    }


def outcome_columns(entry: Entry) -> dict[str, Any]:
    """Return the columns that say what was answered and why."""
    return {
        "kind": entry.reply.kind.value,
        "fact_ids": to_json(entry.reply.fact_ids),
        "scores": to_json(entry.scores),
        "evidence": to_json(entry.evidence) if entry.evidence else None,
        "reply_text": entry.reply.text,
        "reply_html": entry.reply.html,
        "picture": entry.reply.picture or None,
        "buttons": to_json([[[b.label, b.data, b.asker_only, b.url] for b in row] for row in entry.reply.buttons]),
    }


def to_entry(row: Mapping[str, Any]) -> Entry:
    """Return the entry of a row."""
    return Entry(
        id=row["id"],
        update_id=row["update_id"],
        at=datetime.fromisoformat(row["at"]),
        origin=Origin(row["origin"]),
        chat_id=row["chat_id"],
        topic_id=row["topic_id"],
        person_id=row["person_id"],
        message_id=row["message_id"],
        answer_id=row["answer_id"],
        text=row["text"] or "",
        trigger=row["trigger"] or "",
        follows=row["follows"],
        asked=datetime.fromisoformat(row["asked"]) if row["asked"] else None,
        scores=tuple((fact, score) for fact, score in json.loads(row["scores"])),
        evidence=json.loads(row["evidence"] or "{}"),
        reply=_reply(row),
        edited=bool(row["edited"]),
        moved=row["moved_from"] is not None,
        state=State(row["state"]),
        error=row["error"] or "",
        inline_id=row["inline_id"] or "",
    )


def stamp(at: datetime) -> str:
    """Return a time as text that sorts."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def to_json(value: object) -> str:
    """Return compact JSON that keeps Chinese readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reply(row: Mapping[str, Any]) -> Reply:
    return Reply(
        kind=Kind(row["kind"]),
        text=row["reply_text"],
        html=row["reply_html"],
        fact_ids=tuple(json.loads(row["fact_ids"])),
        buttons=tuple(tuple(Button(*button) for button in line) for line in json.loads(row["buttons"])),
        picture=row["picture"] or "",
    )
