"""One spelling for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.normalise import normalise, squash


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＮＶＩＤＩＡ", "nvidia"),
        ("５００億", "500亿"),
        ("輝達", "英伟达"),
        ("英偉達", "英伟达"),
        ("軟體", "软件"),
        ("🚀冲啊🚀", "冲啊"),
        ("Open\u200bAI", "openai"),
        ("看 https://t.me/abc 这里", "看 这里"),
        ("看 http://a.b/c?d=e#f这里", "看"),
        ("@abc_bot 你好", "你好"),
        ('「微软」《软》"x"', "微软 软 x"),
        ("don’t", "don't"),
        ("a\n\t  b", "a b"),
        ("$60B 占 82%", "$60b 占 82%"),
        ("什么？？？", "什么???"),
        ("7千三百亿", "7千3百亿"),
        ("七千3百亿", "7千3百亿"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    """Width, case, script, emoji, links, handles and quotes make no difference; breaks and amounts stay."""
    assert normalise(text) == normal


@pytest.mark.parametrize("other", ["英伟达，投多少？", "英偉達 投多少", "  英伟达投多少!!", "「英伟达」投多少🤔"])
def test_squash(other: str) -> None:
    """Texts that differ in punctuation, spaces and script only are the same phrasing."""
    assert squash(other) == squash("英伟达投多少")


def test_squash_tells_amounts_apart() -> None:
    """A per cent or dollar sign makes another phrasing."""
    assert squash("占 82%") != squash("占 82")


@given(st.text())
def test_normalising_twice(text: str) -> None:
    """What is squashed stays as it is, and holds no space."""
    once = squash(text)
    assert squash(once) == once
    assert " " not in once
