"""Whether a message asks or states, and whether it says what a fact affirms or refutes."""

from collections.abc import Iterator, Sequence

from bot.core.features import manner
from bot.core.knowledge import STATES, Knowledge
from bot.core.lexicon import Token
from bot.core.retrieve import Match
from bot.core.statements import (
    Breath,
    bears_out,
    breaths,
    denials,
    denies_falsehood,
    plainly,
    speaks_against,
    squarely_denies,
    squarely_false,
)
from bot.core.understand import Understanding

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning",
     "who", "how", "which", "which_one"}
)  # fmt: skip
"""Roles of questions that yes or no does not answer."""
_ASKS = frozenset({"how_much", "why", "when", "who", "how", "which", "which_one", "certainty"})
"""Those of words that ask even where a message wants something confirmed: 只有一个来源对吧 asks for no source."""
_REFUTED, _REFUTED_BY_CLAIM, _REFUTED_THOUGH_OPEN, _PRESUMED = 0.5, 0.4, 0.7, 0.75
"""The share of a match from which it counts as what the fact affirms or refutes: less is needed of a plain claim, more
where a question word stands in it, most where only a question takes it for granted."""
_RATHER, _DOUBTFUL = 1.3, 2.0
"""How many times likelier it must be that a fact refutes a message than that it affirms it, and where no statement like
it says which it is."""
_PRESUMES = 0.35
"""How likely a match must be for an open question to be told that it takes something false for granted."""
_BEYOND_DOUBT = 0.85
"""The share of a match from which it counts as what the fact refutes, whatever it reads like."""
_BACKED = 0.7
"""The share of what a message says that a fact must affirm to agree."""
_AFFIRMED, _SLACK = 0.4, 10.0
"""The share of a match from which it counts as what the fact affirms, though something else is about as like it."""
_ENOUGH, _HARDLY, _RATHER_NOT = 2, 0.2, 0.3
_LIKELY = 0.5
_PLAIN = 0.8
"""How likely a message states something: likelier than not, and beyond doubt."""


def said_as(match: Match, read: Understanding, knowledge: Knowledge, claims: bool) -> str:
    """`affirm`, `refute`, `denied` for what denies what the fact refutes, or `ask` where a message says nothing of it.

    To agree, everything that a message says must be said by what the fact affirms, and be more like that than like what
    it refutes; never where the fact says something else by now.
    """
    if match.entry in knowledge.revised or ("either" in read.roles and "tag" not in read.roles):
        return "ask"
    is_open = bool(read.roles & (_ASKS if "tag" in read.roles else OPEN | {"certainty"}))
    if is_open and not claims and not _takes_for_granted(read):
        return "ask"
    if claims and any(amount.denied for amount in read.amounts):
        return "denied"
    bar = (_REFUTED_THOUGH_OPEN if claims else _PRESUMED) if is_open else _REFUTED_BY_CLAIM if claims else _REFUTED
    found = breaths(match.entry, read, knowledge)
    backing = knowledge.index.backing(match.entry, read.features, _own(match.entry, read, knowledge))
    unsaid = any(sign in read.text for sign in knowledge.pack.language.signs["unsaid"])
    if match.refuted >= max(bar, _RATHER * match.affirmed):
        return "denied" if unsaid and claims else _against(match, found, claims, is_open, backing)
    if is_open:
        return "ask"
    if squarely_false(found):
        return "refute"
    if backing and _agrees(match, found, backing, denials(read, knowledge) % 2 == 1):
        return "affirm"
    return "refute" if claims and match.refuted > match.affirmed and speaks_against(found) else "ask"


def _own(entry: str, read: Understanding, knowledge: Knowledge) -> Iterator[str]:
    """Those named in a message whom a fact is about, or a part of whom it is about."""
    about = {*knowledge.facts[entry].about, knowledge.pack.deal.target}
    return (entity for entity in read.entities if knowledge.owner(entity) in about)


def _against(match: Match, found: Sequence[Breath], claims: bool, is_open: bool, backing: float) -> str:
    """What becomes of a message that is likely what a fact refutes: it may deny just that, or only ask."""
    if backing and not is_open and squarely_denies(found):
        return "affirm"
    doubtful = match.refuted < _BEYOND_DOUBT and not is_open and backing >= _BACKED
    if claims and (denies_falsehood(found) or (doubtful and bears_out(found))):
        return "denied"
    if (claims or is_open) and match.refuted >= match.affirmed * _DOUBTFUL:
        return "ask" if is_open and match.score < _PRESUMES else "refute"
    return "refute" if found and not bears_out(found) else "ask"


def _agrees(match: Match, found: Sequence[Breath], backing: float, denies: bool) -> bool:
    """Whether two of three say so: how likely it is, whether all of it is affirmed, and how much like it that is."""
    likely = match.affirmed >= _AFFIRMED and match.refuted < _RATHER_NOT
    slack = _SLACK if likely and (not denies or match.affirmed >= _BEYOND_DOUBT) else 0.0
    signs = (likely, backing >= _BACKED, plainly(found))
    rather = match.affirmed >= match.refuted or match.refuted < _HARDLY
    return squarely_denies(found) or (rather and sum(signs) >= _ENOUGH and bears_out(found, slack))


def _takes_for_granted(read: Understanding) -> bool:
    """Whether a question says anything that could be false, rather than only of whom and how much it asks."""
    return bool(read.amounts) or "negation" in read.roles or any(name[0] in "ct" for name in read.features)


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
