"""Whom the bot does not listen to, and until when."""

from datetime import datetime

from bot.storage.db import Db, Reader
from bot.storage.rows import stamp


def mute(db: Db, person_id: int, until: datetime, by: int) -> None:
    """Listen to somebody no more until then."""
    sql = (
        "INSERT INTO mutes (person_id, until, muted_by) VALUES (:person_id, :until, :by) "
        "ON CONFLICT (person_id) DO UPDATE SET until = :until, muted_by = :by"
    )
    db.execute(sql, person_id=person_id, until=stamp(until), by=by)


def is_muted(db: Reader, person_id: int, at: datetime) -> bool:
    """Say whether somebody is not to be listened to."""
    sql = "SELECT 1 FROM mutes WHERE person_id = :person_id AND until > :at"
    return bool(db.query(sql, person_id=person_id, at=stamp(at)))


def unmute(db: Db, person_id: int) -> bool:
    """Listen to somebody again; False where they were not muted."""
    return db.execute("DELETE FROM mutes WHERE person_id = :person_id", person_id=person_id) > 0


def drop_over(db: Db, now: datetime) -> None:
    """Forget the mutes that are over; one that is not stays even where its person forgets all else, or it were none."""
    db.execute("DELETE FROM mutes WHERE until <= :now", now=stamp(now))
