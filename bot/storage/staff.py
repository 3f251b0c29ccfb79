"""Who moderates, who is muted, and the log of what they did, to which lines are only ever added."""

from datetime import datetime

from bot.core.record import Act
from bot.storage.db import Db, Engine, Reader
from bot.storage.mutes import is_muted, mute, unmute
from bot.storage.rows import stamp


class Staff:
    """Moderators, whom they muted, and the audit log."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def moderators(self) -> list[int]:
        """Return the ids of the moderators."""
        return await self._engine.read(_moderators)

    async def appoint(self, person_id: int, by: int, at: datetime) -> None:
        """Make somebody a moderator."""
        await self._engine.run(_appoint, person_id, by, stamp(at))

    async def dismiss(self, person_id: int) -> bool:
        """Make somebody a moderator no more; False where they were none."""
        return await self._engine.run(_dismiss, person_id)

    async def mute(self, person_id: int, until: datetime, by: int) -> None:
        """Listen to somebody no more until then."""
        await self._engine.run(mute, person_id, until, by)

    async def muted(self, person_id: int, at: datetime) -> bool:
        """Say whether somebody is not to be listened to."""
        return await self._engine.read(is_muted, person_id, at)

    async def unmute(self, person_id: int) -> bool:
        """Listen to somebody again; False where they were not muted."""
        return await self._engine.run(unmute, person_id)

    async def log(self, act: Act) -> None:
        """Add a line to the audit log."""
        await self._engine.run(log_act, act)

    async def acts(self, limit: int) -> list[Act]:
        """Return the last `limit` lines of the audit log, oldest first."""
        return await self._engine.read(_acts, limit)


def _moderators(db: Reader) -> list[int]:
    return [int(row["id"]) for row in db.query("SELECT id FROM moderators ORDER BY at, id")]


def _appoint(db: Db, person_id: int, by: int, at: str) -> None:
    sql = "INSERT INTO moderators (id, appointed_by, at) VALUES (:id, :by, :at) ON CONFLICT (id) DO NOTHING"
    db.execute(sql, id=person_id, by=by, at=at)


def _dismiss(db: Db, person_id: int) -> bool:
    return db.execute("DELETE FROM moderators WHERE id = :id", id=person_id) > 0


def log_act(db: Db, act: Act) -> None:
    """Add a line to the audit log within a transaction."""
    columns = "at, person_id, chat_id, action, detail"
    sql = f"INSERT INTO audit ({columns}) VALUES (:at, :person_id, :chat_id, :action, :detail)"
    values = {"person_id": act.person_id, "chat_id": act.chat_id, "action": act.action, "detail": act.detail}
    db.execute(sql, at=stamp(act.at), **values)


def _acts(db: Reader, limit: int) -> list[Act]:
    rows = db.query("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", limit=limit)
    found = (Act(datetime.fromisoformat(r["at"]), r["person_id"], r["chat_id"], r["action"], r["detail"]) for r in rows)
    return list(found)[::-1]
