"""What may be decided about a message; `compose` has a sentence for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts that answer, best first; `lead` is the key of a yes, no or confirmation before them, with its words."""

    facts: tuple[str, ...]
    lead: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Computed:
    """A sum over facts: `key` of its sentence, the words for it, and the facts whose names stand in it.

    `basis` is the key of what it stands on: the material's numbers, or what the asker supposes. `verdict` is the key of
    what becomes of the asker's own guess at it, if there is one.
    """

    key: str
    values: Mapping[str, str]
    facts: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    basis: str = "material"
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A premise that the fact contradicts; `rule` says of which kind. `also` are further ones of the same message."""

    rule: str
    fact: str
    values: Mapping[str, str] = field(default_factory=dict)
    also: tuple["Correction", ...] = ()


@dataclass(frozen=True, slots=True)
class Clarify:
    """Several facts may be meant: the choices."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotCovered:
    """The material does not say: a known gap, those whom it does not name, or nothing nearer.

    `aside` where something else is asked of the strangers than whether they take part; `instead` are those of whom the
    material says what is asked of `whom`.
    """

    gap: str = ""
    strangers: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    aside: bool = False
    whom: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declined:
    """Advice, a forecast or a promise was asked for; `wrong` is set right all the same."""

    reason: str
    wrong: Correction | None = None


@dataclass(frozen=True, slots=True)
class OffTopic:
    """Nothing about the deal."""

    reason: str


@dataclass(frozen=True, slots=True)
class AboutBot:
    """About the bot itself."""

    intent: str


Single = Answer | Computed | Correction | Clarify | NotCovered | Declined | OffTopic | AboutBot


@dataclass(frozen=True, slots=True)
class Several:
    """One decision for each question of a message, in order."""

    parts: tuple[Single, ...]


Decision = Single | Several
