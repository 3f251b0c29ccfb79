"""Which updates have acted: one that is worked off a second time must not act a second time."""

from bot.storage.db import Db, Reader


def first(db: Db, update_id: int | None) -> bool:
    """Note within a transaction that an update acts; False where it did before. What no update asks for always acts."""
    if update_id is None:
        return True
    return db.execute("INSERT INTO deeds (update_id) VALUES (:id) ON CONFLICT DO NOTHING", id=update_id) > 0


def led_to(db: Db, update_id: int | None, revision_id: int) -> None:
    """Note within a transaction which revision an update led to."""
    db.execute("UPDATE deeds SET revision_id = :revision WHERE update_id = :id", revision=revision_id, id=update_id)


def deed(db: Reader, update_id: int | None) -> int | None:
    """Return the revision that an update led to; None where it led to none, or has not acted."""
    rows = db.query("SELECT revision_id FROM deeds WHERE update_id = :id", id=update_id)
    return next((row["revision_id"] for row in rows), None)
