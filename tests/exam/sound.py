"""Whether conversations are sound as an exam: nothing twice, nothing copied, every fact known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from rapidfuzz import fuzz, process

from bot.core.language.normalise import squash
from bot.core.model import Fact, Gap, Pack
from tests.exam.items import Item
from tests.exam.judge import CLAIMS


def repeated(items: Iterable[Item]) -> list[str]:
    """The conversations that are asked more than once."""
    keys = Counter(" ".join(map(squash, item.turns)) for item in items)
    return [key for key, count in keys.items() if count > 1]


def unknown_facts(items: Iterable[Item], pack: Pack) -> list[tuple[str, str]]:
    """The facts that items want and `pack` does not hold, each with its place."""
    known = {fact.id for fact in pack.facts}
    return [(item.place, fact) for item in items for fact in item.facts if fact not in known]


def loose_claims(items: Iterable[Item]) -> list[str]:
    """The places of the items that want a claim and do not say from which facts."""
    return [item.place for item in items if set(item.kinds) <= CLAIMS and not item.facts]


def copied(items: Iterable[Item], asks: Iterable[str]) -> dict[str, str]:
    """The last turns that are phrasings of a pack, by place."""
    known = set(asks)
    return {item.place: text for item in items if (text := squash(item.turns[-1])) in known}


def likeness(items: Iterable[Item], asks: Sequence[str]) -> float:
    """How like the nearest phrasing the last turn of an item typically is, 0..100."""
    return median(process.extractOne(squash(item.turns[-1]), asks, scorer=fuzz.ratio)[1] for item in items)


def asks_of(pack: Pack) -> list[str]:
    """Every ask of a pack, as phrasings are compared."""
    entries: tuple[Fact | Gap, ...] = (*pack.facts, *pack.gaps)
    return sorted({squash(ask) for entry in entries for ask in entry.asks})
