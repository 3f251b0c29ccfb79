"""The program knows no deal: nothing of the pack stands in bot/, nothing of exams and adverts in the pack."""

import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.core.language.amounts import AmountParser
from bot.core.language.normalise import normalise, squash
from bot.core.model import Pack
from bot.paths import PACKAGE, data_root

NAMED = frozenset({"investor", "target", "mentioned", "source", "publisher"})
EXAM = Path(__file__).parents[3] / "shared" / "exam" / "practice.jsonl"
# Milliseconds, not a ticker.
ORDINARY = frozenset({"ms"})
SHORTEST = 6
_WORDS = frozenset({tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)})
_ADVERT = re.compile(r"https?://|\bt\.me\b|(?<![a-z0-9@])@[a-z0-9_]{3,}|\.com\b", re.IGNORECASE)


def sources() -> list[Path]:
    """Every program file of the bot; a wheel's data is no program."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def words_of(path: Path) -> Iterator[tuple[str, str]]:
    """The string literals, docstrings and comments of a file, each line with its place."""
    reader = io.StringIO(path.read_text(encoding="utf-8")).readline
    for token in tokenize.generate_tokens(reader):
        if token.type in _WORDS:
            for number, line in enumerate(token.string.splitlines(), token.start[0]):
                yield f"{path.relative_to(PACKAGE.parent)}:{number}", line


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the YAML files of a folder, keys and values, with its place."""
    for path in sorted(folder.rglob("*.yaml")):
        for event in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark:
                yield f"{path.relative_to(folder)}:{event.start_mark.line + 1}", event.value


def names_of(pack: Pack) -> re.Pattern[str]:
    """The names of everybody whom the material names; Latin ones as whole words only."""
    entities = (entity for entity in pack.entities if entity.role in NAMED)
    names = {normalise(name) for entity in entities for name in (entity.name, *entity.names)}
    kept = sorted(name for name in names - ORDINARY if len(squash(name)) > 1)
    return re.compile("|".join(rf"(?<![a-z0-9]){re.escape(n)}(?![a-z0-9])" if n.isascii() else n for n in kept))


def test_no_name_of_the_deal_in_the_program(pack: Pack) -> None:
    """No company, person or source of the deal is named in the program, not even in an example."""
    names = names_of(pack)
    assert [(place, line.strip()) for path in sources() for place, line in words_of(path)
            if names.search(normalise(line))] == []  # fmt: skip


def test_no_figure_of_the_deal_in_the_program(pack: Pack) -> None:
    """No figure of the deal stands with its unit in the program, however it is written."""
    parser = AmountParser.of(pack.language)
    figures = {
        amount.value
        for fact in pack.facts
        if fact.figure
        for amount in parser.parse(normalise(f"{fact.figure.value:g} {fact.figure.unit}"))
    }
    assert figures
    assert [(place, line.strip()) for path in sources() for place, line in words_of(path)
            if any(a.kind == "money" and not a.bare and not a.vague and a.value in figures
                   for a in parser.parse(normalise(line)))] == []  # fmt: skip


def test_no_exam_sentence_in_the_data() -> None:
    """No question of the practice exam stands in the data; openers that set its scene are anybody's words."""
    if not EXAM.exists():
        pytest.skip("the practice exam is not here: the data stays unchecked against it")
    items = (json.loads(line) for line in EXAM.read_text(encoding="utf-8").splitlines() if line.strip())
    asked = {key for item in items if len(key := squash(item["turns"][-1])) >= SHORTEST}
    assert [(place, text) for place, text in texts_of(data_root() / "knowledge") if squash(text) in asked] == []


@pytest.mark.parametrize("folder", ["knowledge", "config"])
def test_no_advert(folder: str) -> None:
    """None of the links, accounts and addresses with which the article advertises stands in the data."""
    assert [(place, text) for place, text in texts_of(data_root() / folder) if _ADVERT.search(text)] == []
