"""What only a server can do: go away."""

import psycopg
import pytest

from bot.core.records.record import StorageError
from bot.storage.postgres import Postgres
from bot.storage.store import Storage, open_storage
from tests.storage.databases import empty_database


async def test_connections_that_broke(postgres: str) -> None:
    """When the server ends all connections, as in a restart, the next work opens new ones."""
    with empty_database(postgres) as url:
        storage = open_storage(url)
        await storage.chats.pause(-1, paused=True)
        with psycopg.connect(postgres, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname LIKE 'dealbot_test_%' AND pid <> pg_backend_pid()"
            )
        assert await storage.chats.paused(-1)
        storage.close()


async def test_work_that_fails(postgres: str) -> None:
    """Work that fails is undone, and says so as the file's database does."""
    with empty_database(postgres) as url:
        engine = Postgres(url)
        with pytest.raises(StorageError, match="does not work"):
            await engine.run(lambda db: (db.execute("INSERT INTO chats (id) VALUES (1)"), db.query("SELECT nothing")))
        assert not await Storage(engine).chats.paused(1)
        engine.close()


def test_nobody_there() -> None:
    """A server that cannot be reached is said in one sentence without the password."""
    with pytest.raises(StorageError, match="cannot use the PostgreSQL") as caught:
        Postgres("postgresql://me:hunter2@127.0.0.1:1/x")
    assert "hunter2" not in str(caught.value)
