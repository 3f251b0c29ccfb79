"""What the tests of the storage stand on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.store import Storage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, in a folder that does not exist yet."""
    return tmp_path / "data" / "dealbot.db"


@pytest.fixture
def storage(path: Path) -> Iterator[Storage]:
    """An open storage."""
    storage = Storage(path)
    yield storage
    storage.close()


@pytest.fixture
def noon() -> datetime:
    """A moment."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC)
