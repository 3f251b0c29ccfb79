"""What a message supposes, and the sums on that: 甲就算出90亿, 四百亿够吗."""

from collections.abc import Sequence

from bot.core import remainders
from bot.core.arithmetic import Sum
from bot.core.conflict import plays
from bot.core.context import Reading
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.referents import base_value, directly, equals, figure_of, referent, same_figures, total_of

SUPPOSING = frozenset({"hypothetical", "guesses"})
"""Roles of messages whose numbers are the asker's own."""


def rest(reading: Reading, parts: Sequence[Fact], knowledge: Knowledge) -> Sum | None:
    """What one company must give where the others' amounts are supposed: 甲出90亿, 乙顶格, 丙要出多少."""
    total, given = total_of(knowledge), supposed(reading, knowledge)
    if total is None or len(parts) < len(knowledge.pack.deal.investors):
        return None
    if not given and "hypothetical" not in reading.own.roles:
        return None
    open_ones = [f for f in parts if f.id not in given]
    asked = open_ones[-1] if open_ones else None
    return remainders.rest(total, asked, [f for f in parts if f is not asked], given) if asked else None


def enough(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Whether the total is reached where one amount is supposed: 甲只出150亿够不够."""
    total, given = total_of(knowledge), supposed(reading, knowledge)
    parts = [fact for e in knowledge.pack.deal.investors if (fact := figure_of(e, knowledge))]
    return remainders.enough(total, parts, given) if total and given else None


def suffices(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Whether the one amount that a message names is enough for the total: 四百亿凑得够吗."""
    total, amounts = total_of(knowledge), [a for a in reading.own.amounts if a.kind == "money"]
    if total is None or len(amounts) != 1 or knowledge.investors(reading.own) or same_figures(amounts[0], knowledge):
        return None
    said, scale = amounts[0], base_value(total, knowledge) / total.measured.value
    most = (said.upper or said.value) / (1.0 if said.bare else scale)
    return remainders.suffices(total, said.text, most, below=bool(said.upper))


def supposed(reading: Reading, knowledge: Knowledge) -> dict[str, float]:
    """The amounts that a message supposes, by fact, in the unit of its figure: else of whom the talk is about."""
    own, found, total = reading.own, dict[str, float](), total_of(knowledge)
    subject = figure_of(reading.entities[0], knowledge) if reading.inherited and reading.entities else None
    for amount in own.amounts:
        fact = referent(amount, own, knowledge)
        pointed = any(plays(token, "pronoun") for token in own.tokens if token.end <= amount.start)
        if subject and (pointed or not (fact and directly(amount, fact, own, knowledge))):
            fact = subject
        if amount.kind != "money" or fact is None or fact.measured.of not in knowledge.pack.deal.investors:
            continue
        if total is None or not equals(amount, total, knowledge):
            scale = 1.0 if amount.bare else base_value(fact, knowledge) / fact.measured.value
            found[fact.id] = amount.value / scale
    return found
