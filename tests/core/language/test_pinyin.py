"""Pinyin: how words sound, and which word is meant."""

import math

import pytest

from bot.core.language.pinyin import Sounds, sounds, syllables, toneless


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
    assert sounds("威软") == sounds("微软") == "weiruan"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("tou2 duo1shao3", "tou duoshao"),
        ("tóu duōshǎo qián", "tou duoshao qian"),
        ("gpt4 o3", "gpt4 o3"),
        ("o1 o3", "o1 o3"),
        ("ai2", "ai2"),
        ("h100 b200", "h100 b200"),
    ],
)
def test_toneless(typed: str, plain: str) -> None:
    """Marks and numbers of tones go where syllables stand side by side; names with a number keep it."""
    assert toneless(typed) == plain


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (["weiruan", "touzi", "duoshao"], "微软投资多少"),
        (["weiruantouzi"], "微软投资"),
        (["jineduoshao"], "金额多少"),
        (["xi", "an"], "西安"),
        (["xian"], "先"),
        (["hao"], "hao"),
        ([], ""),
    ],
)
def test_decode(typed: list[str], text: str) -> None:
    """Typed pinyin becomes known words, with and without spaces; the unknown stays as typed."""
    known = Sounds.of({"微软": 3, "投资": 2, "多少": 5, "金额": 1, "呢": 9, "先": 9, "西安": 1})
    assert known.decode(typed).text == text


def test_no_pinyin() -> None:
    """Letters that are no pinyin mean nothing, as unlikely as can be."""
    assert Sounds.of({"微软": 3}).decode(["wrx"]) == (-math.inf, "wrx")


def test_the_unknown_is_less_likely() -> None:
    """The more of what was typed is known, the likelier it is meant."""
    known = Sounds.of({"投资": 2, "多少": 5})
    assert known.decode(["touziduoshao"]).score > known.decode(["touzihehehe"]).score


def test_the_commoner_word_wins() -> None:
    """Of two words that sound alike the commoner one is meant."""
    known = Sounds.of({"透支": 1, "投资": 90})
    assert known.decode(["touzi"]).text == "投资"
    assert known.decode(["touzhi"]).text == "透支"
