"""What the composition root does by itself."""

from datetime import timedelta
from pathlib import Path

from bot.app import purge
from bot.core.records.record import Seat
from bot.joining import now
from bot.settings import Limits, Settings
from bot.storage.store import open_storage
from tests.storage.samples import entry, post


async def test_purge(tmp_path: Path) -> None:
    """Purging takes the retention from the settings."""
    settings = Settings(
        "", "", f"sqlite:///{tmp_path}/dealbot.db", tmp_path, tmp_path, tmp_path, "INFO", Limits(retention_days=7)
    )
    storage = open_storage(settings.database)
    for days in (1, 8):
        await post(storage, entry(now() - timedelta(days=days)))
    storage.close()
    assert await purge(settings) == 1
    storage = open_storage(settings.database)
    assert await storage.ledger.latest(Seat(-1, None, 5), now() - timedelta(days=2)) is not None
    storage.close()
