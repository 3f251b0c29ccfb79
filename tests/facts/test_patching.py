"""Revisions written into the files of a pack."""

from pathlib import Path

import pytest

from bot.core.records.revision import Net
from bot.facts.load import load_pack
from bot.facts.patching import patched
from bot.facts.problems import PackError
from bot.facts.revised import export, load_revised

ROOT = Path(__file__).parents[2]
PACK, LANGUAGE = ROOT / "tests" / "packs" / "egret-bay", ROOT / "knowledge" / "language"
FACT = load_pack(PACK, LANGUAGE).facts[0].id


def _net(fields: dict[str, str] | None = None, asks: tuple[str, ...] = (), **marks: bool) -> Net:
    marks = {"paused": False, "retired": False, "new": False} | marks
    return Net(fields or {}, asks, 1, **marks)


def test_wording_and_phrasing() -> None:
    """New words and phrasings, also such as YAML wants quoted, stand in the pack, and nothing else changes."""
    more, asks = "补充: 「是」 #1", ("问法, 带逗号 的", "还有: 一种问法")
    before = {fact.id: fact for fact in load_pack(PACK, LANGUAGE).facts}
    pack = load_revised(PACK, LANGUAGE, {FACT: _net({"more": more}, asks)})
    after = {fact.id: fact for fact in pack.facts}
    assert after[FACT].more == more
    assert after[FACT].asks == (*before[FACT].asks, *asks)
    assert {k: v for k, v in after.items() if k != FACT} == {k: v for k, v in before.items() if k != FACT}


def test_figure() -> None:
    """A figure whose words say another number is refused, as it is in a file."""
    fact = next(f for f in load_pack(PACK, LANGUAGE).facts if f.figure)
    with pytest.raises(PackError, match=r"figure|number"):
        load_revised(PACK, LANGUAGE, {fact.id: _net({"figure.value": "77"})})


def test_retire_and_add() -> None:
    """A fact that is withdrawn is gone with what refers to it, and a new one is there."""
    pack = load_pack(PACK, LANGUAGE)
    near = {fact for gap in pack.gaps for fact in gap.near} - set(pack.deal.premises.values())
    gone = next(fact for fact in pack.facts if fact.id in near and not fact.figure)
    fields = {
        "topic": gone.topic, "about": " ".join(gone.about), "title": "新加的一条", "say": "新加的一条事实，只为试验。",
        "standing": gone.standing, "source.by": gone.source.by, "source.section": gone.source.section,
        "source.point": str(gone.source.point),
    }  # fmt: skip
    nets = {gone.id: _net(retired=True), "brand-new": _net(fields, ("新加的那条是什么",), new=True)}
    revised = load_revised(PACK, LANGUAGE, nets)
    ids = {fact.id for fact in revised.facts}
    assert gone.id not in ids
    assert "brand-new" in ids
    assert all(gone.id not in gap.near for gap in revised.gaps)


def test_merged(tmp_path: Path) -> None:
    """Once an editor has committed the export, the revisions change nothing any more."""
    import shutil

    nets = {FACT: _net({"more": "写进库里的一句。"}, ("写进库里的问法",))}
    copy = tmp_path / "pack"
    shutil.copytree(PACK, copy)
    assert export(PACK, nets, copy)
    assert patched(copy, nets) == {}
