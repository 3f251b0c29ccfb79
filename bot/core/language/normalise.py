"""One spelling for every text: NFKC, lower case, simplified script, no emoji."""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_TO_SIMPLIFIED = OpenCC("tw2sp")
_INVISIBLE = re.compile(r"[\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad]")
_LINKS = re.compile(r"(?:https?://|www\.|t\.me/)\S+")
_HANDLES = re.compile(r"(?<![a-z0-9])@[a-z0-9_]+")
_APOSTROPHES = str.maketrans("’‘`´＇", "'''''")
_SPACES = re.compile(r"\s+")
_QUOTES = re.compile('["“”「」『』《》〈〉【】*_~|#^=<>]')
_DIVIDED = re.compile(r"(?<![\d/.])([1-9]\d+亿?) ?/ ?([1-9]\d{2,}亿?)(?![\d/])")
"""Two amounts with a stroke between them: 50/700; 1/2 is a fraction, 01/29 a date."""
_MIXED = re.compile(r"(?<=\d[千百])[一二三四五六七八九](?=[百十])|[一二三四五六七八九](?=[千百]\d)")
"""A digit in characters beside one in figures: 5千二百亿."""
_FIGURES = str.maketrans("一二三四五六七八九", "123456789")

_KEPT = 256
"""How many texts are kept: the pieces of a message and the turns before it; what people write does not pile up."""
CJK = "\u3400-\u9fff"
BREAKS = re.compile(r"(?:(?<!\d)[,./]|[,./](?!\d)|[，。!！?？;；:：、…\n()（）\[\]—\\-])+")


def simplify(text: str) -> str:
    """`text` in NFKC, lower case and simplified characters with mainland words (Taiwan's 軟體 becomes 软件)."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_APOSTROPHES).lower()
    simplified: str = _TO_SIMPLIFIED.convert(folded)
    # The converter takes a 么 that ends a question for the traditional form of 幺.
    return simplified.replace("幺", "么")


@lru_cache(maxsize=_KEPT)
def normalise(text: str) -> str:
    """`text` simplified, without links, handles, quotes and symbols; breaks between clauses stay."""
    text = _MIXED.sub(lambda digit: digit[0].translate(_FIGURES), _DIVIDED.sub(r"\1除以\2", simplify(text)))
    plain = _QUOTES.sub(" ", _HANDLES.sub(" ", _LINKS.sub(" ", text)))
    return _SPACES.sub(" ", plain.translate(_SYMBOLS)).strip()


def squash(text: str) -> str:
    """`text` normalised and without any space or punctuation: the key under which two phrasings are the same."""
    return _NOT_WORDS.sub("", normalise(text))


class _Blanks(dict[int, str]):
    """Every symbol that is no part of a word or an amount, as a space; found out as they come."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        symbol = char not in "$%+'&" and unicodedata.category(char) in {"So", "Sk", "Cn", "Cs", "Co", "Sm"}
        self[code] = " " if symbol else char
        return self[code]


_SYMBOLS = _Blanks()
_NOT_WORDS = re.compile(rf"[^{CJK}a-z0-9%$]+")
