"""An amount in a question, and those that are written as fractions."""

import re
from dataclasses import dataclass

from bot.core.language.numerals import HANZI, parse_number
from bot.core.model import Bound


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a question, at `start`..`end` of its text.

    `value` is in single units of `currency` for money (5e10 for 500亿), in 1 for a share (0.5 for 五成), for a count
    and for a multiple (3 for 三倍).
    `vague` amounts (数百亿) name a size only; `bare` ones came without a unit (甲投200); `denied` ones are said not to
    be the number (不是200亿) or not to reach or pass it.
    """

    start: int
    end: int
    value: float
    kind: str
    currency: str = ""
    bound: Bound | None = None
    vague: bool = False
    bare: bool = False
    text: str = ""
    upper: float = 0.0
    denied: bool = False


_FRACTION = re.compile(
    rf"(?P<half>(?P<not>[没未不])?(?P<over>过半|一?大半(?![年夜天个辈]))|一半|半数|half)|(?P<den>[{HANZI}\d]+)分之(?P<num>[{HANZI}\d.]+)|(?P<a>\d)/(?P<b>\d|(?<=[的占约近]\d/)\d\d)(?!\d)|(?<![\d:])(?P<times>\d{{1,2}})\s*(?::|比)\s*1(?![\d:])"
)


_MOST_SHARE = 2
"""What is written as a fraction and is more than this is a slip of the pen (三分之一二), no number to answer to."""


def fractions(text: str) -> list[Amount]:
    """The shares and multiples that a text writes as fractions: 三分之一, 一半, 1/2, 3:1."""
    amounts = []
    for match in _FRACTION.finditer(text):
        value, kind, bound = 0.5, "share", None
        if match["over"]:
            bound = Bound.LESS_THAN if match["not"] else Bound.MORE_THAN
        if match["times"]:
            value, kind = float(match["times"]), "multiple"
        elif match["den"]:
            value = (parse_number(match["num"]) or 0) / (parse_number(match["den"]) or 1)
        elif match["a"]:
            value = int(match["a"]) / max(int(match["b"]), 1)
        if kind == "share" and value > _MOST_SHARE:
            continue
        amounts.append(Amount(match.start(), match.end(), value, kind, bound=bound, text=match.group()))
    return amounts
