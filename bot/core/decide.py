"""From a reading and its candidates to one decision: the steps, first that applies."""

from dataclasses import replace

from bot.core.case import ACCEPTED, LIKELY, Case
from bot.core.claims import matching_amount, money
from bot.core.context import Reading, about
from bot.core.decision import Answer, Clarify, Computed, Correction, Declined, NotCovered, OffTopic, Single
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Kind
from bot.core.premise import PLAIN
from bot.core.rank import candidates
from bot.core.referents import equals, figure_of
from bot.core.retrieve import Match
from bot.core.stance import OPEN, claims, said_as, states
from bot.core.sums import asked_stake, asked_sum
from bot.core.talk import refused, said, small_talk
from bot.core.understand import Understanding

_MOST_CHOICES = 4
_MOST_CORRECTIONS = 3
_PLAINLY = 0.9
"""The share of a match from which a message that wants something confirmed says what a fact refutes."""
_TALK = 0.2
"""How likely an intent must be to be replied to where nothing else answers."""
_FIRM = 0.75
"""How sure the nearest fact must be to be held against a statement that it neither affirms nor refutes."""
_NEAR = 0.05
"""How likely a fact must be to be offered where nothing answers."""


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, Case]:
    """What to reply to `reading`, with the case that was weighed."""
    case = Case(reading, candidates(reading, knowledge), knowledge)
    found = (step(case) for step in STEPS)
    return next((decision for decision in found if decision is not None), _nothing(case)), case


def plainly_false(case: Case) -> Single | None:
    """A name or a number of the material turned round: who pays whom, in which money, at least or at most."""
    return _corrected(case) if any(found.rule in PLAIN for found in case.conflicts) else None


def refusal(case: Case) -> Single | None:
    """What the bot does not do; a number or a name that is wrong in the same breath is set right beside it."""
    found = refused(case)
    return replace(found, wrong=_corrected(case)) if isinstance(found, Declined) else found


def false_premise(case: Case) -> Single | None:
    """Something taken for granted that the figures, the status or the sources contradict."""
    return _corrected(case)


def _corrected(case: Case) -> Correction | None:
    said = [Correction(one.rule, one.fact, one.values) for one in case.conflicts[:_MOST_CORRECTIONS]]
    return replace(said[0], also=tuple(said[1:])) if said else None


def true_premise(case: Case) -> Single | None:
    """A number that the material names, asked about or wanted confirmed: said to match before the fact is given."""
    own = case.reading.own
    refuted = case.best is not None and case.best.refuted >= LIKELY
    if (
        refuted
        or _of_its_source(case)
        or case.knowledge.outsiders(own)
        or own.roles & OPEN
        or not own.roles & {"yesno", "tag"}
    ):
        return None
    fact = matching_amount(own, case.knowledge)
    return Answer((fact.id,), "matches") if fact else None


def _of_its_source(case: Case) -> bool:
    """Whether a message asks who says so, or how sure it is, rather than whether the number is right."""
    topic = case.knowledge.topic_against("official")
    return case.best_fact is not None and case.best_fact.topic == topic and case.confidence >= ACCEPTED


def stake(case: Case) -> Single | None:
    """A share of what the target is worth, of figures that the message names: not known as a stake, but reckoned."""
    if not case.best or case.best.entry in case.knowledge.facts or case.conflicts:
        return None
    found = asked_stake(case.reading, case.knowledge)
    return Computed(found.key, found.values, found.facts, found.names) if found else None


def arithmetic(case: Case) -> Single | None:
    """A share, a ratio, a difference or a sum of the material's figures."""
    if case.best and case.best.score >= LIKELY and case.best.entry in case.knowledge.gaps:
        return None
    if case.best and "tag" in case.roles and case.best.refuted >= _PLAINLY and case.confidence >= ACCEPTED:
        return None
    found = asked_sum(case.reading, case.knowledge)
    if found:
        return Computed(found.key, found.values, found.facts, found.names)
    deal = case.knowledge.pack.deal
    every = set(deal.investors) <= set(case.reading.entities) or case.roles >= {"collective", "enough"}
    if "sum" not in case.roles or not every:
        return None
    parts = case.knowledge.facts.get(case.knowledge.against("parts"))
    return Computed("sum.parts", {"say": parts.say}, (parts.id,)) if parts else None


