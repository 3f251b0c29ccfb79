"""`dealbot doctor` on set-ups that are whole, and on such as lack something."""

import asyncio
import io
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import diagnoses
from bot.__main__ import main
from bot.chat.doctor import Finding
from bot.checkup import examine, lines
from bot.sandbox.server import SandboxServer
from bot.settings import Web
from bot.storage.store import open_storage
from tests.chat.harness import Bench
from tests.faults.deliveries import free_port
from tests.storage.databases import empty_database, postgres_server
from tests.storage.samples import entry, post, take

WORD = "abcdefghij-0123456789"


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    """A Bot API server whose bot has privacy mode off."""
    with SandboxServer(privacy=False) as server:
        yield server


@pytest.fixture
def environ(server: SandboxServer, tmp_path: Path) -> dict[str, str]:
    """A set-up that fetches updates and has a database that a bot has used."""
    url = f"sqlite:///{tmp_path}/dealbot.db"
    open_storage(url).close()
    return {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_BASE_URL": server.url,
        "DATABASE_URL": url,
        "OWNERS": "5",
    }


def findings(environ: Mapping[str, str], late: int = 0) -> dict[str, Finding]:
    """What the doctor finds, by name, with a clock that is `late` seconds late; each can be said."""
    found = examine(environ, lambda _: ([], "126 facts"), lambda: datetime.now(UTC) - timedelta(seconds=late))
    assert all("{" not in line for finding in found for line in lines(finding))
    return {finding.what: finding for finding in found}


def wrong(found: Mapping[str, Finding]) -> dict[str, bool]:
    """What is not as it should be, and whether that is grave."""
    return {name: finding.grave for name, finding in found.items() if not finding.ok}


def test_a_whole_set_up(environ: dict[str, str]) -> None:
    """Where all is well nothing but the moderators' chat is asked for, and the token is nowhere."""
    found = findings(environ)
    assert wrong(found) == {"desk_none": False}
    assert {"known", "reads_all", "polling", "clock_right", "tables_current", "room", "queues_flow"} <= found.keys()
    assert environ["TELEGRAM_BOT_TOKEN"] not in str(found)


def test_as_typed(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every finding is a line with its mark, and the exit code tells whether the bot can work."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["doctor"]) == 0
    assert "✅ the clock is right" in capsys.readouterr().out
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "700000001:SANDBOX-another-key-of-the-same-form0")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "❌ Telegram refuses the token" in said
    assert "SANDBOX-another" not in said
    monkeypatch.setenv("PORT", "many")
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out == "❌ PORT: 'many' is no port\n"


def test_telegrams_side(environ: dict[str, str], server: SandboxServer) -> None:
    """A clock that is off and privacy mode are warnings; Telegram out of reach and no token are grave."""
    assert wrong(findings(environ, late=100)) == {"clock_off": False, "desk_none": False}
    with SandboxServer() as private:
        assert "reads_some" in wrong(findings(environ | {"TELEGRAM_API_BASE_URL": private.url}))
    server.stop()
    assert wrong(findings(environ))["unusable"]
    assert wrong(findings(environ | {"TELEGRAM_BOT_TOKEN": ""}))["no_token"]


def test_webhook(environ: dict[str, str], server: SandboxServer, tmp_path: Path) -> None:
    """The doctor knocks at the webhook as Telegram would, and tells a bot from a stranger and a wrong secret."""
    bench = Bench(server, tmp_path / "running")
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    here = environ | {"WEBHOOK_URL": url, "WEBHOOK_SECRET": WORD}
    assert wrong(findings(here)) == {"hook_unset": False, "knock_unheard": False, "desk_none": False}
    bench.settings = replace(bench.settings, web=Web("127.0.0.1", port, url, WORD))
    bench.start()
    try:
        server.wait_for(lambda: server.called("setMyCommands"))
        assert wrong(findings(here)) == {"desk_none": False}
        assert wrong(findings(here | {"WEBHOOK_SECRET": WORD[::-1]}))["knock_refused"]
        astray = wrong(findings(here | {"WEBHOOK_URL": f"{url}/other"}))
        assert (astray["hook_elsewhere"], astray["knock_lost"]) == (True, True)
        assert "hook_unwanted" in wrong(findings(environ))
        server.world.updates.fail("Wrong response from the webhook: 502", int(datetime.now(UTC).timestamp()))
        assert "502" in findings(here)["webhook_failed"].values["error"]
    finally:
        bench.stop()


def test_what_waits(environ: dict[str, str]) -> None:
    """Boxes that nothing works off, and what was given up, are told; the moderators' chat is not asked for again."""
    asyncio.run(_let_wait(environ["DATABASE_URL"], datetime.now(UTC)))
    found = findings(environ)
    assert wrong(found) == {"queues_stuck": False, "dead_letters": False}
    assert found["queues_stuck"].values == {"inbox": "0", "outbox": "1", "dead": "1"}


async def _let_wait(url: str, now: datetime) -> None:
    storage = open_storage(url)
    await post(storage, entry(now))
    (parcel,) = await take(storage, now)
    await storage.outbox.dead(parcel, "Forbidden: blocked")
    await post(storage, entry(now - timedelta(minutes=5)))
    await storage.cards.move_desk(-9)
    storage.close()


def test_database(environ: dict[str, str], tmp_path: Path) -> None:
    """The doctor looks at the tables and leaves them as they are, on both databases."""
    path = tmp_path / "dealbot.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM migrations WHERE name = 'cards'")
    for _ in range(2):
        assert findings(environ)["tables_behind"].values["names"] == "cards"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO migrations (name) VALUES ('cards'), ('from the future')")
    assert wrong(findings(environ))["tables_ahead"]
    path.write_bytes(b"no database, but a text of some length that begins in another way than SQLite's files do" * 9)
    assert wrong(findings(environ))["database_bad"]
    path.unlink()
    assert "file_absent" in wrong(findings(environ))
    assert not path.exists()
    with postgres_server() as postgres, empty_database(postgres) as url:
        server = environ | {"DATABASE_URL": url}
        assert "ledger" in findings(server)["tables_behind"].values["names"]
        open_storage(url).close()
        assert findings(server)["tables_current"].ok
    assert wrong(findings(environ | {"DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/x"}))["database_bad"]


def test_what_is_broken_or_missing(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact base with problems and an extra that is not installed are grave, each with its remedy."""
    (bad,) = (each for each in examine(environ, lambda _: (["x"], "1 problems")) if each.what.startswith("pack"))
    assert (bad.what, bad.remedy, bad.grave) == ("pack_bad", "pack", True)
    monkeypatch.setattr("bot.extras.find_spec", lambda _: None)
    absent = findings(environ | {"SENTRY_DSN": "https://key@sentry.example/1"})["extra_absent"]
    assert "pip install 'dealbot[sentry]'" in "".join(lines(absent))


def test_every_word_is_used() -> None:
    """The doctor has no words for what it never finds."""
    root = Path(__file__).parents[1] / "bot"
    code = "".join((root / name).read_text() for name in ("checkup.py", "chat/doctor.py", "chat/hookup.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    assert diagnoses.FOUND.keys() | diagnoses.REMEDIES.keys() <= quoted
