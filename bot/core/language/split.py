"""A message as the stretches that could each be a question."""

import re
from collections.abc import Iterable

from bot.core.language.normalise import CJK, simplify

_COUNTED = "①②③④⑤⑥⑦⑧⑨", "abcde", "123456789", "一二三四五六七八九"
_BARE = rf"[1-9](?=\s|[{CJK}])(?!\s*[倍亿万千百个家轮年月日天号点成块])"
_WORDS = (
    r"[第其]?[一二三四五六七八九]\s*[、，,是:：]|其[一二三四五六七八九](?=\s)|[一二三四五六七八九]来(?!源)"
    r"|第[一二三四五六七八九](?:[条点问](?![名位])|个问题)?(?=[\s、，,是:：])"
)
_SIGNS = r"[①-⑨]|[(（][一二三四五六七八九][)）]|[1-9]\ufe0f?\u20e3"
_SPELT = r"(?<![\da-z])(?:q[1-9](?!\d)|[a-e][.、)）](?![\da-z])|[(（]?[1-9](?:[)）]|[.、．](?!\d)))"
_NUMBERS = re.compile(
    rf"(?:{_SIGNS}|{_SPELT}|(?:^|(?<=[\s,，。;；:：?？!！]))(?:{_BARE}|{_WORDS}))\ufe0f?\s*[、，,:：]?\s*",
    re.IGNORECASE,
)
"""What counts the items of a list: 1. ① 第一、 一来 or a bare number before a word, if no unit follows it."""
_STOPS = re.compile(
    r"(?<=[?？])|[。!！;；…\n\u2600-\u27bf\U0001f000-\U0001faff]+|(?<=[" + CJK + r"])\s+(?=[" + CJK + r"])|[,，]+"
    r"|(?<=[啊呀哦嘛吗呢吧])(?=[我你您他咱那就所但])"
)
"""Where a new thought begins; one who dictates says no commas: 是啥意思啊我听不懂."""
_JOINS = re.compile(
    r"(?:^还有就?是?|(?:然后|还有)(?:就是|那个|再?说)?(?=为什么|为啥|为何|怎么|咋|谁|哪|什么|啥|多少|几|有没有|是不是)"
    r"|另外(?![一两三几那])|以及|顺便问?一?下?|再问一?下?|并且|and also|also"
    r"|\band(?= (?:what|who|why|how|when|is|are|does|did|will)\b))\s*[,，]?"
)
_TELL_ALSO = re.compile("^顺[便带][再也]?[说讲提报问][说讲]?[一]?[下声句]?[, ,，]*")
"""A joining word that asks for what follows it, with or without a question word: 顺带说下币种."""
_SHORTEST = 2


def numbered(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a list in `text`, and its items; no items where nothing is counted one by one."""
    places = [_place(mark) for mark in _NUMBERS.findall(text)]
    counted = len(places) > 1 and places == list(range(places[0], places[0] + len(places)))
    listed = (_listed(text, marks) for marks, there in ((_NUMBERS, counted), (_IN_TURN, _FIRST.search(text))) if there)
    return next(filter(None, listed), (text, ()))


def enumerated(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a row of short items in `text`, and these; no items where there is no such row.

    缺的有:日期、比例、营收.
    """
    head, _, row = simplify(text).replace("：", ":").rpartition(":")
    items = tuple(item.strip() for item in row.split("、"))
    short = all(_SHORTEST <= len(item) <= _LONGEST_ITEM for item in items)
    return (head, items) if head and len(items) >= _A_ROW and short else (text, ())


_A_ROW, _LONGEST_ITEM = 3, 12
"""How many items make a row, and how many characters an item of one has at most."""


def _listed(text: str, marks: re.Pattern[str]) -> tuple[str, tuple[str, ...]] | None:
    head, *items = (part.strip(" ,，;；\n") for part in marks.split(text))
    return (head, tuple(items)) if len(items) > 1 and all(len(item) >= _SHORTEST for item in items) else None


_FIRST = re.compile("首先|先[说問问讲講]")
_IN_TURN = re.compile("(?:首先|其次|再次|最后|[先再][说問问讲講])[说問问讲講下]*")
"""Words that count several questions one by one, and how such a message begins."""


def _place(mark: str) -> int:
    return next(row.index(char) for char in mark.lower() for row in _COUNTED if char in row)


def segments(text: str) -> tuple[str, ...]:
    """`text` cut at stops, spaces between Chinese and joining words."""
    parts = (_asked(part or "") for part in _STOPS.split(simplify(text)))
    return tuple(_kept(piece for part in parts for piece in _JOINS.split(part)))


def _asked(part: str) -> str:
    """A part that begins by asking for something beside, as a question for it."""
    said = _TELL_ALSO.sub("", part)
    return f"{said.rstrip('吧呗')}呢" if said != part and not said.endswith(("?", "呢", "吗", "没", "么")) else said


def _kept(pieces: Iterable[str]) -> list[str]:
    return [piece.strip() for piece in pieces if piece and len(piece.strip()) >= _SHORTEST]
