"""A message in its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.dialogue.leaning import asks_only_why, is_thin
from bot.core.language.lexicon import Token
from bot.core.language.understand import Understanding
from bot.core.model import Fact


@dataclass(frozen=True, slots=True)
class Reading:
    """A message in its conversation.

    `own` is the message itself, `whole` what it says with what the talk left unsaid put in. `entities` are whom it is
    about, `inherited` tells that they come from an earlier turn; `lately` are the companies of the talk, the last named
    first; `facts` are those of the answer before it; `features` and `roles` are those of the whole. `carried` tells
    that it asks of another what was reckoned before it: then that is its `own`.
    """

    own: Understanding
    whole: Understanding
    entities: tuple[str, ...]
    inherited: bool
    lately: tuple[str, ...]
    facts: tuple[Fact, ...]
    features: Mapping[str, float]
    roles: frozenset[str]
    carried: bool = False


def about(reading: Reading, entity: str) -> Reading:
    """`reading` as if it had named `entity`."""
    return replace(reading, entities=(entity,), features={**reading.features, f"e:{entity}": 1.0})


_SEVERAL = 2
_OF_WHAT_WAS_SAID = frozenset({"each", "who_says", "hearsay", "certainty", "as_written"})
"""Roles of short messages that ask about the very thing just talked of: 各自呢, 谁报的, 就一家媒体说的, 作者怎么看."""


def asks_of_what_was_said(reading: Reading) -> bool:
    """Whether a short message asks who says so, or how sure it is, of the answer before it."""
    own = reading.own
    if reading.facts and asks_only_why(own) and len(reading.entities) < _SEVERAL:
        # 甲投20亿, 为什么 asks why 甲 invests.
        return not (reading.entities and reading.facts[0].figure)
    if not reading.facts or own.roles.isdisjoint(_OF_WHAT_WAS_SAID) or "trade" in own.roles:
        return False
    about = reading.facts[0].about
    return is_thin(own) or all(_says_nothing(token) or token.id_of("entity") in about for token in own.tokens)


def _says_nothing(token: Token) -> bool:
    """Whether a word only carries the question for who says so: 依据 在哪 呢."""
    carries = any(term.kind == "role" and term.id in _OF_WHAT_WAS_SAID | _CARRYING for term in token.terms)
    return carries or not token.text[0].isalnum() or (len(token.text) == 1 and not token.terms)


_CARRYING = frozenset(
    {"which", "which_one", "how", "why", "first_person", "second_person", "yesno", "either", "ending",
     "continuation", "demonstrative", "pronoun", "filler_function", "filler_chat"}
)  # fmt: skip
"""Roles of words beside them that say nothing more."""
