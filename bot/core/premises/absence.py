"""Somebody who takes part in the deal, said to stay away from it."""

from collections.abc import Iterator, Sequence

from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.conflict import Asked, Conflict
from bot.core.premises.stating import claims
from bot.core.referents import clause_of, company

_NOT_SAID = frozenset({"hypothetical", "either", "earlier", "future", "first_time", "when", "how_much"})
"""Roles of messages that do not say so, or not of this deal."""
_CARRIES = frozenset(
    {"collective", "this_deal", "filler_function", "filler_chat", "tag", "continuation", "perfective", "demonstrative",
     "gives_to", "why", "ending", "yesno"}
)  # fmt: skip
"""Roles of words that only carry such a sentence on: 这轮也没参与吧."""


def wrong_absence(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲没参与这轮, 甲为什么退出: an investor said, or taken, to stay away."""
    if "why" in asked.read.roles or claims(asked.read, knowledge):
        for fact in absentees(asked.read, knowledge):
            yield Conflict("absent", fact.id, {"name": knowledge.called(fact.about)})


def absentees(read: Understanding, knowledge: Knowledge) -> list[Fact]:
    """The figures of the investors that a message says, or asks, to stay away: 甲没参与这轮, 甲退出了吗."""
    if not knowledge.investors(read) or read.roles & _NOT_SAID:
        return []
    named = [(token.start, fact) for token in read.tokens if (fact := company(token, knowledge))]
    return [
        fact
        for start, fact in named
        if _stays_away([token for token in clause_of(read, start) if token.start > start], knowledge)
    ]


def _stays_away(after: Sequence[Token], knowledge: Knowledge) -> bool:
    """Whether what follows a name says that it takes no part, and nothing else."""
    said = [token for token in after if token.text[0].isalnum() and not _carries(token, knowledge)]
    if len(said) == 1:
        return plays(said[0], "failed") or _denies(said[0].text, knowledge)
    return len(said) == 2 and plays(said[0], "negation") and _takes_part(said[1].text, knowledge)


def _carries(token: Token, knowledge: Knowledge) -> bool:
    roles = {term.id for term in token.terms if term.kind == "role"}
    target = knowledge.owner(token.id_of("entity")) == knowledge.pack.deal.target
    return target or bool(roles and roles <= _CARRIES)


def _denies(text: str, knowledge: Knowledge) -> bool:
    """Whether a word is a denial and, in one, a verb of taking part: 没参与; 没领投 is none."""
    known = knowledge.reader.lexicon.lookup
    cuts = ((text[:place], text[place:]) for place in range(1, len(text)))
    return any({"negation", "ending"} & {t.id for t in known(no)} and _takes_part(act, knowledge) for no, act in cuts)


def _takes_part(text: str, knowledge: Knowledge) -> bool:
    return any(term.id == "joins" or term.kind == "measure" for term in knowledge.reader.lexicon.lookup(text))
