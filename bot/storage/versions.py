"""What changed, by name and number, so that every program on one database notices."""

from bot.storage.db import Db, Engine, Reader


class Versions:
    """A number for each thing that programs keep a copy of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def bump(self, name: str) -> None:
        """Say that what is kept under `name` changed."""
        await self._engine.run(bump, name)

    async def current(self) -> dict[str, int]:
        """Return all numbers."""
        return await self._engine.read(_current)


def bump(db: Db, name: str) -> None:
    """Say within a transaction that what is kept under `name` changed."""
    sql = (
        "INSERT INTO versions (name, number) VALUES (:name, 1) "
        "ON CONFLICT (name) DO UPDATE SET number = versions.number + 1"
    )
    db.execute(sql, name=name)


def _current(db: Reader) -> dict[str, int]:
    return {row["name"]: row["number"] for row in db.query("SELECT name, number FROM versions")}
