"""Which surfaces are found where."""

import pytest

from bot.core.language.lexicon import Lexicon, Term

_WORDS = ("多", "几多", "多少钱", "ab")


@pytest.mark.parametrize(
    ("text", "singles", "found"),
    [
        ("多少钱", False, ["多少钱"]),
        ("要几多", False, ["几多"]),
        ("要多", False, []),
        ("要多", True, ["多"]),
        ("多要", True, ["多"]),
        ("多少", True, ["多"]),
        ("ab", False, ["ab"]),
        ("abc", False, []),
    ],
)
def test_longest_match(text: str, singles: bool, found: list[str]) -> None:
    """The longest wins; one character counts only among singles, also at the end; Latin words match whole."""
    lexicon = Lexicon.of([(word, Term("role", word, word)) for word in _WORDS], singles)
    assert [piece for piece, terms in lexicon.scan(text) if terms] == found
