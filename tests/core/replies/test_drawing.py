"""The picture of the deal as values, from the packs' own figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from bot.answering import load_answerer, load_living
from bot.core.answer import Answerer
from bot.core.model import Bound
from bot.core.records.revision import Change, Revision, Stage
from bot.core.replies.drawing import MOST_CAPTION, Bar, Drawing, clipped
from bot.core.replies.table import table
from bot.settings import Settings, load_settings

TESTS = Path(__file__).parents[2]
PACKS = [TESTS / "packs" / "egret-bay", TESTS.parent / "examples" / "songjian" / "pack"]


@pytest.fixture(scope="module")
def drawing(answerer: Answerer) -> Drawing:
    """The picture of the bot's own deal."""
    return answerer.drawing()


def bars(drawing: Drawing) -> dict[str, Bar]:
    """Every bar by its name."""
    return {bar.name: bar for panel in drawing.panels for bar in panel.bars}


def revised(change: Change, fields: Mapping[str, str], number: int = 7) -> Revision:
    """A live revision of what an investor puts in."""
    at = datetime(2026, 2, 1, tzinfo=UTC)
    return Revision("nvidia-amount", change, 1, at, fields, (), {}, Stage.LIVE, number=number)


def test_bounds_are_kept(drawing: Drawing) -> None:
    """Every amount is drawn with its own bound, and its words say it."""
    drawn = {name: (bar.bound, bar.approximate, bar.amount) for name, bar in bars(drawing).items()}
    assert drawn == {
        "英伟达": (Bound.AT_MOST, True, "最高约 300 亿美元"),
        "亚马逊": (Bound.MORE_THAN, False, "逾 100 亿美元"),
        "微软": (Bound.LESS_THAN, False, "低于 100 亿美元"),
        "总额": (Bound.EXACTLY, False, "600 亿美元"),
        "目标估值": (Bound.EXACTLY, True, "约 7300 亿美元"),
    }


def test_the_large_do_not_crush_the_small(drawing: Drawing) -> None:
    """The total and the valuation have a scale of their own, and the picture says so."""
    parts, wholes = drawing.panels
    assert [bar.length for bar in parts.bars] == [3e10, 1e10, 1e10]
    assert [bar.length for bar in wholes.bars] == [6e10, 7.3e11]
    assert (bool(parts.note), bool(wholes.note)) == (False, True)


def test_how_certain_it_is(drawing: Drawing, answerer: Answerer) -> None:
    """Every bar says how certain it is, in the pack's words, and the caption has date and disclaimer."""
    deal = answerer.knowledge.pack.deal
    assert {bar.standing for bar in bars(drawing).values()} <= set(deal.standings.values())
    assert bars(drawing)["目标估值"].standing != bars(drawing)["总额"].standing
    assert all(words in drawing.caption for words in (deal.date, deal.standings[deal.status], deal.disclaimer))
    assert len(drawing.caption.encode("utf-16-le")) // 2 <= MOST_CAPTION


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.parts[-2])
def test_any_deal(folder: Path) -> None:
    """Each deal is drawn from its data: a bar for each investor, total and worth in the same money."""
    answerer = load_answerer(load_settings({"DEALBOT_PACK": str(folder)}))
    deal, drawn = answerer.knowledge.pack.deal, answerer.drawing()
    parts, wholes = drawn.panels
    assert [bar.name for bar in parts.bars] == [answerer.knowledge.entities[who].name for who in deal.investors]
    assert all(bar.length for panel in drawn.panels for bar in panel.bars)
    assert [bar.name for bar in wholes.bars] == ["总额", deal.measures[1].name]
    assert {bound for bound, _ in drawn.key} == {bar.bound for bar in bars(drawn).values()}
    assert all(f"{bar.name}：{bar.amount}，{bar.standing}。" in drawn.alt for bar in bars(drawn).values())


def test_live_revisions(settings: Settings) -> None:
    """A changed figure is drawn as it is now, with its number; of one under review only the name is left."""
    living = load_living(settings)
    before = living.drawing()
    living.follow([revised(Change.FIGURE, {"say": "英伟达拟出资最高约 250 亿美元。", "figure.value": "250"})])
    assert bars(living.drawing())["英伟达"].amount == "最高约 250 亿美元"
    assert dict(living.drawing().revisions) == {**dict(before.revisions), "nvidia-amount": 7}
    living.follow([revised(Change.PAUSE, {}, 8)])
    paused = bars(living.drawing())["英伟达"]
    assert (paused.length, paused.standing, paused.amount) == (None, "", "正在核实")


def test_the_table_says_the_same(drawing: Drawing) -> None:
    """The table names every bar with its amount in one column, and each standing once."""
    lines = table(drawing).splitlines()
    starts = set()
    for bar in bars(drawing).values():
        (line,) = (line for line in lines if line.startswith(f"{bar.name} ") and bar.amount in line)
        starts.add(sum(2 if east_asian_width(c) in "WF" else 1 for c in line[: line.index(bar.amount)]))
    assert len(starts) == 1
    assert {sum(bar.standing in line for line in lines[2:]) for bar in bars(drawing).values()} == {1}


def test_clipped() -> None:
    """A caption is cut by UTF-16 units, never inside a character."""
    assert clipped("短", 2) == "短"
    assert clipped("😀😀😀", 4) == "😀…"
    assert clipped("😀" * 600, MOST_CAPTION).endswith("😀…")


def test_a_pack_without_figures(answerer: Answerer) -> None:
    """Where the material names no amount the picture says so."""
    known = replace(answerer.knowledge, figures=())
    (parts,) = answerer.on(known).drawing().panels
    assert {(bar.length, bar.amount) for bar in parts.bars} == {(None, "材料没有写")}
