"""Whether a message asks or states, and whether it says what a fact affirms or refutes."""

import re

from bot.core.conflict import plays
from bot.core.features import manner
from bot.core.knowledge import STATES, Knowledge
from bot.core.lexicon import Token
from bot.core.normalise import CJK
from bot.core.retrieve import Match
from bot.core.understand import Understanding

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning",
     "who", "how", "which", "which_one"}
)  # fmt: skip
"""Roles of questions that yes or no does not answer."""
_AFFIRMED = 0.5
_REFUTED, _REFUTED_BY_CLAIM, _REFUTED_THOUGH_OPEN, _PRESUMED = 0.5, 0.4, 0.7, 0.75
"""The share of a match from which it counts as what the fact affirms or refutes: less is needed of a plain claim, more
where a question word stands in it, most where only a question takes it for granted."""
_RATHER, _DOUBTFUL = 1.3, 2.0
"""How many times likelier it must be that a fact refutes a message than that it affirms it, and where no statement like
it says which it is."""
_PRESUMES = 0.35
"""How likely a match must be for an open question to be told that it takes something false for granted."""
_STATEMENTS = ("affirm", "refute")
_LIKE, _MUCH_LIKE = 55, 60
"""How much like a statement (0..100) a message must be to be told yes or no, and to count as denying it."""
_TURNS_ROUND = frozenset({"superlative_most", "superlative_least", "more", "less", "lack"})
"""Roles of words that turn round what is said."""
_BREATHS = re.compile(rf"[\s,，。;；!！]+(?=[{CJK}])")
"""Where a message goes on after a breath."""
_BEYOND_DOUBT = 0.85
"""The share of a match from which it counts as what the fact refutes, whatever it reads like."""
_LIKELY = 0.5
_PLAIN = 0.8
"""How likely a message states something: likelier than not, and beyond doubt."""


def said_as(match: Match, read: Understanding, knowledge: Knowledge, claims: bool) -> str:
    """`affirm`, `refute`, `denied` for what denies what the fact refutes, or `ask` where a message says nothing of it.

    Yes and no are said to a question only where it also reads like a statement that the fact affirms or refutes, and
    never where the fact says something else by now.
    """
    if match.entry in knowledge.revised:
        return "ask"
    is_open = bool(read.roles & (OPEN | {"either", "certainty"}))
    bar = (_REFUTED_THOUGH_OPEN if claims else _PRESUMED) if is_open else _REFUTED_BY_CLAIM if claims else _REFUTED
    if "either" in read.roles and "tag" not in read.roles:
        return "ask"
    if is_open and not claims and not _takes_for_granted(read):
        return "ask"
    stance = "refute" if match.refuted >= max(bar, _RATHER * match.affirmed) else "affirm"
    doubtful = match.refuted < _BEYOND_DOUBT and not is_open
    if stance == "refute" and claims and doubtful and _reads_like("affirm", match.entry, read, knowledge):
        return "affirm"
    number_denied = any(amount.denied for amount in read.amounts)
    if claims and (number_denied or (stance == "refute" and _denies_falsehood(match.entry, read, knowledge))):
        return "denied"
    plainly = match.refuted >= match.affirmed * _DOUBTFUL
    if stance == "refute" and (claims or is_open) and plainly:
        return "ask" if is_open and match.score < _PRESUMES else stance
    if stance == "affirm" and (match.affirmed < _AFFIRMED or is_open):
        return "ask"
    return stance if _reads_like(stance, match.entry, read, knowledge) else "ask"


def _takes_for_granted(read: Understanding) -> bool:
    """Whether a question says anything that could be false, rather than only of whom and how much it asks."""
    return bool(read.amounts) or "negation" in read.roles or any(name[0] in "ct" for name in read.features)


def _reads_like(stance: str, entry: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message is most like what `entry` says as `stance`.

    Likeness is of characters, so that a word that turns the meaning round must stand in both or in neither.
    """
    role, statement = _nearest(entry, read, knowledge, _LIKE)
    turned = (statement.roles ^ read.roles) & _TURNS_ROUND or _denies(statement, knowledge) != _denies(read, knowledge)
    return role == stance and not turned


def _denies_falsehood(entry: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message denies what it is most like and `entry` refutes: 甲没退出, 甲不是头一个 乙才是."""
    breaths = [knowledge.reader.read(breath) for breath in _BREATHS.split(_said(read))]
    near = [(_nearest(entry, breath, knowledge, _MUCH_LIKE), breath) for breath in breaths]
    false = [(breath, statement) for (role, statement), breath in near if role == "refute"]
    more = [_denials(breath, knowledge) - _denials(statement, knowledge) for breath, statement in false]
    return bool(more) and all(times > 0 and times % 2 for times in more)


def _nearest(entry: str, read: Understanding, knowledge: Knowledge, least: float) -> tuple[str, Understanding]:
    """The statement of `entry` that is most like a message, of those about the same companies, after its role."""
    named = set(knowledge.investors(read))
    texts = (read.text, _by_name(read, knowledge))
    found = (knowledge.index.nearest(entry, text, _STATEMENTS, least) for text in texts)
    near = next((near for near in found if near), [])
    alike = ((role, knowledge.reader.read_phrasing(statement)) for statement, role in near)
    return next(((role, s) for role, s in alike if set(knowledge.investors(s)) == named), ("", read))


def _by_name(read: Understanding, knowledge: Knowledge) -> str:
    """A text with its companies by the names that phrasings mostly give them."""
    text, at = "", 0
    for token in read.tokens:
        if (named := token.id_of("entity")) in knowledge.pack.deal.investors:
            text, at = text + read.text[at : token.start] + knowledge.entities[named].name, token.end
    return text + read.text[at:]


def _denies(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message denies what it says: two denials are none."""
    return _denials(read, knowledge) % 2 == 1


def _denials(read: Understanding, knowledge: Knowledge) -> int:
    return knowledge.reader.denials.count(_said(read))


def _said(read: Understanding) -> str:
    """What a message says, without the words that only want it confirmed: a tag denies nothing."""
    text = list(read.text)
    for token in read.tokens:
        if plays(token, "tag") or plays(token, "yesno"):
            text[token.start : token.end] = " " * len(token.text)
    return "".join(text).strip()


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
