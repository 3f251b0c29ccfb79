"""The moderators' chat."""

from bot.storage.db import Db, Reader

DESK = "moderators' chat"


def desk_of(db: Reader) -> int | None:
    """Return within a transaction the moderators' chat."""
    return next((row["value"] for row in db.query("SELECT value FROM house WHERE name = :name", name=DESK)), None)


def move_desk(db: Db, chat_id: int) -> None:
    """Let cards go to another chat, within a transaction."""
    sql = "INSERT INTO house (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value"
    db.execute(sql, name=DESK, value=chat_id)
