"""Packs of any size, made of the deal pack: several deals that ask alike of other companies and other things.

A synthetic pack holds copies of the deal ("worlds"). In each world every name of a company, product or person and
every word of a concept is replaced throughout, in the lists of names and concepts as well as in the entries, by a
word that is invented for this world: 「英伟达打算出多少」 asks of another invented company in each, 「尾款什么时候结」
of another invented thing. Words that share characters in the deal share them in each world, so that spelling helps a
contender as much as it does there. What the language shares stays: question words, everyday synonyms, measures,
amounts, and whatever no list explains. Phrasings that hold no such word (「一共多少」) would ask of every world alike
and are left out, so each that is kept can be told from those of other worlds. All worlds' investors are investors of
the one deal that such a pack is.

Of each world an even share of the entries is taken, so that all worlds together have about as many phrasings as are
wanted, with as many per entry as the deal pack has. The facts that stand against false premises are always taken.

What this is kind to: worlds hardly share words of content, so in a large pack only words of the language are in very
many entries. A hundred thousand phrasings on one deal would share more, and be slower to search and harder to tell
apart, for each contender.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, islice
from math import ceil

from bench.invent import Inventor
from bench.pieces import cut_all, own_words, units
from bench.trial import phrasings
from bench.world import World
from bot.core.model import Deal, Pack


def grow(pack: Pack, wanted: int, seed: int) -> Pack:
    """A pack of about `wanted` phrasings like those of `pack`; the same for the same `seed`."""
    worlds = _worlds(pack, seed)
    first = next(worlds)
    each = sum(1 for _ in phrasings(first))
    always = sum(1 for _ in phrasings(thin(first, 0.0)))
    needed = ceil(wanted / each)
    share = max(0.0, (wanted / needed - always) / (each - always))
    return _joined(pack, [thin(world, share) for world in (first, *islice(worlds, needed - 1))])


def thin(pack: Pack, share: float) -> Pack:
    """`pack` with an even `share` of its entries."""
    needed = frozenset(pack.deal.premises.values())
    facts = tuple(f for number, f in enumerate(pack.facts) if _falls(number, share) or f.id in needed)
    gaps = tuple(gap for number, gap in enumerate(pack.gaps) if _falls(number, share))
    left = {fact.id for fact in facts}
    near = (tuple(fact for fact in gap.near if fact in left) for gap in gaps)
    return replace(pack, facts=facts, gaps=tuple(replace(g, near=n) for g, n in zip(gaps, near, strict=True)))


def _falls(number: int, share: float) -> bool:
    return int((number + 1) * share) > int(number * share)


def _worlds(pack: Pack, seed: int) -> Iterator[Pack]:
    """Copies of `pack` without end, each in its own words."""
    inventor, pieces = Inventor.of(pack.language, seed), cut_all(pack)
    own = {word: units(word) for word in own_words(pack)}
    entities = frozenset(entity.id for entity in pack.entities)
    for number in count():
        other = inventor.cipher(chain.from_iterable(own.values()))
        words = {word: "".join(other.get(unit, unit) for unit in parts) for word, parts in own.items()}
        yield World(number, entities, words, pieces).copy(pack)


def _joined(pack: Pack, worlds: Sequence[Pack]) -> Pack:
    return replace(
        pack,
        deal=_deal(worlds),
        entities=tuple(entity for world in worlds for entity in world.entities),
        concepts=tuple(concept for world in worlds for concept in world.concepts),
        facts=tuple(fact for world in worlds for fact in world.facts),
        gaps=tuple(gap for world in worlds for gap in world.gaps),
    )


def _deal(worlds: Sequence[Pack]) -> Deal:
    return replace(worlds[0].deal, investors=tuple(one for world in worlds for one in world.deal.investors))
