"""What a piece of a message hangs on: it goes on about the pieces before it, or asks what they have told."""

from collections.abc import Sequence

from bot.core.decision import Answer, Clarify, Declined, NotCovered
from bot.core.knowledge import Knowledge
from bot.core.language.features import substance
from bot.core.language.pointing import points_within
from bot.core.language.roles import plays_a_role
from bot.core.language.understand import Understanding
from bot.core.messages.weighed import BEYOND_DOUBT, CERTAIN, Weighed, facts_of
from bot.core.premises.stating import OPEN

_LITTLE = 4.5
"""How little a piece may say and still go on about what the piece before it asked."""
OF_STATUS = frozenset({"done", "failed", "official"})
"""Roles of what may be said of the deal without a name: 都签完了."""


def hangs(piece: Understanding, before: Weighed, named: str, knowledge: Knowledge) -> bool:
    """Whether a piece asks for a part of what nothing answers, or goes on about another time that nothing tells of."""
    then = "earlier" in before.reading.own.roles and not named and piece.roles.isdisjoint({"collective", "this_deal"})
    of_nobody = isinstance(before.decision, NotCovered) and not before.reading.entities
    if "pronoun" in piece.roles and not named and of_nobody:
        # 丁说了啥 他怎么看: still of somebody of whom nothing is told.
        return True
    if "hypothetical" in piece.roles and not named and isinstance(before.decision, NotCovered):
        # 写了的话各出多少, after what is not written.
        return True
    unsaid = isinstance(before.decision, NotCovered) and not _of_another_gap(piece, before.decision, knowledge)
    return (points_within(piece) and leaves_no_room(before, piece)) or (then and unsaid)


def _of_another_gap(piece: Understanding, before: NotCovered, knowledge: Knowledge) -> bool:
    """Whether a piece asks for something else that is not written than what was asked before: 营收多少 亏多少."""
    gap = knowledge.gaps.get(before.gap)
    return not knowledge.gap_concepts.intersection(piece.concepts) <= {*(gap.concepts if gap else ())}


def is_told(piece: Understanding, before: Sequence[Weighed], knowledge: Knowledge) -> bool:
    """Whether the pieces before a piece already answer it: 落后说的是谁; 甲图啥 乙图啥 差别在哪."""
    bare = all(plays_a_role(token) or len(token.text) == 1 for token in piece.tokens) and not piece.entities
    as_written = "as_written" in piece.roles and not piece.entities and (bare or "demonstrative" in piece.roles)
    by_whom = not piece.entities and "who" in piece.roles and "who_says" in before[-1].reading.own.roles
    if not (bare or as_written or by_whom) or not isinstance(before[-1].decision, Answer):
        return False
    whom = {part.reading.own.entities for part in before[-2:]}
    of_two = len(whom) > 1 and all(len(entities) == 1 for entities in whom)
    whose = "who" in piece.roles and piece.roles <= _WHOM_IT_MEANS
    of_whom = before[-1].reading.own.roles & {"who_says", "official", "certainty"}
    how_sure = "certainty" in piece.roles and bool(of_whom) and _tells_of_sources(before[-1], knowledge)
    of_then = "earlier" in before[-1].reading.own.roles and piece.roles <= _HOW_MUCH_IN_ALL
    return as_written or whose or how_sure or of_then or (of_two and "compare" in piece.roles)


def _tells_of_sources(part: Weighed, knowledge: Knowledge) -> bool:
    """Whether a part was answered with whose word something is, and so with how sure it is."""
    topics = {knowledge.facts[fact].topic for fact in facts_of(part.decision)}
    return topics == {knowledge.topic_against("official")}


def drifts(part: Weighed, before: Weighed, knowledge: Knowledge) -> bool:
    """Whether a part that names nothing is answered with something else than the part before it was about.

    甲的客户省多少 前提是什么 asks for no other condition than that of 甲's customers.
    """
    own, told = part.reading.own, _places(before, knowledge)
    names = own.entities or own.amounts or any(name[0] in "cmn" for name in own.features)
    if names or own.roles & _OF_THE_DEAL or not told or not isinstance(before.decision, Answer):
        return False
    return _places(part, knowledge).isdisjoint(told)


