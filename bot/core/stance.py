"""Whether a message asks or states, and whether it says what a fact affirms or refutes."""

from bot.core.features import manner
from bot.core.knowledge import STATES, Knowledge
from bot.core.lexicon import Token
from bot.core.retrieve import Match
from bot.core.understand import Understanding

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning",
     "who", "how", "which", "which_one"}
)  # fmt: skip
"""Roles of questions that yes or no does not answer."""
_AFFIRMED = 0.7
_REFUTED, _REFUTED_BY_CLAIM, _REFUTED_THOUGH_OPEN, _PRESUMED = 0.5, 0.3, 0.7, 0.75
"""The share of a match from which it counts as what the fact affirms or refutes: less is needed of a plain claim, more
where a question word stands in it, most where only a question takes it for granted."""
_DOUBTFUL = 2.0
"""How many times likelier a denial must be than its contrary, where no statement like it says which it is."""
_DENYING = {"negation", "lack"}
"""Roles that turn a statement round: 甲缺零件 does not answer whether it has some."""
_PRESUMES = 0.35
"""How likely a match must be for an open question to be told that it takes something false for granted."""
_STATEMENTS = ("affirm", "refute")
_LIKE = 55
"""How much like a statement (0..100) a question must be to be told yes or no."""
_LIKELY = 0.5
_PLAIN = 0.8
"""How likely a message states something: likelier than not, and beyond doubt."""


def said_as(match: Match, read: Understanding, knowledge: Knowledge, claims: bool) -> str:
    """`affirm`, `refute`, or `ask` where a message says neither of what the fact affirms and refutes.

    Yes and no are said to a question only where it also reads like a statement that the fact affirms or refutes, and
    never where the fact says something else by now.
    """
    if match.entry in knowledge.revised:
        return "ask"
    is_open = bool(read.roles & (OPEN | {"either", "certainty"}))
    bar = (_REFUTED_THOUGH_OPEN if claims else _PRESUMED) if is_open else _REFUTED_BY_CLAIM if claims else _REFUTED
    stance = "refute" if match.refuted >= max(bar, match.affirmed) else "affirm"
    plainly = match.refuted >= match.affirmed * _DOUBTFUL
    if stance == "refute" and (claims or is_open) and plainly:
        return "ask" if is_open and match.score < _PRESUMES else stance
    if stance == "affirm" and (match.affirmed < _AFFIRMED or is_open):
        return "ask"
    return stance if _reads_like(stance, match.entry, read, knowledge) else "ask"


def _reads_like(stance: str, entry: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether the statement of `entry` that is most like a question is of `stance`, and denies no less."""
    statement, role = knowledge.index.nearest(entry, read.text, _STATEMENTS, _LIKE)
    return role == stance and not (knowledge.reader.read_phrasing(statement).roles ^ read.roles) & _DENYING


def claims(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message takes something for granted, or wants it confirmed, rather than asking whether it is so."""
    return "tag" in read.roles or _stated(read, knowledge) >= _LIKELY


def states(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message plainly states something or wants it confirmed: 小公司春天来了, 用人民币付的吧."""
    if read.roles & OPEN or read.text.endswith("?"):
        return False
    return "tag" in read.roles or _stated(read, knowledge) >= _PLAIN


def _stated(read: Understanding, knowledge: Knowledge) -> float:
    if read.roles & {"yesno", "either", "status_ask", "request", "certainty"} or all(map(_heads, read.tokens)):
        return 0.0
    return next((m.score for m in knowledge.tones.search(manner(read.features)) if m.entry == STATES), 0.0)


def _heads(token: Token) -> bool:
    """Whether a word only names a subject, as a heading does: 甲 风险, 总额."""
    return any(term.kind in {"entity", "measure"} or term.id in _SUBJECTS for term in token.terms)


_SUBJECTS = frozenset({"risk", "benefit", "impact", "sum", "share"})
