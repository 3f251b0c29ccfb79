"""How a message stands to the statements of a fact: what bears it out, and what speaks against it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.knowledge import STATED, Knowledge
from bot.core.language.roles import money
from bot.core.language.statement import BREATHS, Statement, said, telling
from bot.core.language.understand import Understanding

_TURNS_ROUND = frozenset({"superlative_most", "superlative_least", "more", "less", "lack"})
"""Roles of words that turn round what is said."""
_LIMITS = frozenset({"bound_more_than", "bound_less_than"})
_LEAST = 40
"""How much like a statement (0..100) a breath must be to say anything of it."""
_MUCH = 60
"""How much like a statement it must be to count whatever else a message seems to say."""
_FAINT = 50
"""How little like a breath what speaks against it may be where it is likely true all the same."""
_VERY_MUCH, _FARTHER = 70, 10
"""How much like what speaks against it, and how much more than like what bears it out, to count as false."""


@dataclass(frozen=True, slots=True)
class Breath:
    """How much like one breath of a message (0..100) is what the fact affirms, and what it refutes.

    `denying` is how much like it what the fact refutes is, where the breath denies that; `contrary` how much what the
    fact affirms is, where one of them denies it.
    """

    affirmed: float = 0.0
    denying: float = 0.0
    refuted: float = 0.0
    contrary: float = 0.0

    @property
    def false(self) -> float:
        """How much like it is what speaks against it."""
        return max(self.refuted, self.contrary)

    @property
    def true(self) -> float:
        """How much like it is what bears it out: what the fact affirms, or the opposite of what it refutes."""
        return max(self.affirmed, self.denying)


def breaths(entry: str, read: Understanding, knowledge: Knowledge) -> list[Breath]:
    """Each breath of a message beside the statements of `entry`; those that no statement is like are left out."""
    whole = set(knowledge.investors(read))
    parts = map(knowledge.reader.read, BREATHS.split(said(read)))
    found = [_beside(entry, part, whole, knowledge) for part in parts]
    return [breath for breath in found if breath.true or breath.false]


def bears_out(found: Sequence[Breath], slack: float = 0.0) -> bool:
    """Whether nothing that a message says is more like what speaks against it, by more than `slack`."""
    return bool(found) and all(b.true + slack >= b.false or (slack and b.false < _FAINT) for b in found)


def plainly(found: Sequence[Breath]) -> bool:
    """Whether all of a message is much like what bears it out, and less like others."""
    return bool(found) and all(breath.true >= max(_MUCH, breath.false + _FARTHER) for breath in found)


def denies_falsehood(found: Sequence[Breath]) -> bool:
    """Whether what a message says is most like the opposite of what a fact refutes: 甲没退出, 甲不是头一个."""
    said = [breath for breath in found if max(breath.true, breath.false) >= _MUCH]
    return bool(said) and all(breath.denying >= max(breath.affirmed, breath.false) for breath in said)


def squarely_denies(found: Sequence[Breath]) -> bool:
    """Whether all of a message is very much like the opposite of what a fact refutes, and far less like others."""
    return bool(found) and all(breath.denying >= max(_VERY_MUCH, breath.false + 2 * _FARTHER) for breath in found)


def squarely_false(found: Sequence[Breath]) -> bool:
    """Whether all of a message is very much like what a fact refutes, and far less like others."""
    return bool(found) and all(breath.refuted >= max(_VERY_MUCH, breath.true + 2 * _FARTHER) for breath in found)


def says_nothing_else(entry: str, read: Understanding, found: Sequence[Breath], knowledge: Knowledge) -> bool:
    """Whether a message is like what `entry` affirms and has only words of that, so that none makes it false.

    三家一起投 is much like 三家一起投很常见, and not what makes that false.
    """
    of_it = {*knowledge.investors(read)} <= {*knowledge.facts[entry].about} and not any(money(read))
    if not of_it or not read.concepts or all(breath.affirmed < _FAINT for breath in found):
        return False
    own = knowledge.index.texts[entry]
    affirmed = [knowledge.statements[text] for text, role in own.items() if role == "affirm"]
    return telling(read) <= frozenset[str]().union(*(true.says for true in affirmed if not true.denials))


def says_only_the_false(entry: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message has a concept of several statements that `entry` refutes, and of none that it affirms."""
    own = [(knowledge.statements[text], role) for text, role in knowledge.index.texts[entry].items() if role in STATED]
    false = Counter(feature for statement, role in own if role == "refute" for feature in statement.says)
    true = telling(knowledge.reader.read_phrasing(knowledge.facts[entry].say))
    true = true.union(*(one.says for one, role in own if role == "affirm" and not one.denials))
    said = {f"c:{concept}" for concept in read.concepts} - true
    return any(false[concept] >= _SEVERAL for concept in said)