def _places(part: Weighed, knowledge: Knowledge) -> set[tuple[str, object]]:
    """Where in the text the facts of a part stand, and whom they are about."""
    facts = [knowledge.facts[fact] for fact in facts_of(part.decision) if fact in knowledge.facts]
    stands: set[tuple[str, object]] = {("place", (fact.source.section, fact.source.point)) for fact in facts}
    return stands | {("about", fact.about) for fact in facts if fact.about}


_OF_THE_DEAL = frozenset(
    {"who_says", "certainty", "official", "collective", "this_deal", "sum", "advice", "trade", "forecast",
     "first_person", "promise", *OF_STATUS}
)  # fmt: skip
"""Roles of what may be asked of the deal as a whole without naming anything."""
_WHOM_IT_MEANS = frozenset({"who", "which_one", "meaning", "filler_function", "filler_chat", "ending", "continuation"})
"""Roles of words that ask nothing but whom something was said of."""
_HOW_MUCH_IN_ALL = frozenset(
    {"sum", "how_much", "which_one", "filler_function", "filler_chat", "ending", "continuation"}
)
"""Roles of words that ask nothing but how much something of another time was: 以前投的钱呢 总共多少."""


def asks_of_the_told(found: Weighed, told: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether a message that nothing answers asks for a part of the answer before it: 具体哪方面, 谁在关注这个."""
    own, asked = found.reading.own, found.reading.own.roles & {"which", "which_one", "who", "how"}
    nothing = found.decision == NotCovered(near=facts_of(found.decision)) or isinstance(found.decision, Clarify)
    bare = own.roles & {"which", "who"} and own.roles <= _ASKS_WHICH and all(map(plays_a_role, own.tokens))
    fact = knowledge.facts.get(told[0]) if len(told) == 1 else None
    if fact is None or not asked or own.entities or own.amounts or own.roles & _ASKS_FOR_A_NUMBER:
        return False
    elsewhere = fact.topic not in {knowledge.facts[i].topic for i in facts_of(found.decision)}
    if not (nothing or (bare and elsewhere)):
        return False
    said = [token for token in own.tokens if len(token.text) > 1]
    shared = any(token.text in fact.say for token in said)
    return shared or (all(map(plays_a_role, said)) and own.roles <= _ASKS_WHICH)


_ASKS_WHICH = frozenset(
    {"which", "which_one", "who", "how", "within", "demonstrative", "pronoun", "continuation", "ending", "yesno",
     "filler_function", "filler_chat"}
)  # fmt: skip
"""Roles of messages that ask no more than which part of what was told."""
_ASKS_FOR_A_NUMBER = frozenset({"how_much", "when", "share", "ratio", "difference", "sum", "why", "pronoun_many"})
"""Roles of messages that ask for something that an answer would have named."""


def leaves_no_room(part: Weighed, after: Understanding) -> bool:
    """Whether what goes on about a piece cannot be held against the figures: nothing answers it, or of another time."""
    said = part.reading.own.roles
    if said & {"who", "who_says"} and "certainty" in after.roles:
        # Who said it may be unknown, and how far it is to be trusted is not.
        return False
    of_then = "earlier" in said and after.roles.isdisjoint(_OF_NOW)
    return isinstance(part.decision, NotCovered | Declined | Clarify) or of_then


_OF_NOW = frozenset({"which_one", "either", "collective", "this_deal"})
"""Roles of what asks anew, or of this deal, after something that was said of another time."""


def only_goes_on(part: Weighed) -> bool:
    """Whether a piece names nobody, and little or nothing sure: it goes on about what the piece before it asked.

    A word of the pack with a question word is a question of its own, and so is one about all of them (几家出钱), or
    how far the deal is; 有结论吗 is not.
    """
    own = part.reading.own
    opened = not own.roles.isdisjoint(OPEN)
    asks_of_it = opened or own.roles & {"status_ask", "yesno"} or any(name[0] == "m" for name in own.features)
    if own.concepts and isinstance(part.decision, NotCovered) and part.decision.gap and part.sure >= CERTAIN:
        # 会上市吗 asks for something else that is not written.
        return False
    asked = (bool(own.concepts or own.amounts) and asks_of_it) or (opened and "collective" in own.roles)
    little = substance(own.features) <= _LITTLE and own.roles.isdisjoint(OF_STATUS)
    sure = part.sure >= (CERTAIN if asked and isinstance(part.decision, Answer) else BEYOND_DOUBT)
    return not own.entities and (not sure or (little and not asked))
