"""Who moderates, and the log of what they did, to which lines are only ever added."""

from dataclasses import asdict
from datetime import datetime

from bot.core.record import Act
from bot.storage.db import Db, Engine, Reader, Row
from bot.storage.rows import stamp


class Staff:
    """Moderators and the audit log."""

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

    async def log(self, act: Act) -> None:
        """Add a line to the audit log."""
        await self._engine.run(_log, act)

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


def _log(db: Db, act: Act) -> None:
    columns = "at, person_id, chat_id, action, detail, was, became"
    values = ":at, :person_id, :chat_id, :action, :detail, :before, :after"
    db.execute(f"INSERT INTO audit ({columns}) VALUES ({values})", **asdict(act) | {"at": stamp(act.at)})


def _acts(db: Reader, limit: int) -> list[Act]:
    rows = db.query("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", limit=limit)
    return [_act(row) for row in reversed(rows)]


def _act(row: Row) -> Act:
    at, who = datetime.fromisoformat(row["at"]), (row["person_id"], row["chat_id"])
    return Act(at, *who, row["action"], row["detail"], row["was"], row["became"])
