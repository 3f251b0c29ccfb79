"""Figures and exports, as an operator types for them."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.core.model import Kind, Reply
from bot.storage.store import open_storage
from tests.storage.samples import entry, post

FACT = "yuanxi-boxes"
SAID = Reply(Kind.ANSWER, "=三成", "三成", (FACT,), revisions=((FACT, 2),))
NOTHING = Reply(Kind.NOT_COVERED, "没写", "没写")


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger with a question of today in a group, one in private, and one of last week."""
    url = f"sqlite:///{tmp_path}/dealbot.db"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DEALBOT_PACK", "tests/packs/egret-bay")
    asyncio.run(_asked(url))


async def _asked(url: str) -> None:
    storage, now = open_storage(url), datetime.now(UTC)
    await post(storage, entry(now - timedelta(days=5), reply=SAID, text="=几成"))
    await post(storage, entry(now, reply=SAID, chat_id=777, person_id=777))
    await post(storage, entry(now, reply=NOTHING, evidence={"text": "船长是谁"}))
    storage.close()


def test_stats(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a number of days there are three; titles stand beside ids, and no private chat has a number."""
    assert main(["stats"]) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("last")] == [
        "last 1 day, all chats", "last 7 days, all chats", "last 30 days, all chats",
    ]  # fmt: skip
    assert f"2  远汐占港口几成箱子 ({FACT})" in said
    assert "船长是谁" in said
    assert "777" not in said
    assert main(["stats", "--days", "7", "--chat=-1", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["days"], row["questions"], row["kinds"]) == (7, 2, {"answer": 1, "not_covered": 1})
    assert row["votes"] == {"good": 0, "of": 0, "percent": None}


def test_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Days that are none are said to be none."""
    for days in ("0", "many", "99999"):
        with pytest.raises(SystemExit):
            main(["stats", "--days", days])
    assert "whole number from 1" in capsys.readouterr().err


def test_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table names nobody, is for its owner alone, works nothing out, and is not written over by accident."""
    file = tmp_path / "answers.csv"
    assert main(["export", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    rows = [*csv.DictReader(file.read_text("utf-8-sig").splitlines())]
    assert [(row["chat"], row["facts"], row["revisions"], row["reply"]) for row in rows[:2]] == [
        ("-1", FACT, "2", "'=三成"),
        ("private", FACT, "2", "'=三成"),
    ]
    assert "几成" not in file.read_text("utf-8-sig")
    assert "777" not in file.read_text("utf-8-sig")
    assert main(["export", str(file)]) == 2
    assert main(["export", str(file), "--force", "--personal"]) == 0
    assert "'=几成" in file.read_text("utf-8-sig")
    said = capsys.readouterr()
    assert "answers: 3 of 3" in said.err
    assert "--force" in said.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []


def test_export_since(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has what was answered since a day; a name that says no form and a folder that is none are refused."""
    file, today = tmp_path / "answers.json", datetime.now(UTC).date().isoformat()
    assert main(["export", str(file), "--since", today]) == 0
    assert [row["kind"] for row in json.loads(file.read_text("utf-8"))] == ["answer", "not_covered"]
    assert main(["export", str(tmp_path / "none.json"), "--since", "2999-01-01"]) == 0
    assert json.loads((tmp_path / "none.json").read_text("utf-8")) == []
    assert main(["export", str(tmp_path / "answers.xls")]) == 2
    assert main(["export", str(tmp_path / "nowhere" / "answers.csv")]) == 2
    with pytest.raises(SystemExit):
        main(["export", str(file), "--since", "yesterday"])
    said = capsys.readouterr().err
    assert ".csv or .json" in said
    assert "no folder" in said
    assert "must be a date" in said
