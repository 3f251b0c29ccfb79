"""The values that flow through the house: a pack, a question, what was understood, what is said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a reply is."""

    ANSWER = "answer"
    CORRECTION = "correction"
    CLARIFY = "clarify"
    NOT_COVERED = "not_covered"
    DECLINED = "declined"
    OFF_TOPIC = "off_topic"
    ABOUT_BOT = "about_bot"
    INDEX = "index"


class Bound(StrEnum):
    """How an amount limits what it measures."""

    EXACTLY = "exactly"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of the pack: `value` in `unit` (亿美元) of what `of` has by `measure`."""

    of: str
    measure: str
    value: float
    unit: str
    bound: Bound = Bound.EXACTLY
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the material says it: who says it, which section, which bullet (1-based)."""

    by: str
    section: str
    point: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the material says, and how people ask for it."""

    id: str
    topic: str
    about: tuple[str, ...]
    title: str
    say: str
    more: str
    figure: Figure | None
    standing: str
    source: Citation
    concepts: tuple[str, ...]
    asks: tuple[str, ...]
    affirms: tuple[str, ...]
    refutes: tuple[str, ...]
    not_asks: tuple[str, ...]

    @property
    def measured(self) -> Figure:
        """The figure of a fact that is known to carry one; LookupError where it has none."""
        if self.figure is None:
            raise LookupError(self.id)
        return self.figure


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that people ask and the material does not say.

    `share_of` is the measure whose share it would be: what a named amount comes to of
    that can be reckoned all the same.
    """

    id: str
    title: str
    say: str
    about: tuple[str, ...]
    near: tuple[str, ...]
    concepts: tuple[str, ...]
    asks: tuple[str, ...]
    not_asks: tuple[str, ...]
    share_of: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Something people say that no fact answers: small talk, advice, other subjects, questions that name nobody."""

    id: str
    kind: Kind
    asks: tuple[str, ...]
    not_asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a name; `role` says what it is to the deal."""

    id: str
    name: str
    role: str
    part_of: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Many surfaces that mean the same; `role` is `topic` in a pack, else a role of the language."""

    id: str
    role: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the pack has figures of; `words` are how people name it, `verb` how a reply does."""

    id: str
    name: str
    verb: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article with its number of bullets."""

    title: str
    points: int


@dataclass(frozen=True, slots=True)
class Deal:
    """The frame of a pack: what it is about, who published it, what counts as settled.

    `currency` is the one that its figures are in. `premises` names, for each kind of false premise that a rule finds,
    the fact that stands against it; a rule whose fact it does not name finds nothing.
    """

    id: str
    name: str
    title: str
    publisher: str
    date: str
    scope: str
    target: str
    investors: tuple[str, ...]
    status: str
    currency: str
    premises: Mapping[str, str]
    disclaimer: str
    sections: Mapping[str, Section]
    sources: Mapping[str, str]
    standings: Mapping[str, str]
    topics: Mapping[str, str]
    measures: tuple[Measure, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What every pack shares: rewrites into plain Chinese, roles of words, intents, numbers.

    `signs` are words that are looked for as they stand, whatever the words around them.
    """

    rewrites: Mapping[str, str]
    roles: tuple[Concept, ...]
    intents: tuple[Intent, ...]
    units: Mapping[str, float]
    currencies: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pack:
    """One deal and the language it is asked in, validated."""

    deal: Deal
    entities: tuple[Entity, ...]
    concepts: tuple[Concept, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same conversation and what it was answered with."""

    text: str
    kind: Kind
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply. `data` is at most 64 bytes: `ask:FACT`, `src:FACT`, `pick:FACT`, `none`, `menu:...`.

    `asker_only` buttons may be pressed by the person who asked; all others by anyone. One with a `url` opens that.
    """

    label: str
    data: str = ""
    asker_only: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: `text` plain, `html` for Telegram (already escaped), rows of buttons.

    `revisions` are the facts whose content it says, each with the number of its revision (0: as the fact base has it);
    of an INDEX those that it names. With a `picture` (its name) the words are the picture's caption.
    """

    kind: Kind
    text: str
    html: str
    fact_ids: tuple[str, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    revisions: tuple[tuple[str, int], ...] = ()
    picture: str = ""

    def below(self, text: str, html: str) -> "Reply":
        """This reply under other words, given plain and for Telegram."""
        return replace(self, text=f"{text}\n{self.text}", html=f"{html}\n{self.html}")

    def offers(self, data: str) -> bool:
        """Whether one of its buttons says `data`."""
        return any(button.data == data for row in self.buttons for button in row)
