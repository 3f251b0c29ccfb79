"""Whether a message says what a fact affirms or refutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.core.knowledge import Knowledge
from bot.core.language.dates import same_day
from bot.core.language.roles import plays
from bot.core.language.statement import BREATHS
from bot.core.language.understand import Understanding
from bot.core.premises.statements import (
    Breath,
    bears_out,
    breaths,
    denials,
    denies_falsehood,
    plainly,
    says_nothing_else,
    says_only_the_false,
    speaks_against,
    squarely_denies,
    squarely_false,
    tells_of_then,
    unlike_any,
)
from bot.core.premises.stating import OPEN, only_heads
from bot.core.search.retrieve import Match

_ASKS = frozenset({"how_much", "why", "when", "who", "how", "which", "which_one", "certainty"})
"""Those of words that ask even where a message wants something confirmed: 只有一个来源对吧 asks for no source.

Nor does 甲比乙少 是因为穷吗 ask who gives more.
"""
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
_NOTHING_ELSE = 0.95
"""The share of a match from which a question asks for nothing but what the fact refutes."""
_BACKED = 0.7
"""The share of what a message says that a fact must affirm to agree."""
_AFFIRMED, _SLACK = 0.4, 10.0
"""The share of a match from which it counts as what the fact affirms, though something else is about as like it."""
_ENOUGH, _HARDLY, _RATHER_NOT = 2, 0.2, 0.3


@dataclass(frozen=True)
class _Said:
    """A message beside the fact that it may be about.

    `found` are its breaths beside the fact's statements, `backing` is the share of it that the fact affirms; `claims`
    tells that it takes something for granted, `is_open` that yes or no does not answer it.
    """

    match: Match
    read: Understanding
    knowledge: Knowledge
    claims: bool

    @cached_property
    def found(self) -> Sequence[Breath]:
        return breaths(self.match.entry, self.read, self.knowledge)

    @cached_property
    def backing(self) -> float:
        about = {*self.knowledge.facts[self.match.entry].about, self.knowledge.pack.deal.target}
        own = (entity for entity in self.read.entities if self.knowledge.owner(entity) in about)
        return self.knowledge.index.backing(self.match.entry, self.read.features, own)

    @property
    def is_open(self) -> bool:
        asks = _ASKS if self.read.roles & {"tag", "because"} else OPEN | {"either", "certainty"}
        return bool(self.read.roles & asks)

    @property
    def denies(self) -> bool:
        return denials(self.read, self.knowledge) % 2 == 1

    @property
    def of_silence(self) -> bool:
        """Whether it says that the material does not say something: 文章没说签了."""
        return any(sign in self.read.text for sign in self.knowledge.pack.language.signs["unsaid"])

    @property
    def bar(self) -> float:
        """How likely it must be that the fact refutes it."""
        if self.is_open:
            return _REFUTED_THOUGH_OPEN if self.claims else _PRESUMED
        return _REFUTED_BY_CLAIM if self.claims else _REFUTED


def said_as(match: Match, read: Understanding, knowledge: Knowledge, claims: bool) -> str:
    """`affirm`, `refute`, `denied` for what denies what the fact refutes, or `ask` where a message says nothing of it.

    To agree, what a message says must be said by what the fact affirms, and be more like that than like what it
    refutes; never where the fact says something else by now.
    """
    said = _Said(match, read, knowledge, claims)
    if "earlier" in read.roles and not tells_of_then(match.entry, read, knowledge):
        return "ask"
    if match.entry in knowledge.revised or only_heads(read) or ("either" in read.roles and "tag" not in read.roles):
        return "ask"
    if not claims and read.roles >= {"hearsay", "yesno"} and said.is_open:
        # 文章有说是谁出吗 asks whether the text says it, and takes nothing for granted.
        return "ask"
    if said.is_open and not claims and (not _takes_for_granted(read) or _asks_for_the_most(read)):
        return "ask"
    if claims and any(amount.denied for amount in read.amounts):
        return "denied"
    same = None if said.is_open and "tag" not in read.roles else same_day(read.text, knowledge.facts[match.entry].say)
    if same is not None and read.roles.isdisjoint({"done", "status_ask", "event"}):
        return "refute" if same is said.denies else "affirm"
    if match.refuted >= max(said.bar, _RATHER * match.affirmed):
        return _against(said)
    if said.is_open:
        return "ask"
    if squarely_false(said.found) or (claims and match.refuted > match.affirmed and speaks_against(said.found)):
        return "refute"
    false = claims and not said.denies and match.refuted > match.affirmed
    if false and says_only_the_false(match.entry, read, knowledge):
        return "refute"
    agrees = said.backing and _agrees(said) and not (_asks_more(said) or _leaves_others_out(said))
    return "affirm" if agrees else "ask"


def _against(said: _Said) -> str:
    """What becomes of a message that is likely what a fact refutes: it may deny just that, or only ask."""
    match, found = said.match, said.found
    if said.backing and not said.is_open and squarely_denies(found):
        return "affirm"
    if said.claims and _holds_back(said):
        return "denied"
    if (said.claims or said.is_open) and match.refuted >= match.affirmed * _DOUBTFUL:
        return "ask" if said.is_open and match.score < _PRESUMES else "refute"
    return "refute" if match.refuted >= _NOTHING_ELSE or (found and not bears_out(found)) else "ask"


def _holds_back(said: _Said) -> bool:
    """Whether something tells against contradicting a message, however likely a fact refutes it."""
    match, found = said.match, said.found
    doubtful = match.refuted < _BEYOND_DOUBT and not said.is_open
    alike = doubtful and said.backing >= _BACKED and bears_out(found)
    denies = doubtful and said.denies and unlike_any(found)
    if said.of_silence or denies_falsehood(found) or alike or denies:
        return True
    return not (said.is_open or said.denies) and says_nothing_else(match.entry, said.read, found, said.knowledge)


def _agrees(said: _Said) -> bool:
    """Whether two of three say so: how likely it is, whether all of it is affirmed, and how much like it that is."""
    match, found = said.match, said.found
    likely = match.affirmed >= _AFFIRMED and match.refuted < _RATHER_NOT
    slack = _SLACK if likely and (not said.denies or match.affirmed >= _BEYOND_DOUBT) else 0.0
    signs = (likely, said.backing >= _BACKED, plainly(found))
    rather = match.affirmed >= match.refuted or match.refuted < _HARDLY
    if any(amount.upper for amount in said.read.amounts):
        # 20多亿 is near the 20亿 of a fact, and another number.
        return False
    return squarely_denies(found) or (rather and sum(signs) >= _ENOUGH and bears_out(found, slack))


def _leaves_others_out(said: _Said) -> bool:
    """Whether a message says that there is nothing but what a fact tells, which the fact does not say: 风险只在成本."""
    fact = said.knowledge.facts[said.match.entry]
    only = [word.text for token in said.read.tokens for word in (token, *token.inner) if plays(word, "only")]
    of_sources = fact.topic == said.knowledge.topic_against("official")
    return bool(only) and not of_sources and not any(word in fact.say for word in only)


def _asks_more(said: _Said) -> bool:
    """Whether a breath that asks is like nothing that the fact says: 甲出得最少 是不是闹翻了."""
    parts = [said.knowledge.reader.read(part) for part in BREATHS.split(said.read.text)]
    asked = [part for part in parts[1:] if part.tokens and plays(part.tokens[0], "yesno") and part.entities]
    return any(not breaths(said.match.entry, part, said.knowledge) for part in asked)


def _asks_for_the_most(read: Understanding) -> bool:
    """Whether a message only asks who is the most of something: 谁最稳, 哪家更急."""
    names_one = read.entities or read.amounts or read.roles & {"why", "how"}
    return not names_one and bool(read.roles & {"superlative_most", "superlative_least", "compare"})


def _takes_for_granted(read: Understanding) -> bool:
    """Whether a question says anything that could be false, rather than only of whom and how much it asks."""
    return bool(read.amounts) or "negation" in read.roles or any(name[0] in "ct" for name in read.features)
