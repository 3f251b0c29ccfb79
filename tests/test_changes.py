"""What moderators changed, as operators and editors see it."""

import asyncio
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.core.records.record import Act, Correcting
from bot.core.records.revision import Change, Revision, Stage
from bot.storage.store import open_storage
from tests.storage.samples import keep

PACK = Path(__file__).parent / "packs" / "egret-bay"
FACT = "yuanxi-boxes"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of one's own, and a database in which a moderator has changed and taught something."""
    url, copy = f"sqlite:///{tmp_path}/dealbot.db", tmp_path / "pack"
    shutil.copytree(PACK, copy)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DEALBOT_PACK", str(copy))
    asyncio.run(_changed(url))
    return copy


async def _changed(url: str) -> None:
    storage, now = open_storage(url), datetime.now(UTC)
    say, asks = {"say": "港口四成左右的箱子由远汐运来。"}, ("铁盒子归谁家扛",)
    was = {"say": "港口三成左右的箱子由远汐运来。"}
    await keep(storage, Revision(FACT, Change.WORDING, 1, now, say, (), was, Stage.LIVE))
    await keep(storage, Revision(FACT, Change.PHRASING, 1, now, {}, asks, {}, Stage.LIVE))
    await storage.corrections.order(Correcting(FACT, 1, -9, 1, now))
    await storage.staff.log(Act(now, 1, -9, "revision live", FACT))
    storage.close()


def test_from_the_chat_into_the_files(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A diff shows what was changed; the export passes the check; once it is written, there is no difference left."""
    assert main(["knowledge", "diff"]) == 0
    diff = capsys.readouterr().out
    assert "+  say: 港口四成左右的箱子由远汐运来。" in diff
    assert "铁盒子归谁家扛" in diff
    assert main(["knowledge", "export", str(pack)]) == 0
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["knowledge", "diff"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["knowledge", "export", "/nowhere"]) == 2


@pytest.mark.usefixtures("pack")
def test_lists(capsys: pytest.CaptureFixture[str]) -> None:
    """Corrections and the audit log are lists for an operator, the log also as JSON."""
    assert main(["corrections"]) == 0
    listed = capsys.readouterr().out
    assert f"{FACT} #1\trunning\t0 edited, 0 waiting" in listed
    assert "\t- say: 港口三成左右的箱子由远汐运来。\n\t+ say: 港口四成左右的箱子由远汐运来。" in listed
    assert main(["audit"]) == 0
    assert "revision live" in capsys.readouterr().out
    assert main(["audit", "--json"]) == 0
    kept, *_, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert last["detail"] == FACT
    assert (kept["before"], kept["after"]) == (
        "say: 港口三成左右的箱子由远汐运来。",
        "say: 港口四成左右的箱子由远汐运来。",
    )
