"""What is logged while the database works."""

import logging

import pytest

from bot.logs import about, set_up_logging
from bot.storage.store import open_engine


@pytest.mark.usefixtures("calm_logging")
async def test_update_in_a_thread_of_the_database(url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What a driver logs while it works for an update carries that update's number."""
    set_up_logging("INFO", "text", ())
    engine = open_engine(url)
    with about(123):
        await engine.run(lambda _: logging.getLogger("driver").warning("slow"))
    engine.close()
    assert "driver update=123: slow" in capfd.readouterr().err
