"""Follow-ups: what a short message takes from the turns before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.features import WEIGHTS, substance
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Kind, Turn
from bot.core.understand import Understanding

_FAINT = 0.35


@dataclass(frozen=True, slots=True)
class Reading:
    """A message in its conversation.

    `entities` are whom it is about, `inherited` tells that they come from an earlier turn; `lately` are the companies
    of the talk, the last named first; `facts` are those of the answer before it; `features` are the message's own,
    with the earlier question's where it leans on that.
    """

    own: Understanding
    entities: tuple[str, ...]
    inherited: bool
    lately: tuple[str, ...]
    facts: tuple[Fact, ...]
    features: Mapping[str, float]
    roles: frozenset[str]


def place(read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Reading:
    """`read` with what the turns before it (oldest first) leave unsaid."""
    named = knowledge.investors(read)
    own = Reading(read, named, False, named[::-1], (), read.features, read.roles)
    if not turns:
        return own
    last = turns[-1]
    if last.kind is Kind.ABOUT_BOT:
        # Small talk or a look at the source is no question: the talk goes on from the turn before it.
        return place(read, turns[:-1], knowledge)
    facts = tuple(knowledge.facts[i] for i in last.fact_ids if i in knowledge.facts)
    asked = last.text or (facts[0].title if facts else "")
    return _lean(own, place(knowledge.reader.read(asked), turns[:-1], knowledge), facts, knowledge)


def _lean(own: Reading, before: Reading, facts: tuple[Fact, ...], knowledge: Knowledge) -> Reading:
    lately = tuple(dict.fromkeys((*own.lately, *before.lately)))
    placed = replace(own, facts=facts, lately=lately)
    if not own.own.features and not own.own.entities:
        return placed
    if not own.entities and _leans(own.own):
        whom = _talked_of(own, before, facts, knowledge)
        named = {f"e:{entity}": 1.0 for entity in whom}
        placed = replace(placed, entities=whom, inherited=bool(whom), features={**named, **own.features})
    if _only_names(own.own):
        asked = {name: count for name, count in before.features.items() if name[0] != "e"}
        return replace(placed, features={**asked, **own.features}, roles=own.roles | before.roles)
    if _thin(own.own):
        faint = {n: count * _FAINT for n, count in before.features.items() if n[0] != "e"}
        return replace(placed, features={**faint, **placed.features})
    return placed


def _talked_of(own: Reading, before: Reading, facts: tuple[Fact, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """Whom a message without a name is about: 这两家 are the talk's last two, else the last subject."""
    if _means_two(own.own) and len(before.lately) > 1:
        return before.lately[1::-1]
    if before.entities:
        return before.entities
    about = dict.fromkeys(e for fact in facts for e in fact.about if e in knowledge.pack.deal.investors)
    return tuple(about)


def _means_two(read: Understanding) -> bool:
    return any(amount.kind == "count" and amount.value == _A_PAIR for amount in read.amounts)


_A_PAIR = 2


def _leans(read: Understanding) -> bool:
    """Whether a message that names nobody is about whom the talk was about: it points, goes on, or says too little."""
    if read.roles & {"collective", "this_deal"}:
        return False
    return bool(read.roles & _POINTING) or _thin(read)


_POINTING = frozenset({"pronoun", "pronoun_many", "continuation", "share", "ratio", "difference"})


def _only_names(read: Understanding) -> bool:
    return bool(read.entities) and not any(name[0] in "cwtmr" for name in read.features)


def _thin(read: Understanding) -> bool:
    """Whether a message says so little by itself that it must lean on the one before it."""
    return sum(substance(name) for name in read.features) <= WEIGHTS["c"]
