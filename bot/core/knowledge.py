"""A pack made ready to be asked: read, indexed, looked up by id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.core.kin import Kin
from bot.core.language.statement import Statement
from bot.core.language.understand import Reader, Understanding
from bot.core.model import Entity, Fact, Figure, Gap, Intent, Pack
from bot.core.records.revision import Net
from bot.core.search.retrieve import MISS, Index, Phrasing
from bot.core.search.tones import Tones

STATED = frozenset({"affirm", "refute"})
"""Roles of phrasings that are statements."""


@dataclass(frozen=True)
class Knowledge:
    """One pack, compiled.

    `index` holds facts, gaps and the intents of every pack; `tones` tells questions from statements.

    `gap_concepts` are those that only gaps name: what the material says nothing of; `misses` are the texts that entries
    must not answer, with the ids of these; `statements` are what facts affirm and refute, by their texts; `figures` are
    the facts that carry one.

    `numbers` are the revisions of facts that changed since the fact base was written, `paused` those under review,
    `revised` those whose statements may no longer fit what the fact says.
    """

    pack: Pack
    reader: Reader
    index: Index = field(repr=False)
    tones: Tones = field(repr=False)
    facts: Mapping[str, Fact]
    gaps: Mapping[str, Gap]
    intents: Mapping[str, Intent]
    entities: Mapping[str, Entity]
    mentions: Mapping[str, frozenset[str]]
    gap_concepts: frozenset[str]
    misses: Mapping[str, frozenset[str]] = field(repr=False)
    statements: Mapping[str, Statement] = field(repr=False)
    figures: tuple[tuple[Fact, Figure], ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    paused: frozenset[str] = frozenset()
    revised: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pack: Pack) -> "Knowledge":
        """`pack` read and indexed."""
        phrasings = list(_phrasings(pack))
        reader = Reader.of(pack).knowing(pack, (text for _, _, text in phrasings))
        rows: list[Phrasing] = []
        mentions: dict[str, set[str]] = {}
        misses: dict[str, set[str]] = {}
        statements: dict[str, Statement] = {}
        for entry, role, text in phrasings:
            read = reader.read_phrasing(text)
            rows.append(Phrasing(entry, role, text, read.features))
            if role in STATED:
                statements[text] = Statement.of(text, read, reader)
            if role == MISS:
                misses.setdefault(read.text, set()).add(entry)
            else:
                mentions.setdefault(entry, set()).update(read.entities)
        rows += _declared(pack)
        facts = {fact.id: fact for fact in pack.facts}
        return cls(
            pack=pack,
            reader=reader,
            index=Index.of(rows),
            tones=Tones.of(row for row in rows if row.entry in facts),
            facts=facts,
            gaps={gap.id: gap for gap in pack.gaps},
            intents={intent.id: intent for intent in pack.language.intents},
            entities={entity.id: entity for entity in pack.entities},
            mentions={entry: frozenset(ids) for entry, ids in mentions.items()},
            gap_concepts=frozenset(c for gap in pack.gaps for c in gap.concepts)
            - frozenset(c for fact in pack.facts for c in fact.concepts),
            misses={text: frozenset(ids) for text, ids in misses.items()},
            statements=statements,
            figures=tuple((fact, fact.figure) for fact in pack.facts if fact.figure),
        )

    def amended(self, pack: Pack, nets: Mapping[str, Net]) -> "Knowledge":
        """This knowledge with the facts of `pack`, which the live revisions of `nets` have led to."""
        facts = {fact.id: fact for fact in pack.facts}
        known = {fact.id: fact for fact in self.pack.facts}
        mentions = {**{fact: frozenset[str]() for fact in facts}, **self.mentions}
        rows: list[Phrasing] = []
        for fact in pack.facts:
            for text in _taught(fact, known.get(fact.id)):
                read = self.reader.read_phrasing(text)
                rows.append(Phrasing(fact.id, "ask", text, read.features))
                mentions[fact.id] = mentions[fact.id].union(read.entities)
        gone = known.keys() - facts.keys()
        told = {fact for fact, one in nets.items() if any(key == "say" or key[:7] == "figure." for key in one.fields)}
        return replace(
            self,
            pack=pack,
            index=self.index.taught(rows, gone) if rows or gone else self.index,
            facts=facts,
            gaps={gap.id: gap for gap in pack.gaps},
            mentions=mentions,
            figures=tuple((fact, fact.figure) for fact in pack.facts if fact.figure),
            numbers={fact: one.number for fact, one in nets.items()},
            paused=frozenset(fact for fact, one in nets.items() if one.paused),
            revised=frozenset(told & known.keys()),
        )

    @cached_property
    def figure_of(self) -> Mapping[str, Fact]:
        """The fact that carries the figure of each investor, and that of the total."""
        return {figure.of: fact for fact, figure in reversed(self.figures)}

    @cached_property
    def told_of(self) -> Mapping[str, frozenset[str]]:
        """The investors whom each concept is told of; nobody, where a fact compares them or is about none."""
        told: dict[str, frozenset[str]] = {}
        for fact in self.pack.facts:
            ranked = fact.topic == self.topic_against("rank")
            whom = frozenset(() if ranked else fact.about).intersection(self.pack.deal.investors)
            for concept in fact.concepts:
                told[concept] = told.get(concept, whom) | whom if whom and told.get(concept, whom) else frozenset()
        return told

    @cached_property
    def scales(self) -> Mapping[str, float]:
        """What one of each unit that figures are in is worth in single units: 5 亿 is 5e8."""
        units = self.pack.language.units
        longest = sorted(units, key=len, reverse=True)
        return {
            figure.unit: next((units[unit] for unit in longest if figure.unit.startswith(unit)), 1.0)
            for _, figure in self.figures
        }

    @cached_property
    def kin(self) -> Kin:
        """The facts nearest to each, found as they are asked for."""
        return Kin(self.pack.facts)

    def owner(self, entity: str) -> str:
        """The company that `entity` stands for: itself, or what it is part of."""
        found = self.entities.get(entity)
        return found.part_of if found and found.part_of else entity

    def against(self, rule: str) -> str:
        """The fact that stands against a kind of false premise; empty where the pack names none."""
        return self.pack.deal.premises.get(rule, "")

    def topic_against(self, rule: str) -> str:
        """The topic of that fact; empty where there is none."""
        found = self.facts.get(self.against(rule))
        return found.topic if found else ""

    def names_companies(self, entry: str) -> bool:
        """Whether a phrasing of `entry` names an investor or the target."""
        deal = self.pack.deal
        return not self.mentions.get(entry, frozenset()).isdisjoint({*deal.investors, deal.target})

    def investors(self, read: Understanding | Statement) -> tuple[str, ...]:
        """The investors that a message names, in order."""
        owners = dict.fromkeys(map(self.owner, read.entities))
        return tuple(owner for owner in owners if owner in self.pack.deal.investors)

    def outsiders(self, read: Understanding) -> tuple[str, ...]:
        """Those whom a message names and whom the material does not name as having a part in the deal."""
        return tuple(e for e in read.entities if self._plays(e, "outsider") or self._plays(self.owner(e), "mentioned"))

    def _plays(self, entity: str, role: str) -> bool:
        return self.entities[entity].role == role

    def called(self, entities: Iterable[str]) -> str:
        """`entities` by name, as one says them in a row."""
        return "、".join(self.entities[entity].name for entity in entities)

    def names(self, read: Understanding) -> str:
        """The names of the investors that a message names, as one would type them."""
        return " ".join(self.entities[investor].name for investor in self.investors(read))


def _taught(fact: Fact, before: Fact | None) -> Iterator[str]:
    """The phrasings that `fact` has and did not have `before`; of a new one its title is one."""
    if before is None:
        yield fact.title
    known = frozenset(before.asks) if before else frozenset[str]()
    yield from (ask for ask in fact.asks if ask not in known)


def _phrasings(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for fact in pack.facts:
        for role, texts in (("ask", fact.asks), ("affirm", fact.affirms), ("refute", fact.refutes)):
            yield from ((fact.id, role, text) for text in texts)
        yield from ((fact.id, "ask", fact.title), (fact.id, "affirm", fact.say))
    for gap in pack.gaps:
        yield from ((gap.id, "ask", text) for text in (*gap.asks, gap.title))
    for intent in pack.language.intents:
        yield from ((intent.id, "ask", text) for text in intent.asks)
    missed: tuple[Fact | Gap | Intent, ...] = (*pack.facts, *pack.gaps, *pack.language.intents)
    yield from ((entry.id, MISS, text) for entry in missed for text in entry.not_asks)


def _declared(pack: Pack) -> Iterator[Phrasing]:
    """The concepts that an entry itself names: each alone points at it."""
    entries: tuple[Fact | Gap, ...] = (*pack.facts, *pack.gaps)
    for entry in entries:
        about = {f"e:{entity}": 1.0 for entity in entry.about}
        yield from (Phrasing(entry.id, "ask", "", {f"c:{concept}": 1.0, **about}) for concept in entry.concepts)
