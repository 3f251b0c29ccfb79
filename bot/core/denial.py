"""Numbers that are denied: 没超过50亿, 没出到50亿, 不是50亿."""

import re

from bot.core.model import Bound

_TURNED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.AT_MOST: Bound.MORE_THAN, Bound.LESS_THAN: Bound.MORE_THAN}
_NOT = re.compile(r"(?<![是有会能要该对够])(?:没有?|未|并非|不是|不会|不可能)\s*$")
"""A denial before a number; 是不是 and 有没有 ask."""
_REACHED = re.compile(r"[到够满足]\s*$")
"""How words end that say of a number that it is reached."""
_ASKS_BACK = re.compile(r"[吗么嘛]|来着")
"""What follows where a denial affirms: 不是50亿吗."""


def denied(bound: Bound | None, before: str, head: str, after: str) -> tuple[Bound | None, bool]:
    """The limit that a denial leaves a number, if any, and whether the number is denied at all.

    `before` is the text before the number, `head` the same without the verbs and limits at its end.
    """
    if not _NOT.search(head) or _ASKS_BACK.search(after):
        return bound, False
    if bound is None and not _REACHED.search(before):
        return None, True
    return (_TURNED.get(bound) if bound else Bound.LESS_THAN), True
