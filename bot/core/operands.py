"""The figures that a message reckons with."""

from bot.core.conflict import plays
from bot.core.context import Reading
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.referents import figure_named, figure_of, same_figures
from bot.core.understand import Understanding


def operands(reading: Reading, knowledge: Knowledge) -> list[Fact]:
    """The figure facts that a message names, in order of mention, inherited ones first."""
    inherited = [figure_of(e, knowledge) for e in reading.entities] if reading.inherited else []
    own = reading.own
    by_name = [(t.start, fact) for t in own.tokens if (fact := figure_named(t, knowledge))]
    money = [(a.start, same_figures(a, knowledge)) for a in own.amounts if a.kind == "money"]
    by_number = [(start, same[0]) for start, same in money if len(same) == 1]
    named = [fact for _, fact in sorted((*by_name, *by_number), key=lambda spot: spot[0])]
    talked_of = [f for f in reading.facts[:1] if f.figure] if len(named) < _PAIR and _begins_comparing(own) else []
    return list({fact.id: fact for fact in (*inherited, *talked_of, *named) if fact}.values())


def _begins_comparing(read: Understanding) -> bool:
    """Whether a message compares without a subject of its own: 比总额多多少."""
    return bool(read.tokens) and plays(read.tokens[0], "compare")


_PAIR = 2


def of_investor(fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a figure is an investor's."""
    return fact.measured.of in knowledge.pack.deal.investors
