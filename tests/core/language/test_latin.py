"""Latin letters: pinyin without spaces, names typed onto it, slips in names."""

import pytest

from bot.core.language.latin import Latin
from bot.core.language.lexicon import Lexicon, Term
from bot.core.language.pinyin import Sounds


@pytest.fixture(scope="module")
def latin() -> Latin:
    """A reader that knows a company, some Chinese words, and an English one."""
    lexicon = Lexicon.of(
        [
            ("acmecorp", Term("entity", "acme", "甲公司")),
            ("he", Term("rewrite", "he", "他")),
            ("delegate", Term("rewrite", "delegate", "代表")),
        ]
    )
    counts = {"甲公司": 9, "估值": 40, "多少": 90, "投": 60, "为什么": 80, "这么": 50, "高": 20, "和": 90, "特": 1}
    pairs = {"投多": 30, "值多": 30, "值为": 9, "么这": 9, "么高": 9}
    many = {word: 200 * n for word, n in counts.items()}, {pair: 200 * n for pair, n in pairs.items()}
    return Latin(lexicon, Sounds.of(*many), frozenset({"acmecorp"}))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("guzhiduoshao", "估值多少"),
        ("gu zhi duo shao", "估值多少"),
        ("gūzhí duōshǎo", "估值多少"),
        ("gu1zhi2 duo1shao3", "估值多少"),
        ("guzhiweishenmezhemegao", "估值为什么这么高"),
        ("acmecorpguzhiduoshao", "acmecorp估值多少"),
        ("guzhiacmecorp", "估值acmecorp"),
        ("eliminate", "eliminate"),
        ("delegate", "delegate"),
        ("how to facilitate", "how to facilitate"),
        ("he", "he"),
        ("wrx", "wrx"),
    ],
)
def test_spoken(typed: str, text: str, latin: Latin) -> None:
    """A sentence of pinyin is read however it is typed; English words that sound like pinyin stay."""
    assert latin.spoken(typed) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("acmecrop 投多少", "acmecorp 投多少"),
        ("acmecopr", "acmecorp"),
        ("acmcorp", "acmecorp"),
        ("accmecorp", "acmecorp"),
        ("amcecopr", "amcecopr"),
        ("acme", "acme"),
        ("delegate", "delegate"),
    ],
)
def test_named(typed: str, text: str, latin: Latin) -> None:
    """A name with one key wrong, missing, too many or exchanged is that name; with two it is another word."""
    assert latin.named(typed) == text
