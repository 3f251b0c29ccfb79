"""The sentences that the bot says by itself."""

from pathlib import Path

import pytest

from bot.facts.problems import PackError
from bot.facts.texts import load_texts
from bot.paths import data_root


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "texts.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nested(tmp_path: Path) -> None:
    """Nested keys are joined with a dot; `yes` stays a word."""
    texts = load_texts(_write(tmp_path, "hello: 你好 {name}\nlead:\n  yes: 是\n  deep: {er: 深}\n"))
    assert texts == {"hello": "你好 {name}", "lead.yes": "是", "lead.deep.er": "深"}


def test_own_texts() -> None:
    """The texts of the project are free of problems."""
    assert load_texts(data_root() / "config" / "texts.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\na: c\n", "2:1: duplicate key 'a', first at line 1"),
        ("a:\n  b: [c]\n", "2:6: a.b must be text, not a list"),
        ("a:\n", "1:3: a is empty; write it, or leave it out where it is optional"),
        ("a: 你好 {name\n", "1:4: a: a brace is not closed or not opened; write {name}"),
        ("a.b: c\n", "1:1: 'a.b' is no key: '.' joins nested keys, so write a word without it"),
        ("a：b\n", "1:1: the file must be a map ('key: value' lines), not 'a：b': "
         "full-width '：'; write ': ' (ASCII colon and a space)"),
        ("", "1:1: the file is empty"),
    ],
)  # fmt: skip
def test_problems(tmp_path: Path, text: str, message: str) -> None:
    """What is wrong with the texts is reported as in a pack."""
    path = _write(tmp_path, text)
    with pytest.raises(PackError) as caught:
        load_texts(path)
    assert [str(problem) for problem in caught.value.problems] == [f"{path}:{message}"]


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is a problem like any other."""
    with pytest.raises(PackError, match=r"texts\.yaml:1:1: cannot be read"):
        load_texts(tmp_path / "texts.yaml")
