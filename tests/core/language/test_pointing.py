"""Words that point at what was said before."""

import pytest

from bot.core.language.pointing import meant, points_within
from bot.core.language.understand import Reader
from bot.core.model import Pack


@pytest.fixture(scope="module")
def reader(pack: Pack) -> Reader:
    """A reader with the shared language's words."""
    return Reader.of(pack)


@pytest.mark.parametrize("text", ["其中占几成", "那里头有多少", "那其中几成"])
def test_a_part_of_what_was_named(text: str, reader: Reader) -> None:
    """A message that begins with 其中 takes a part of what was named before it."""
    assert points_within(reader.read(text))


@pytest.mark.parametrize("text", ["三家里面谁最多", "总额占几成", "谁在其中"])
def test_inside_is_no_part_elsewhere(text: str, reader: Reader) -> None:
    """The same words later in a message point at nothing before it."""
    assert not points_within(reader.read(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [("我说的是甲", "甲"), ("不是乙 我问的是甲", "甲"), ("我问的是甲不是乙", "甲"), ("打错了 甲", "甲")],
)
def test_what_was_meant(text: str, said: str, reader: Reader) -> None:
    """What follows 我问的是 takes the place of what was understood; what is denied beside it does not."""
    assert meant(reader.read(text)) == said
