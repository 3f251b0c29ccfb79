"""Toneless pinyin: how words sound, and which word is meant."""

import pytest

from bot.core.pinyin import Sounds, sounds, syllables


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("yingweida", ("ying", "wei", "da")),
        ("weiruan", ("wei", "ruan")),
        ("duoshao", ("duo", "shao")),
        ("nvidia", ()),
        ("zzz", ()),
        ("", ()),
    ],
)
def test_syllables(typed: str, parts: tuple[str, ...]) -> None:
    """A word of pinyin falls into syllables; any other word into none."""
    assert syllables(typed) == parts


def test_sounds() -> None:
    """Characters of the same sound have the same pinyin."""
    assert sounds("威软") == sounds("微软") == "wei ruan"


def test_decode() -> None:
    """Typed pinyin becomes known words, with and without spaces; the unknown stays as typed."""
    known = Sounds.of({"微软": 3, "投资": 2, "多少": 5})
    assert known.decode([syllables("weiruan"), syllables("touzi"), syllables("duoshao")]) == "微软投资多少"
    assert known.decode([syllables("weiruantouzi")]) == "微软投资"
    assert known.decode([("hao",)]) == "hao"
    assert known.decode([]) == ""


def test_the_commoner_word_wins() -> None:
    """Of two words that sound alike the commoner one is meant."""
    known = Sounds.of({"透支": 1, "投资": 90})
    assert known.decode([("tou", "zi")]) == "投资"
    assert known.decode([("tou", "zhi")]) == "透支"
