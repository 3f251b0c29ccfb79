"""What an operator does beside running the bot, as they type it."""

import asyncio
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.sandbox.server import SandboxServer
from bot.storage.store import open_storage
from tests.storage.samples import entry, post, take


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of all commands, and no token."""
    url = f"sqlite:///{tmp_path}/dealbot.db"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return url


async def _kill_a_letter(url: str) -> None:
    storage, now = open_storage(url), datetime.now(UTC)
    await post(storage, entry(now))
    (parcel,) = await take(storage, now)
    await storage.outbox.dead(parcel, "Forbidden: blocked")
    storage.close()


def test_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables are made, a backup is written once, and a target that is missing or wrong is said in one line."""
    assert main(["db", "migrate"]) == 0
    assert main(["db", "backup", str(tmp_path / "b.db")]) == 0
    assert main(["db", "backup", str(tmp_path / "b.db")]) == 2
    assert main(["db", "copy"]) == 2
    assert main(["db", "copy", f"sqlite:///{tmp_path}/other.db"]) == 0
    said = capsys.readouterr()
    assert "ledger: 0 rows" in said.out
    assert "already" in said.err
    assert "needs a target" in said.err


def test_outbox(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was not delivered is listed with its reason, and may be tried again by its number."""
    asyncio.run(_kill_a_letter(database))
    assert main(["outbox"]) == 0
    assert "Forbidden: blocked" in capsys.readouterr().out
    assert main(["outbox", "--retry", "1"]) == 0
    assert main(["outbox", "--retry", "9"]) == 2
    assert main(["outbox"]) == 0
    said = capsys.readouterr()
    assert "0 not delivered, 1 waiting" in said.out
    assert "not on the list" in said.err


def test_webhook(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The webhook is set with its secret, shown, and deleted; without a token or an address it is said what to set."""
    assert main(["webhook", "info"]) == 2
    assert "TELEGRAM_BOT_TOKEN is not set" in capsys.readouterr().err
    with SandboxServer() as server:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", server.token)
        monkeypatch.setenv("TELEGRAM_API_BASE_URL", server.url)
        assert main(["webhook", "set"]) == 2
        monkeypatch.setenv("WEBHOOK_URL", "https://bot.example/hook")
        monkeypatch.setenv("WEBHOOK_SECRET", "abcdefghij-0123456789")
        assert main(["webhook", "set"]) == 0
        (call,) = server.called("setWebhook")
        assert call.params["secret_token"] == "abcdefghij-0123456789"
        assert main(["webhook", "info"]) == 0
        assert "https://bot.example/hook" in capsys.readouterr().out
        assert main(["webhook", "delete"]) == 0
    assert "none, updates are fetched" in capsys.readouterr().out
