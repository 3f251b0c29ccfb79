"""docs/your-own-deal.md, word by word: its commands are run in a copy of the tree, its snippets are the example's."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.answering import check
from bot.core.model import Kind, Pack
from bot.facts.load import load_pack
from bot.settings import Settings, load_settings
from tests.exam.items import MISSES, read_items, read_misses
from tests.exam.sound import asks_of, copied, likeness, loose_claims, repeated, unknown_facts

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "songjian"
GUIDE = (ROOT / "docs" / "your-own-deal.md").read_text("utf-8")
ITEMS = read_items(EXAMPLE / "conversations")
NEEDED = ("bot", "config", "examples", "knowledge", "tests")
SECONDS, LEAST_ITEMS, NEAREST = 180, 40, 80


def blocks(language: str) -> list[str]:
    """The fenced blocks of the guide in `language`."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    """Every command of the guide with the lines that it promises."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def example() -> Settings:
    """The settings of a bot that answers from the example."""
    return load_settings({"DEALBOT_PACK": str(EXAMPLE / "pack")})


@pytest.fixture(scope="module")
def example_pack(example: Settings) -> Pack:
    """The example's pack."""
    return load_pack(example.pack, example.language)


def test_the_commands_do_what_they_promise(tmp_path: Path) -> None:
    """Each command works in a fresh tree, after the ones before it, and says the lines below it."""
    pytest.importorskip("matplotlib", reason="the extra `pictures` is not installed")
    for name in NEEDED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "DEALBOT_"))}
    environ["PYTHONPATH"] = str(tmp_path)
    for command, promised in steps():
        words = shlex.split(command.replace(".venv/bin/dealbot", ".venv/bin/python -m bot"))
        words = [sys.executable if word == ".venv/bin/python" else word for word in words]
        done = subprocess.run(  # noqa: S603
            words, cwd=tmp_path, env=environ, capture_output=True, text=True, encoding="utf-8", input="",
            timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert [line for line in promised if line not in done.stdout] == [], f"{command}\n{done.stdout}"


def test_every_snippet_is_of_the_example() -> None:
    """Each YAML snippet stands in the example just as it is printed."""
    files = [path.read_text("utf-8") for path in EXAMPLE.rglob("*.yaml")]
    assert len(blocks("yaml")) > 8
    assert [block for block in blocks("yaml") if not any(block in text for text in files)] == []


def test_every_file_it_names_is_there() -> None:
    """Links lead somewhere."""
    links = re.findall(r"\]\(([^)]+)\)", GUIDE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_the_example_is_whole(example: Settings, example_pack: Pack) -> None:
    """It has no problem, a fact for every point of its article, and says everywhere that it is invented."""
    assert check(example)[0] == []
    deal = example_pack.deal
    written = {(name, point) for name, s in deal.sections.items() for point in range(1, s.points + 1)}
    assert written - {(fact.source.section, fact.source.point) for fact in example_pack.facts} == set()
    article = (EXAMPLE / "article.txt").read_text("utf-8")
    assert all("虚构" in text for text in (deal.title, deal.disclaimer, deal.scope, article.splitlines()[0]))


def test_its_exam_is_sound(example_pack: Pack) -> None:
    """All kinds and follow-ups are asked for, nothing twice, nothing copied from the phrasings."""
    assert len(ITEMS) >= LEAST_ITEMS
    assert {kind for item in ITEMS for kind in item.kinds} == set(Kind) - {Kind.INDEX}
    assert Counter(len(item.turns) > 1 for item in ITEMS)[True] >= 4
    misses = set(read_misses(EXAMPLE / "conversations" / MISSES))
    assert misses - {item.key for item in ITEMS} == set()
    assert (repeated(ITEMS), unknown_facts(ITEMS, example_pack), loose_claims(ITEMS)) == ([], [], [])
    asks = asks_of(example_pack)
    assert copied(ITEMS, asks) == {}
    assert likeness(ITEMS, asks) < NEAREST
