"""Whose word it is that was told or is asked for."""

from dataclasses import replace

from bot.core.deciding.case import ACCEPTED, Case
from bot.core.decision import Answer, NotCovered
from bot.core.dialogue.reading import Reading, asks_of_what_was_said
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays, plays_a_role, words
from bot.core.model import Fact
from bot.core.premises.sources import rightly_told
from bot.core.premises.stating import claims
from bot.core.referents import amounts_told, same_figures
from bot.core.sums.operands import operands


def behind_the_source(case: Case) -> NotCovered | None:
    """Who stands behind a source that the message names itself: its name is all that the material says of it."""
    fact, own = case.best_fact, case.reading.own
    if fact is None or not of_its_source(case) or own.roles & {"yesno", "tag", "either"}:
        return None
    named = next((token.end for token in own.tokens if token.id_of("entity") == fact.source.by), None)
    asked = named is not None and any(plays(token, "who") for token in own.tokens if token.start >= named)
    return NotCovered(near=(fact.id,)) if asked else None


def rightly(case: Case) -> Answer | None:
    """A yes to a message that names several sources, each for what is its own."""
    own = case.reading.own
    facts = rightly_told(own, case.knowledge)
    return Answer(facts, "confirmed" if claims(own, case.knowledge) else "yes") if facts else None


def said_by(case: Case) -> Answer | None:
    """What each of several sources is named for, where only that is asked: 甲社和乙社各说了什么."""
    own, known = case.reading.own, case.knowledge
    by = [
        fact
        for entity in own.entities
        for fact in known.pack.facts
        if fact.source.by == entity and _of_a_source(fact, known)
    ]
    only = own.entities and len({fact.source.by for fact in by}) == len(own.entities) > 1
    asked = own.roles & {"which_one", "which", "each", "difference"} and own.roles.isdisjoint(_WHO_TO_TRUST)
    return Answer(tuple(fact.id for fact in by)) if only and asked and not own.amounts else None


_WHO_TO_TRUST = frozenset({"certainty", "compare", "who", "why", "how_much", "yesno", "tag"})
"""Roles of messages that ask something else of sources than what they say."""


def _of_a_source(fact: Fact, known: Knowledge) -> bool:
    return fact.topic == known.topic_against("official")


def told_before(case: Case) -> Answer | None:
    """The answer before once more, with whose word it is, where that is asked; a source says that itself: 依据在哪.

    Its very words (原话怎么说的) are not kept: it is told that they are not.
    """
    reading, told = case.reading, next(iter(case.reading.facts), None)
    own = set(reading.own.entities)
    asked = "who_says" in case.roles and asks_of_what_was_said(reading)
    if asked and (of_another := _source_of_a_number(case)):
        return of_another
    if told and asked and "verbatim" in case.roles and own <= {*told.about}:
        return Answer((told.id,), "verbatim")
    return _whose_word(told, case) if told and asked and own <= {*told.about} else None


def _source_of_a_number(case: Case) -> Answer | None:
    """Whose word the one figure is whose number a message says: 那50亿呢 也是他说的吗."""
    known, amounts = case.knowledge, list(money(case.reading.own))
    figures = [fact for amount in amounts for fact in same_figures(amount, known)]
    source = _source_of(figures[0], known) if len(figures) == 1 else None
    return Answer((source.id,)) if source else None


def by_themselves(case: Case) -> Answer | None:
    """Whose word the answer before is, where a message asks if those whom it is about said so: 甲自己讲的吗."""
    told, own = next(iter(case.reading.facts), None), {*case.reading.own.entities}
    asked = told is not None and own <= {*told.about} and _asks_if_themselves(case.reading)
    return _whose_word(told, case) if told and asked else None


def _whose_word(told: Fact, case: Case) -> Answer | None:
    """A fact once more with whose word it is, or the fact that tells that."""
    if not _has_a_source(told, case):
        return told_by(told, case)
    source = _source_of(told, case.knowledge)
    return Answer((source.id,)) if source and told.topic != source.topic else None


def _asks_if_themselves(reading: Reading) -> bool:
    """Whether a message says nothing but that: 它自己说的?"""
    own = reading.own
    only = all(plays_a_role(token) or token.id_of("entity") for token in words(own))
    whom = own.entities or "pronoun" in own.roles or reading.inherited
    asked = "official" in own.roles and ("yesno" in own.roles or own.text.endswith("?"))
    return bool(only and whom and asked) and own.roles.isdisjoint({"done", "status_ask"})


def how_sure(case: Case) -> Answer | None:
    """Whose word the number of the answer before is, where a message only asks whether that is so: 真的假的.

    After whose word it is that nobody has confirmed it.
    """
    own, known, told = case.reading.own, case.knowledge, next(iter(case.reading.facts), None)
    asked = "certainty" in own.roles and not own.entities and asks_of_what_was_said(case.reading)
    if told is None or not asked or own.amounts:
        return None
    official = known.facts.get(known.against("official"))
    if official and official.source.by != told.source.by and _of_a_source(told, known):
        return Answer((official.id,))
    if told.figure is None:
        return None
    source = _source_of(told, known)
    return Answer((source.id,)) if source else None


def each_figure(case: Case) -> Answer | None:
    """Each of several figures that a message names, or whose word each is: 总额和估值各多少, 50亿和700亿各是谁说的."""
    own, known = case.reading.own, case.knowledge
    figures = operands(replace(case.reading, inherited=False), known)
    if "each" not in own.roles or len(figures) < _SEVERAL or own.roles & _RECKONS:
        return None
    told = [_source_of(fact, known) for fact in figures] if "who_says" in own.roles else figures
    asked = own.roles & {"how_much", "which_one", "who_says"} and all(told)
    return Answer(tuple(dict.fromkeys(fact.id for fact in told if fact))) if asked else None


_SEVERAL = 2
_RECKONS = frozenset(
    {"share", "ratio", "difference", "divide", "compare", "why", "risk", "benefit", "earlier", "yesno"}
)
"""Roles of messages that ask something else of figures than what they are."""


def _source_of(figure: Fact, known: Knowledge) -> Fact | None:
    """The fact that tells whose word a figure is."""
    alike = (f for f in known.pack.facts if _of_a_source(f, known) and f.source.by == figure.source.by)
    return next((fact for fact in alike if fact.about == figure.about), None)


def told_by(fact: Fact, case: Case) -> Answer:
    """What a fact says, with whose word it is where that is asked of something else than a source: 这话是谁说的."""
    asked = case.roles & {"who_says", "official"}
    if not asked or _has_a_source(fact, case):
        return Answer((fact.id,))
    return Answer((fact.id,), "told_by", {"by": case.knowledge.pack.deal.sources[fact.source.by]})


def _has_a_source(fact: Fact, case: Case) -> bool:
    """Whether a fact tells of a source, or of amounts that are not told in the text's own name: these have facts."""
    known = case.knowledge
    official = known.facts.get(known.against("official"))
    own = official is not None and fact.source.by == official.source.by and fact.figure is None
    told = bool(amounts_told(fact, known)) or _source_of(fact, known) is not None
    return fact.topic == known.topic_against("official") or (not own and told)


def of_its_source(case: Case) -> bool:
    """Whether a message asks who says so, or how sure it is, rather than whether the number is right."""
    topic = case.knowledge.topic_against("official")
    return case.best_fact is not None and case.best_fact.topic == topic and case.confidence >= ACCEPTED
