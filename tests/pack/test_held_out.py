"""Whether a phrasing that the pack does not hold still finds its entry."""

from dataclasses import replace
from itertools import islice

from bot.core.deciding.rank import candidates
from bot.core.dialogue.context import place
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Pack

LEAST = 0.78
EVERY = 10
"""One in so many asks of every entry is held out."""


def _without(fact: Fact) -> Fact:
    return replace(fact, asks=tuple(ask for number, ask in enumerate(fact.asks) if number % EVERY))


def test_held_out(pack: Pack) -> None:
    """Of the asks held out of the facts four in five find their own fact first; some fit a neighbour as well."""
    known = Knowledge.of(replace(pack, facts=tuple(map(_without, pack.facts))))
    held = [(fact.id, ask) for fact in pack.facts for ask in islice(fact.asks, 0, None, EVERY)]
    lost = [
        (own, ask, found[0].entry)
        for own, ask in held
        if (found := candidates(place(known.reader.read(ask), (), known), known)) and found[0].entry != own
    ]
    assert 1 - len(lost) / len(held) >= LEAST, f"{len(lost)} of {len(held)} lost, among them {lost[:20]}"
