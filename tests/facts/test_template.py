"""The template of a new pack: whole as it is, and whole with its examples."""

import re
import shutil
from pathlib import Path

import pytest

from bot.core.model import Bound
from bot.facts.load import load_pack
from bot.facts.records import PREMISES
from bot.facts.template import NewPackError, new_pack
from bot.paths import data_root, packs_folder

KNOWLEDGE = data_root() / "knowledge"
TEMPLATE, LANGUAGE = KNOWLEDGE / "template", KNOWLEDGE / "language"


def examples_in(folder: Path) -> int:
    """Uncomment every example line in `folder`, as the template tells to; return how many there were."""
    count = 0
    for path in folder.rglob("*.yaml"):
        text, found = re.subn(r"^# ", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, "utf-8")
        count += found
    return count


def test_a_new_pack_is_whole(tmp_path: Path) -> None:
    """What is written has its own id, no facts, and no problem."""
    new_pack(TEMPLATE, "tea-house", tmp_path / "new")
    pack = load_pack(tmp_path / "new", LANGUAGE)
    assert (pack.deal.id, pack.facts, pack.gaps) == ("tea-house", (), ())


def test_its_examples_are_whole(tmp_path: Path) -> None:
    """Every kind of record has an example that passes once its `# ` is taken away."""
    folder = Path(shutil.copytree(TEMPLATE, tmp_path / "new"))
    before = load_pack(folder, LANGUAGE)
    assert examples_in(folder) > 50
    pack = load_pack(folder, LANGUAGE)
    assert len(pack.entities) > len(before.entities)
    assert all((pack.concepts, pack.facts, pack.gaps, pack.deal.premises))
    assert pack.deal.sections.keys() > before.deal.sections.keys()
    assert {fact.figure.bound for fact in pack.facts if fact.figure} >= {Bound.AT_MOST, Bound.LESS_THAN}


def test_every_premise_is_explained() -> None:
    """The template names each false premise that a fact can stand against."""
    text = (TEMPLATE / "deal.yaml").read_text("utf-8")
    assert [rule for rule in PREMISES if not re.search(rf"^##.*\b{rule} ", text, re.MULTILINE)] == []


@pytest.mark.parametrize("name", ["Tea", "tea house", "茶馆", "../tea", "", "tea/house"])
def test_bad_name(name: str, tmp_path: Path) -> None:
    """A name that could be no id, or lead out of the folder, is refused with what a name looks like."""
    with pytest.raises(NewPackError, match="is no name for a pack; write small letters and digits"):
        new_pack(TEMPLATE, name, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that is there already is left as it is."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(NewPackError, match="is there already; choose another name"):
        new_pack(TEMPLATE, "tea-house", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_installed(tmp_path: Path) -> None:
    """Of an installed program the template is found inside it, and new packs are put where one works."""
    package = tmp_path / "site-packages" / "bot"
    shutil.copytree(KNOWLEDGE / "template", package / "_data" / "knowledge" / "template")
    new_pack(data_root(package) / "knowledge" / "template", "tea-house", tmp_path / "new")
    assert load_pack(tmp_path / "new", LANGUAGE).deal.id == "tea-house"
    assert packs_folder(package) == Path()
    assert packs_folder() == KNOWLEDGE
