"""What contenders are tried on: a pack without some of its phrasings, and those phrasings as questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.model import Fact, Gap, Pack

_EVERY = 10
"""One phrasing in so many is held out of each entry."""
_ASIDE = 4
"""Which of them: not the first, which an editor writes most plainly."""

Said = tuple[str, str]
"""An entry and one way to say it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A `pack`, its `phrasings`, and the `questions` that were held out of it, each with the entry it belongs to.

    `texts` are the bot's own sentences. Where there are `messages`, their time is measured instead of the questions'.
    """

    pack: Pack
    phrasings: tuple[Said, ...]
    questions: tuple[Said, ...]
    texts: Mapping[str, str]
    messages: tuple[str, ...] = ()


def prepare(pack: Pack, texts: Mapping[str, str], messages: Iterable[str] = ()) -> Trial:
    """A trial on `pack` with one phrasing in ten of every entry held out."""
    kept = replace(pack, facts=tuple(map(_fact, pack.facts)), gaps=tuple(map(_gap, pack.gaps)))
    known = tuple(phrasings(kept))
    left = set(known)
    return Trial(kept, known, tuple(said for said in phrasings(pack) if said not in left), texts, tuple(messages))


def phrasings(pack: Pack) -> Iterator[Said]:
    """Every way to ask for, affirm or deny an entry of `pack`; titles and near misses are none."""
    for fact in pack.facts:
        yield from ((fact.id, text) for text in (*fact.asks, *fact.affirms, *fact.refutes))
    for gap in pack.gaps:
        yield from ((gap.id, text) for text in gap.asks)


def _fact(fact: Fact) -> Fact:
    # Counted through all three lists, so that what is held out is of each kind as often as it is written.
    first, second = len(fact.asks), len(fact.asks) + len(fact.affirms)
    return replace(
        fact,
        asks=_kept(fact.asks, 0),
        affirms=_kept(fact.affirms, first),
        refutes=_kept(fact.refutes, second),
    )


def _gap(gap: Gap) -> Gap:
    return replace(gap, asks=_kept(gap.asks, 0))


def _kept(texts: tuple[str, ...], at: int) -> tuple[str, ...]:
    return tuple(text for number, text in enumerate(texts, at) if number % _EVERY != _ASIDE)
