"""The tables, one migration per change. Written ones are never altered: add another."""

from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

migrations = Migrations("dealbot")
REQUIRED = {"update_id", "at", "origin", "chat_id", "message_id", "kind", "fact_ids", "reply_text", "state"}


@migrations()
def create_ledger(db: Database) -> None:
    """One row per message that the bot sent or tried to send."""
    ledger = table(db, "ledger")
    ledger.create(
        {
            "id": int,
            "update_id": int,
            "at": str,
            "origin": str,
            "chat_id": int,
            "topic_id": int,
            "person_id": int,
            "message_id": int,
            "answer_id": int,
            "text": str,
            "trigger": str,
            "follows": int,
            "kind": str,
            "fact_ids": str,
            "scores": str,
            "evidence": str,
            "reply_text": str,
            "reply_html": str,
            "buttons": str,
            "edited": int,
            "state": str,
            "error": str,
            "moved_from": int,
        },
        pk="id",
        strict=True,
        not_null=REQUIRED,
    )
    ledger.create_index(["update_id"], unique=True)
    ledger.create_index(["chat_id", "answer_id"])
    ledger.create_index(["chat_id", "message_id"])
    ledger.create_index(["person_id", "chat_id", "at"])
    ledger.create_index(["at"])


@migrations()
def create_chats(db: Database) -> None:
    """What a chat's admins chose."""
    table(db, "chats").create(
        {"id": int, "paused": int}, pk="id", strict=True, not_null={"paused"}, defaults={"paused": 0}
    )


@migrations()
def create_updates(db: Database) -> None:
    """The updates that were taken up, so that none is answered twice."""
    updates = table(db, "updates")
    updates.create({"id": int, "at": str}, pk="id", strict=True, not_null={"at"})
    updates.create_index(["at"])


def table(db: Database, name: str) -> Table:
    """Return a table (sqlite-utils types `db[name]` as a table or a view)."""
    found = db[name]
    assert isinstance(found, Table)  # noqa: S101  # narrows the type; all names are ours
    return found
