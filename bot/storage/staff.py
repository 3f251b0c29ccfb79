"""Who moderates, who is muted, and the log of what they did, to which lines are only ever added."""

from dataclasses import asdict, replace
from datetime import datetime

from bot.core.records.record import Act
from bot.storage.db import Db, Engine, Reader, Row
from bot.storage.deeds import first
from bot.storage.mutes import is_muted, mute, unmute
from bot.storage.rows import stamp


class Staff:
    """Moderators, whom they muted, and the audit log."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def moderators(self) -> list[int]:
        """Return the ids of the moderators."""
        return await self._engine.read(_moderators)

    async def appoint(self, person_id: int, act: Act) -> None:
        """Make somebody a moderator; `act` is the line of the log for it, where they were none."""
        await self._engine.run(_appoint, person_id, act)

    async def dismiss(self, person_id: int, act: Act, update_id: int | None = None) -> bool:
        """Make somebody a moderator no more; False where they were none before this update."""
        return await self._engine.run(_dismiss, person_id, act, update_id)

    async def muted(self, person_id: int, at: datetime) -> bool:
        """Say whether somebody is not to be listened to."""
        return await self._engine.read(is_muted, person_id, at)

    async def hush(self, person_id: int, until: datetime | None, act: Act) -> bool:
        """Listen to somebody no more until then, or again where there is no `until`; `act` says who wants that.

        Returns False, and nothing is noted, where somebody is to be listened to again who was not muted.
        """
        return await self._engine.run(_hush, person_id, until, act)

    async def log(self, act: Act, update_id: int | None = None) -> None:
        """Add a line to the audit log; an update that has acted adds none."""
        await self._engine.run(_log, act, update_id)

    async def acts(self, limit: int) -> list[Act]:
        """Return the last `limit` lines of the audit log, oldest first."""
        return await self._engine.read(_acts, limit)


def write(db: Db, act: Act) -> None:
    """Add a line to the audit log within a transaction."""
    columns = "at, person_id, chat_id, action, detail, was, became"
    values = ":at, :person_id, :chat_id, :action, :detail, :before, :after"
    db.execute(f"INSERT INTO audit ({columns}) VALUES ({values})", **asdict(act) | {"at": stamp(act.at)})


def _moderators(db: Reader) -> list[int]:
    return [int(row["id"]) for row in db.query("SELECT id FROM moderators ORDER BY at, id")]


def _appoint(db: Db, person_id: int, act: Act) -> None:
    sql = "INSERT INTO moderators (id, appointed_by, at) VALUES (:id, :by, :at) ON CONFLICT (id) DO NOTHING"
    if db.execute(sql, id=person_id, by=act.person_id, at=stamp(act.at)):
        write(db, act)


def _dismiss(db: Db, person_id: int, act: Act, update_id: int | None) -> bool:
    if not db.query("SELECT 1 FROM moderators WHERE id = :id", id=person_id):
        return bool(db.query("SELECT 1 FROM deeds WHERE update_id = :update", update=update_id))
    if first(db, update_id):
        db.execute("DELETE FROM moderators WHERE id = :id", id=person_id)
        write(db, act)
    return True


def _hush(db: Db, person_id: int, until: datetime | None, act: Act) -> bool:
    sql = "SELECT until FROM mutes WHERE person_id = :id AND until > :at"
    before = next((row["until"] for row in db.query(sql, id=person_id, at=stamp(act.at))), "")
    if until is not None:
        mute(db, person_id, until, act.person_id)
    elif not unmute(db, person_id) or not before:
        return False
    write(db, replace(act, before=before, after=stamp(until) if until else ""))
    return True


def _log(db: Db, act: Act, update_id: int | None) -> None:
    if first(db, update_id):
        write(db, act)


def _acts(db: Reader, limit: int) -> list[Act]:
    rows = db.query("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", limit=limit)
    return [_act(row) for row in reversed(rows)]


def _act(row: Row) -> Act:
    at, who = datetime.fromisoformat(row["at"]), (row["person_id"], row["chat_id"])
    return Act(at, *who, row["action"], row["detail"], row["was"], row["became"])
