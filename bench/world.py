"""One copy of the deal pack, in words of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bench.pieces import Pieces
from bot.core.model import Concept, Deal, Entity, Fact, Figure, Gap, Pack


@dataclass(frozen=True)
class World:
    """A copy by `number`: `words` replace the deal's own, `pieces` are its sentences cut at them.

    `entities` are the deal's ids of companies, products and people.
    """

    number: int
    entities: frozenset[str]
    words: Mapping[str, str]
    pieces: Mapping[str, Pieces]

    def copy(self, pack: Pack) -> Pack:
        """`pack` in the words of this world, without the phrasings that none of them is in."""
        return replace(
            pack,
            deal=self._deal(pack.deal),
            entities=tuple(map(self._entity, pack.entities)),
            concepts=tuple(map(self._concept, pack.concepts)),
            facts=tuple(map(self._fact, pack.facts)),
            gaps=tuple(map(self._gap, pack.gaps)),
        )

    def _id(self, name: str) -> str:
        return f"{name}-{self.number}" if name else ""

    def _ids(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._id, names))

    def _say(self, text: str) -> str:
        return "".join(self.words.get(piece, piece) for piece in self.pieces[text])

    def _phrasings(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._say(text) for text in texts if any(piece in self.words for piece in self.pieces[text]))

    def _surfaces(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.words[word.lower()] for word in words if word.lower() in self.words)

    def _deal(self, deal: Deal) -> Deal:
        premises = {rule: self._id(fact) for rule, fact in deal.premises.items()}
        return replace(deal, target=self._id(deal.target), investors=self._ids(deal.investors), premises=premises)

    def _entity(self, entity: Entity) -> Entity:
        name, *names = self._surfaces((entity.name, *entity.names))
        return replace(entity, id=self._id(entity.id), name=name, part_of=self._id(entity.part_of), names=tuple(names))

    def _concept(self, concept: Concept) -> Concept:
        name, *words = self._surfaces((concept.name, *concept.words))
        return replace(concept, id=self._id(concept.id), name=name, words=tuple(words))

    def _fact(self, fact: Fact) -> Fact:
        return replace(
            fact,
            id=self._id(fact.id),
            about=self._ids(fact.about),
            title=self._say(fact.title),
            say=self._say(fact.say),
            figure=self._figure(fact.figure) if fact.figure else None,
            concepts=self._ids(fact.concepts),
            asks=self._phrasings(fact.asks),
            affirms=self._phrasings(fact.affirms),
            refutes=self._phrasings(fact.refutes),
            not_asks=self._phrasings(fact.not_asks),
        )

    def _figure(self, figure: Figure) -> Figure:
        # The total is nobody's.
        return replace(figure, of=self._id(figure.of)) if figure.of in self.entities else figure

    def _gap(self, gap: Gap) -> Gap:
        return replace(
            gap,
            id=self._id(gap.id),
            title=self._say(gap.title),
            say=self._say(gap.say),
            about=self._ids(gap.about),
            near=self._ids(gap.near),
            concepts=self._ids(gap.concepts),
            asks=self._phrasings(gap.asks),
            not_asks=self._phrasings(gap.not_asks),
        )
