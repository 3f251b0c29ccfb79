"""The answerer that follows revisions."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.answering import load_answerer
from bot.core.model import Pack
from bot.core.records.revision import Change, Net, Revision, Stage
from bot.facts.revised import load_revised
from bot.living import Living
from bot.settings import load_settings

FACT = "yuanxi-boxes"


def test_loaded_once() -> None:
    """What was checked is followed without being loaded again, whatever its number; a hold alone loads nothing."""
    settings, loads = load_settings({"DEALBOT_PACK": "tests/packs/egret-bay"}), 0

    def load(nets: Mapping[str, Net]) -> Pack:
        nonlocal loads
        loads += 1
        return load_revised(settings.pack, settings.language, nets)

    living, at = Living(load_answerer(settings), load), datetime.now(UTC)

    def live(change: Change, number: int, **fields: str) -> Revision:
        return Revision(FACT, change, 1, at, fields, (), {}, Stage.LIVE, number=number)

    assert living.objections([live(Change.WORDING, 10**9, more="补充一句。")]) == []
    living.follow([live(Change.WORDING, 1, more="补充一句。")])
    assert (loads, living.number(FACT), living.values(FACT)["more"]) == (1, 1, "补充一句。")
    living.follow([live(Change.PAUSE, 2)])
    assert (loads, living.number(FACT)) == (1, 2)
    assert "more" not in living.values(FACT)