def stranger(case: Case) -> Single | None:
    """Somebody whom the material does not name: a gap that names them, a claim to correct, or simply not covered."""
    known = case.knowledge
    best, sure = case.best, case.confidence >= ACCEPTED
    of_this = known.mentions[best.entry] if best and sure and best.entry not in known.intents else frozenset()
    strange = [e for e in known.outsiders(case.reading.own) if e not in of_this and _out_of_place(e, case)]
    return NotCovered(stranger=strange[0]) if strange else None


def _out_of_place(entity: str, case: Case) -> bool:
    """Whether somebody has no business in a question; one whom the material names only where money is talked of."""
    return case.knowledge.entities[entity].role == "outsider" or bool(case.reading.facts) or "pays" in case.roles


def unclear(case: Case) -> Single | None:
    """A question that fits several companies and names none; of a single one it is asked for the figure."""
    intent = case.knowledge.intents.get(case.best.entry) if case.best else None
    if intent is None or intent.kind is not Kind.CLARIFY:
        return None
    meant = figure_of(case.reading.entities[0], case.knowledge) if len(case.reading.entities) == 1 else None
    return Answer((meant.id,)) if meant else Clarify(_choices(case))


def nearest(case: Case) -> Single | None:
    """The best candidate, where it is sure enough."""
    return _of(case.best, case) if case.best and case.confidence >= ACCEPTED else None


STEPS = (plainly_false, stake, refusal, false_premise, small_talk, true_premise, arithmetic, stranger, unclear, nearest)


def _of_others(fact: Fact, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a fact is about other companies than those that a message says it of."""
    named, about = set(knowledge.investors(read)), set(fact.about) & set(knowledge.pack.deal.investors)
    return bool(named and about) and named.isdisjoint(about | knowledge.mentions[fact.id])


def _says_its_figure(read: Understanding, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names the very number of a fact: what is wrong in it, if anything, is something else."""
    return fact.figure is not None and any(equals(amount, fact, knowledge) for amount in money(read))


def _nothing(case: Case) -> Single:
    if not case.of_the_deal:
        talk = said(case) if case.best and case.best.score >= _TALK else None
        return NotCovered() if case.reading.facts and talk is None else talk or OffTopic("other")
    near = tuple(m.entry for m in case.ranked[:2] if m.entry in case.knowledge.facts and m.score >= _NEAR)
    return NotCovered(near=near)


def _choices(case: Case) -> tuple[str, ...]:
    """What may be meant: the same question asked of each company, where that has answers, else the figures."""
    known = case.knowledge
    asked = (candidates(about(case.reading, investor), known) for investor in known.pack.deal.investors)
    facts = (next((m.entry for m in found if m.entry in known.facts), "") for found in asked)
    same = [entry for entry in dict.fromkeys(facts) if entry]
    figures = [fact.id for fact, _ in known.figures]
    return tuple((same if len(same) > 2 else figures)[:_MOST_CHOICES])


def _of(match: Match, case: Case) -> Single:
    known = case.knowledge
    if match.entry in known.gaps:
        return NotCovered(gap=match.entry, near=known.gaps[match.entry].near)
    if match.entry in known.intents:
        return said(case) or Clarify(_choices(case))
    read = case.reading.whole
    asserted = claims(read, known)
    stance = said_as(match, read, known, asserted)
    if stance == "refute" and not _says_its_figure(read, known.facts[match.entry], known):
        presumed = asserted or bool(read.roles & OPEN)
        return Correction("refuted", match.entry) if presumed else Answer((match.entry,), "no")
    if stance == "affirm" and not (list(money(read)) and len(known.investors(read)) > 1):
        return Answer((match.entry,), "confirmed" if asserted else "yes")
    if asserted and "tag" in read.roles and _of_others(known.facts[match.entry], read, known):
        return Correction("refuted", match.entry)
    plain = case.confidence >= _FIRM and states(read, known)
    return Correction("compared", match.entry) if plain else Answer((match.entry,))
