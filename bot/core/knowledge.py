"""A pack made ready to be asked: read, indexed, looked up by id."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.features import surface_features
from bot.core.model import Entity, Fact, Figure, Gap, Intent, Pack
from bot.core.retrieve import MISS, Index, Phrasing
from bot.core.understand import Reader, Understanding


@dataclass(frozen=True)
class Knowledge:
    """One pack, compiled. `index` holds facts and gaps, `chat` the intents of every pack.

    `gap_concepts` are those that only gaps name: what the material says nothing of.
    """

    pack: Pack
    reader: Reader
    index: Index = field(repr=False)
    chat: Index = field(repr=False)
    facts: Mapping[str, Fact]
    gaps: Mapping[str, Gap]
    intents: Mapping[str, Intent]
    entities: Mapping[str, Entity]
    mentions: Mapping[str, frozenset[str]]
    gap_concepts: frozenset[str]

    @classmethod
    def of(cls, pack: Pack) -> "Knowledge":
        """`pack` read and indexed."""
        reader = Reader.of(pack)
        rows: list[Phrasing] = []
        mentions: dict[str, set[str]] = {}
        used: Counter[str] = Counter()
        for entry, role, text in _phrasings(pack):
            read = reader.read_phrasing(text)
            rows.append(Phrasing(entry, role, text, read.features))
            if role != MISS:
                mentions.setdefault(entry, set()).update(read.entities)
            used.update(token.text for token in read.tokens)
        chat: list[Phrasing] = []
        for intent in pack.language.intents:
            for ask in intent.asks:
                tokens = reader.read_phrasing(ask).tokens
                chat.append(Phrasing(intent.id, "ask", ask, surface_features(tokens)))
                used.update(token.text for token in tokens)
        return cls(
            pack=pack,
            reader=reader.knowing(pack, used),
            index=Index.of(rows, _declared(pack)),
            chat=Index.of(chat),
            facts={fact.id: fact for fact in pack.facts},
            gaps={gap.id: gap for gap in pack.gaps},
            intents={intent.id: intent for intent in pack.language.intents},
            entities={entity.id: entity for entity in pack.entities},
            mentions={entry: frozenset(ids) for entry, ids in mentions.items()},
            gap_concepts=frozenset(c for gap in pack.gaps for c in gap.concepts)
            - frozenset(c for fact in pack.facts for c in fact.concepts),
        )

    def figure_facts(self) -> Iterator[tuple[Fact, Figure]]:
        """The facts that carry a figure."""
        return ((fact, fact.figure) for fact in self.pack.facts if fact.figure)

    def owner(self, entity: str) -> str:
        """The company that `entity` stands for: itself, or what it is part of."""
        found = self.entities.get(entity)
        return found.part_of if found and found.part_of else entity

    def investors(self, read: Understanding) -> tuple[str, ...]:
        """The investors that a message names, in order."""
        owners = dict.fromkeys(map(self.owner, read.entities))
        return tuple(owner for owner in owners if owner in self.pack.deal.investors)


def _phrasings(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for fact in pack.facts:
        for role, texts in (("ask", fact.asks), ("affirm", fact.affirms), ("refute", fact.refutes)):
            yield from ((fact.id, role, text) for text in texts)
        yield from ((fact.id, "say", text) for text in (fact.title, fact.say))
        yield from ((fact.id, MISS, text) for text in fact.not_asks)
    for gap in pack.gaps:
        yield from ((gap.id, "ask", text) for text in (*gap.asks, gap.title))
        yield from ((gap.id, MISS, text) for text in gap.not_asks)


def _declared(pack: Pack) -> dict[str, tuple[str, ...]]:
    entries: tuple[Fact | Gap, ...] = (*pack.facts, *pack.gaps)
    return {entry.id: tuple(f"c:{c}" for c in entry.concepts) for entry in entries}
