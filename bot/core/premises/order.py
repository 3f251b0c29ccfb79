"""Two companies the wrong way round: which gives more, and which gives what."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from bot.core.figures import Quantity
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.claims import stated
from bot.core.premises.conflict import Asked, Conflict, asserts
from bot.core.referents import company, equals, referent


def swapped(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲出乙的数, 乙出甲的: the amounts of two companies exchanged."""
    if "either" in asked.read.roles:
        return
    said = [
        (amount, fact) for amount in stated(asked.read, knowledge) if (fact := referent(amount, asked.read, knowledge))
    ]
    for (one, first), (other, second) in combinations(said, 2):
        crossed = equals(one, second, knowledge) and equals(other, first, knowledge)
        if crossed and not equals(one, first, knowledge):
            yield from (Conflict("swapped", fact.id, {}) for fact in (first, second))


def wrong_payee(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲投乙: one investor said to put money into another."""
    read, deal = asked.read, knowledge.pack.deal
    if asked.elsewhere or read.roles & {"earlier", "either", "negation"}:
        return
    names = [i for i, token in enumerate(read.tokens) if company(token, knowledge)]
    for giver, taker in pairwise(names):
        between, after = read.tokens[giver + 1 : taker], read.tokens[taker + 1 :]
        said = any(plays(token, "pays") for token in between)
        paid = said and all(plays(token, "pays") or plays(token, "gives_to") for token in between)
        if paid and not any(plays(token, "pays") or token.id_of("entity") for token in after):
            target = knowledge.entities[deal.target].name
            yield Conflict("payee", knowledge.against("direction"), {"target": target})


def wrong_order(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲比乙出得多: an order of two companies that their figures do not bear out."""
    said = said_more(asked.read, knowledge) if asserts(asked.read) else None
    if said and Quantity.of(said[1].measured).surely_more(Quantity.of(said[0].measured)):
        yield Conflict("rank", knowledge.against("rank"), {})


def said_more(read: Understanding, knowledge: Knowledge) -> tuple[Fact, Fact] | None:
    """The figure that is said to be more, and the one that is said to be less: 甲比乙出得多."""
    more, less = "more" in read.roles, "less" in read.roles
    than = next((t.start for t in read.tokens if t.text == "比"), -1) if more != less else -1
    side = [(t.start > than, f) for t in read.tokens if (f := company(t, knowledge))]
    # 甲比乙出得多 甲真急: what is said after that is of nobody else.
    side = list(dict.fromkeys(side))
    first = [fact for after, fact in side if not after]
    second = [fact for after, fact in side if after and fact not in first]
    if than < 0 or len(first) != 1 or len(second) != 1:
        return None
    return (first[0], second[0]) if more else (second[0], first[0])
