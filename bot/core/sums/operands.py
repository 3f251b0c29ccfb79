"""The figures that a message reckons with."""

from itertools import dropwhile, islice, pairwise
from operator import itemgetter

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import company, figure_named, figure_of, named_by_number
from bot.core.sums.ranked import named_by_rank


def operands(reading: Reading, knowledge: Knowledge) -> list[Fact]:
    """The figure facts that a message names, in order of mention, inherited ones first.

    Two figures named by their numbers need no third that was talked of: 那按50比700算呢.
    """
    own = reading.own
    leans = reading.inherited and len(named_by_number(own, knowledge)) < _PAIR
    inherited = [figure_of(e, knowledge) for e in reading.entities] if leans else []
    # 甲是它几倍: the word that points stands after the name, and so does whom it means.
    pointing = next((t.start for t in own.tokens if plays(t, "pronoun")), 0)
    inherited_at = [(pointing, fact) for fact in inherited if fact]
    by_name = [(t.start, fact) for t in own.tokens if (fact := figure_named(t, knowledge))]
    by_rank = named_by_rank(own, knowledge) if len(inherited_at) + len(by_name) < _PAIR else []
    spots = (*inherited_at, *by_name, *by_rank, *named_by_number(own, knowledge))
    named = [fact for _, fact in sorted(spots, key=itemgetter(0))]
    talked_of = [f for f in reading.facts[:1] if f.figure] if len(by_name) < _PAIR and _begins_comparing(own) else []
    return list({fact.id: fact for fact in (*talked_of, *named)}.values())


def _begins_comparing(read: Understanding) -> bool:
    """Whether a message compares without a subject of its own: 比总额多多少."""
    return bool(read.tokens) and plays(read.tokens[0], "compare")


_PAIR = 2


def of_investor(fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a figure is an investor's."""
    return fact.measured.of in knowledge.pack.deal.investors


def falls_short(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether one is said to give less than another by not reaching it: 甲没乙多, 甲不如乙出得多."""
    tokens = [token for token in read.tokens if token.text.strip()]
    for place, (short, other) in enumerate(pairwise(tokens)):
        if short.text in knowledge.pack.language.signs["falls_short"] and company(other, knowledge):
            after = dropwhile(lambda t: plays(t, "pays") or plays(t, "filler_function"), tokens[place + 2 :])
            return any(plays(token, "more") for token in islice(after, 1))
    return False
