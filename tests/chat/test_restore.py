"""A backup that is put into a fresh place."""

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.sandbox.model import Chat, Person
from bot.storage.sqlite import Sqlite
from tests.chat.harness import Bench


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An operator's terminal."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    return monkeypatch


def test_a_restored_bot_goes_on(
    bench: Bench, wang: Person, li: Person, group: Chat, tmp_path: Path, typed: pytest.MonkeyPatch
) -> None:
    """What was answered before the backup is still corrected after it, and what was paused stays so."""
    asked = bench.server.say(wang, wang, "茶")
    answer = bench.answer(asked)
    bench.wait_row(lambda row: row["answer_id"] == answer.id)
    bench.ask(li, group, "/pause")
    saved, fresh = tmp_path / "saved.db", f"sqlite:///{tmp_path}/fresh/dealbot.db"
    typed.setenv("DATABASE_URL", bench.settings.database)
    assert main(["db", "backup", str(saved)]) == 0
    bench.stop()
    typed.setenv("DATABASE_URL", fresh)
    assert main(["db", "restore", str(saved)]) == 0
    bench.settings = replace(bench.settings, database=fresh)
    bench.start()
    bench.server.edit(asked, "盐")
    bench.server.wait_for(lambda: bench.server.replies(asked)[0].text == "盐从海水来。")
    silent = bench.server.say(wang, group, "/ask 茶")
    assert bench.ask(wang, wang, "茶").text == "茶每年三月采。"
    assert not bench.server.replies(silent)


def test_what_may_have_been_sent_is_not_sent_again(
    idle: Bench, wang: Person, tmp_path: Path, typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message that waited in the backup is listed with the reason, and sent only where the operator says so."""
    idle.start()
    idle.ask(wang, wang, "茶")
    idle.wait_row(lambda row: row["state"] == "sent")
    idle.stop()
    old, saved = Path(idle.settings.database.removeprefix("sqlite:///")), tmp_path / "saved.db"
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE outbox SET state = 'waiting'")
    typed.setenv("DATABASE_URL", idle.settings.database)
    assert main(["db", "backup", str(saved)]) == 0
    for path in old.parent.glob("dealbot.db*"):
        path.unlink()
    assert main(["db", "restore", str(saved)]) == 0
    assert "1 messages waited in it" in capsys.readouterr().out
    assert main(["outbox"]) == 0
    assert "may have been sent since" in capsys.readouterr().out
    idle.start()
    idle.ask(wang, wang, "盐")
    assert [said.text for said in idle.server.said(wang)] == ["茶每年三月采。", "盐从海水来。"]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("missing", "there is no backup"),
        ("text", "is no backup of a dealbot"),
        ("strange", "newer dealbot (from the future)"),
        ("taken", "is there already"),
        ("log", "dealbot.db-wal is there already"),
    ],
)
def test_what_cannot_be_restored(
    tmp_path: Path, typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], spoil: str, says: str
) -> None:
    """A backup that cannot be used is refused, and so is a place where something is; nothing is overwritten."""
    saved, target = tmp_path / "saved.db", tmp_path / "dealbot.db"
    Sqlite(saved).close()
    match spoil:
        case "missing":
            saved.unlink()
        case "text":
            saved.write_text("no database")
        case "strange":
            with closing(sqlite3.connect(saved)) as db, db:
                db.execute("INSERT INTO migrations (name) VALUES ('from the future')")
        case "taken":
            target.write_text("mine")
        case _:
            Path(f"{target}-wal").write_text("left behind")
    typed.setenv("DATABASE_URL", f"sqlite:///{target}")
    assert main(["db", "restore", str(saved)]) == 2
    assert says in capsys.readouterr().err
    assert target.exists() == (spoil == "taken")


def test_no_restoring_under_a_bot(
    bench: Bench, wang: Person, tmp_path: Path, typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a bot works on the file nothing is restored over it."""
    bench.ask(wang, wang, "茶")
    typed.setenv("DATABASE_URL", bench.settings.database)
    assert main(["db", "backup", str(tmp_path / "saved.db")]) == 0
    assert main(["db", "restore", str(tmp_path / "saved.db")]) == 2
    assert "stop that program" in capsys.readouterr().err
    assert bench.ask(wang, wang, "盐").text == "盐从海水来。"
