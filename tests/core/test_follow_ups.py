"""What follow-ups take along: the reason asked for alone, the open end, what a text should have."""

import pytest

from bot.core.answer import Answerer
from bot.core.dialogue.leaning import asks_only_why
from bot.core.figures import Quantity
from bot.core.language.understand import Reader
from bot.core.messages.cutting import says_only_how
from bot.core.model import Pack
from bot.core.sums.ends import open_end

OVER, MOST, FREE = Quantity(0.2, float("inf"), open_low=True), Quantity(0, 0.5), Quantity(0, float("inf"))


@pytest.fixture(scope="module")
def reader(pack: Pack) -> Reader:
    """A reader with the shared language's words."""
    return Reader.of(pack)


@pytest.mark.parametrize(
    ("text", "alone"), [("为啥", True), ("那凭什么呀", True), ("怎么讲", True), ("为啥是30亿", False), ("多少", False)]
)
def test_a_bare_why(text: str, alone: bool, reader: Reader) -> None:
    """A reason asked for alone names nobody and no number."""
    assert asks_only_why(reader.read(text)) == alone


@pytest.mark.parametrize(
    ("text", "allowed", "end"),
    [
        ("上限呢", OVER, "no_upper"), ("最多占多少", OVER, "no_upper"), ("下限呢", OVER, ""),
        ("下限呢", MOST, "no_lower"), ("上限呢", MOST, ""), ("出得最多的占多少", OVER, ""),
        ("占多少", OVER, ""), ("上限呢", FREE, ""),
    ],
)  # fmt: skip
def test_the_end_that_is_open(text: str, allowed: Quantity, end: str, reader: Reader) -> None:
    """An end is open where it is asked for, nothing bounds it, and the other one is known."""
    assert open_end(reader.read(text), allowed) == end


@pytest.mark.parametrize(("text", "only"), [("文章总写了吧", True), ("文章没写吧", False), ("文章写了什么", False)])
def test_what_the_text_should_have(text: str, only: bool, answerer: Answerer) -> None:
    """A piece that only hopes that the text has it is no question of its own."""
    assert says_only_how(text, answerer.knowledge) == only