_SEVERAL = 2


def tells_of_then(entry: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether `entry`, or a statement of it that is like a message, is of another time, as the message is."""
    if "earlier" in knowledge.reader.read_phrasing(knowledge.facts[entry].say).roles:
        return True
    alike = (knowledge.index.alike(entry, read.text, role, _LEAST) for role in ("affirm", "refute"))
    return any("earlier" in knowledge.statements[text].roles for found in alike for text, _ in found)


def unlike_any(found: Sequence[Breath]) -> bool:
    """Whether nothing that a fact refutes is much like what a message says."""
    return all(breath.false < _FAINT for breath in found)


def speaks_against(found: Sequence[Breath]) -> bool:
    """Whether something that a message says is much more like what speaks against it."""
    return any(breath.false >= max(_VERY_MUCH, breath.true + _FARTHER) for breath in found)


def _beside(entry: str, part: Understanding, whole: set[str], knowledge: Knowledge) -> Breath:
    affirmed = denying = refuted = contrary = 0.0
    told, denied = set(knowledge.investors(part)), denials(part, knowledge)
    for like, affirms, statement in _alike(entry, part, knowledge):
        named = set(knowledge.investors(statement))
        # Likeness is of characters, so that a word that turns the meaning round must stand in both or in neither.
        alone = "only" in part.roles - statement.roles and not denied
        if alone or (statement.roles ^ part.roles) & _TURNS_ROUND or not told <= named <= whole:
            continue
        if _limits_otherwise(part, statement):
            contrary = max(contrary, like if affirms else 0.0)
            continue
        more = denied - statement.denials
        if more % 2:
            contrary = max(contrary, like if affirms else 0.0)
            denying = max(denying, like if not affirms and more > 0 else 0.0)
            affirmed = max(affirmed, like if not affirms and more < 0 else 0.0)
        elif affirms:
            affirmed = max(affirmed, like)
        else:
            refuted = max(refuted, like)
    return Breath(affirmed, denying, refuted, contrary)


def _limits_otherwise(part: Understanding, statement: Statement) -> bool:
    """Whether one says that a limit is passed and the other that it is not reached: 没到上限 of 远超上限."""
    said, told = part.roles & _LIMITS, statement.roles & _LIMITS
    return len(said) == len(told) == 1 and said != told and not part.amounts


def _alike(entry: str, part: Understanding, knowledge: Knowledge) -> Iterator[tuple[float, bool, Statement]]:
    """The statements of `entry` that are like a breath: how much, and whether the fact affirms them.

    Where a statement of several breaths denies, it does not tell which of them.
    """
    texts = _texts(part, knowledge)
    for role in ("affirm", "refute"):
        found: dict[str, float] = {}
        for alike in (knowledge.index.alike(entry, text, role, _LEAST) for text in texts):
            found |= {text: max(like, found.get(text, 0.0)) for text, like in alike}
        for text, like in found.items():
            statement = knowledge.statements[text]
            if not statement.several or not statement.denials:
                yield like, role == "affirm", statement


def _texts(read: Understanding, knowledge: Knowledge) -> tuple[str, ...]:
    """A text as it stands, and with its companies by the names that phrasings mostly give them."""
    text, at = "", 0
    for token in read.tokens:
        if (named := token.id_of("entity")) in knowledge.pack.deal.investors:
            text, at = text + read.text[at : token.start] + knowledge.entities[named].name, token.end
    return tuple(dict.fromkeys((read.text, text + read.text[at:])))


def denials(read: Understanding, knowledge: Knowledge) -> int:
    """How often a message denies: two denials are none."""
    return knowledge.reader.denials.count(said(read))
