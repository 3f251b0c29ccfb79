"""What the tests of the storage stand on: every test of the contract runs on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.store import Storage, open_storage
from tests.storage.databases import empty_database, postgres_server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database file is, in a folder that does not exist yet."""
    return tmp_path / "data" / "dealbot.db"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{path}"
        return
    with empty_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
def storage(url: str) -> Iterator[Storage]:
    """An open storage."""
    storage = open_storage(url)
    yield storage
    storage.close()


@pytest.fixture
def file_storage(path: Path) -> Iterator[Storage]:
    """An open storage in a file, whatever else there is."""
    storage = open_storage(f"sqlite:///{path}")
    yield storage
    storage.close()


@pytest.fixture
def noon() -> datetime:
    """A moment."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC)
