"""Whether a message asks or states, and what yes or no does not answer."""

from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.roles import words
from bot.core.language.understand import Understanding

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning",
     "who", "how", "which", "which_one"}
)  # fmt: skip
"""Roles of questions that yes or no does not answer."""
ASKS = OPEN | {"yesno", "either", "status_ask", "request", "certainty"}
"""Roles of messages that ask."""
_LIKELY = 0.5
_PLAIN = 0.8
"""How likely a message states something: likelier than not, and beyond doubt."""


def claims(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message takes something for granted, or wants it confirmed, rather than asking whether it is so."""
    if "tag" in read.roles:
        return True
    return "hypothetical" not in read.roles and _stated(read, knowledge) >= _LIKELY


def states(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message plainly states something or wants it confirmed: 小公司春天来了, 用人民币付的吧."""
    if read.roles & OPEN or read.text.endswith("?"):
        return False
    return "tag" in read.roles or _stated(read, knowledge) >= _PLAIN


def _stated(read: Understanding, knowledge: Knowledge) -> float:
    asks = read.roles & (ASKS - OPEN)
    return 0.0 if asks or only_heads(read) else knowledge.tones.stated(read.features)


def only_heads(read: Understanding) -> bool:
    """Whether a message only names a subject, with its number or without, as a heading does: 甲 风险, 50亿总额."""
    said = [t for t in words(read) if t.text != "的" and not any(a.start <= t.start < a.end for a in read.amounts)]
    return bool(said or not read.amounts) and all(map(_heads, said))


def _heads(token: Token) -> bool:
    """Whether a word only names a subject, as a heading does: 甲 风险, 总额."""
    return any(term.kind in {"entity", "measure"} or term.id in _SUBJECTS for term in token.terms)


_SUBJECTS = frozenset({"risk", "benefit", "impact", "sum", "share", "this_deal"})
