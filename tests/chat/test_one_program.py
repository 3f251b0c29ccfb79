"""A database file has one bot, and room for what an operator does beside it."""

import io
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import run
from bot.sandbox.model import Person
from tests.chat.harness import Bench
from tests.chat.standin import StandIn


@pytest.mark.usefixtures("calm_logging")
def test_second_program(bench: Bench, wang: Person, capfd: pytest.CaptureFixture[str]) -> None:
    """A second bot on the same file ends with exit code 2 and one line with the file and the way out."""
    bench.ask(wang, wang, "茶")
    capfd.readouterr()
    assert run(bench.settings, StandIn()) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert bench.settings.database.removeprefix("sqlite:///") in said
    assert "stop that program" in said
    assert "PostgreSQL" in said
    assert bench.ask(wang, wang, "盐").text == "盐从海水来。"


@pytest.mark.parametrize("command", [["outbox"], ["purge"], ["webhook", "info"], ["db", "migrate"], ["db", "backup"]])
def test_operations_beside_a_bot(
    bench: Bench, wang: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """An operator's commands work while a bot works on the file, and it goes on answering."""
    bench.ask(wang, wang, "茶")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setenv("DATABASE_URL", bench.settings.database)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", bench.server.token)
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", bench.server.url)
    target = [str(tmp_path / "backup.db")] if "backup" in command else []
    assert main([*command, *target]) == 0
    assert bench.ask(wang, wang, "盐").text == "盐从海水来。"
