"""From a reading and its candidates to one decision: the steps, first that applies."""

from bot.core.case import ACCEPTED, FIRM, WEAK, Case
from bot.core.claims import matching_amount
from bot.core.conflict import Asked, asserts
from bot.core.context import Reading
from bot.core.decision import Answer, Clarify, Computed, Correction, NotCovered, OffTopic, Single
from bot.core.features import substance
from bot.core.knowledge import Knowledge
from bot.core.premise import conflict
from bot.core.rank import candidates, parallel
from bot.core.retrieve import Match
from bot.core.stance import OPEN, said_as, states
from bot.core.sums import asked_sum
from bot.core.talk import abuse, advice, chat, small_talk, to_bot

_SAYS_LITTLE, _POINTS_ONLY = 1.2, 6.0
"""How much a message may say of a subject and still leave open whom it is about; more where it points: 它, 那家."""
_NEEDS_WHOM = frozenset({"how_much", "share", "why", "compare", "rank", "ratio", "difference", "pronoun", "risk"})
_MOST_CHOICES = 4
_NEAREST_SURE = 0.7
_PLAINLY_SO = 0.75
"""How near a fact's own statement a question must be to be told yes."""


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, Case]:
    """What to reply to `reading`, with the case that was weighed."""
    case = Case(reading, candidates(reading, knowledge), knowledge)
    found = (step(case) for step in STEPS)
    return next((decision for decision in found if decision is not None), _nothing(case)), case


def false_premise(case: Case) -> Single | None:
    """Something taken for granted that the figures, the status or the sources contradict."""
    nearest = case.best_fact if case.confidence >= _NEAREST_SURE else None
    context = case.reading.facts[0] if case.reading.facts else None
    found = conflict(Asked(case.reading.own, context, nearest), case.knowledge)
    return Correction(found.rule, found.fact, found.values) if found else None


def true_premise(case: Case) -> Single | None:
    """A number that the material names, asked about or wanted confirmed: said to match before the fact is given."""
    own = case.reading.own
    if own.roles & OPEN or not own.roles & {"yesno", "tag"}:
        return None
    fact = matching_amount(own, case.knowledge)
    return Answer((fact.id,), "matches") if fact else None


def arithmetic(case: Case) -> Single | None:
    """A share, a ratio, a difference or a sum of the material's figures."""
    found = asked_sum(case.reading, case.knowledge)
    if found:
        return Computed(found.key, found.values, found.facts, found.names)
    deal = case.knowledge.pack.deal
    if "sum" not in case.roles or not set(deal.investors) <= set(case.reading.entities):
        return None
    parts = case.knowledge.facts[deal.premises["parts"]]
    return Computed("sum.parts", {"say": parts.say}, (parts.id,))


def stranger(case: Case) -> Single | None:
    """Somebody whom the material does not name: a gap that names them, a claim to correct, or simply not covered."""
    known = case.knowledge
    names = [e for e in case.reading.own.entities if known.entities[e].role == "outsider"]
    if not names:
        return None
    best = case.best
    if best and best.entry in known.gaps and names[0] in known.mentions[best.entry] and case.confidence >= ACCEPTED:
        return _of(best, case)
    if states(case.reading) and case.roles & {"pays", "tag"}:
        return Correction("stranger", known.pack.deal.premises["count"])
    return NotCovered(stranger=names[0])


def unclear(case: Case) -> Single | None:
    """A question that fits several companies and names none."""
    own = case.reading.own
    money = any(amount.kind == "money" for amount in own.amounts)
    if case.reading.facts or case.reading.entities or own.entities or money:
        return None
    subjects = set(case.best_fact.about) & set(case.knowledge.pack.deal.investors) if case.best_fact else set()
    if case.best_fact and not subjects and case.confidence >= FIRM:
        return None
    pointing = own.roles & {"pronoun", "pronoun_many"}
    if own.roles & {"collective", "this_deal"} and not pointing:
        return None
    bar = _POINTS_ONLY if pointing else _SAYS_LITTLE
    if sum(map(substance, own.features)) > bar or not own.roles & (_NEEDS_WHOM | (OPEN if pointing else set())):
        return None
    return Clarify(_choices(case))


def nearest(case: Case) -> Single | None:
    """The best candidate, where it is sure enough."""
    return _of(case.best, case) if case.best and case.confidence >= ACCEPTED else None


STEPS = (abuse, small_talk, to_bot, advice, false_premise, true_premise, arithmetic, stranger, unclear, nearest, chat)


def _nothing(case: Case) -> Single:
    if not case.of_the_deal:
        return OffTopic("other")
    near = tuple(m.entry for m in case.ranked[:2] if m.entry in case.knowledge.facts and m.score >= WEAK)
    return NotCovered(near=near)


def _choices(case: Case) -> tuple[str, ...]:
    """What may be meant: the nearest facts that say the same of different companies, else the figures."""
    known = case.knowledge
    facts = [m for m in case.ranked if m.entry in known.facts]
    topic = known.facts[facts[0].entry].topic if facts else ""
    same = parallel([m for m in facts if known.facts[m.entry].topic == topic], known)
    figures = [fact.id for fact, _ in known.figure_facts()]
    return tuple((same if len(same) > 2 else figures)[:_MOST_CHOICES])


def _of(match: Match, case: Case) -> Single:
    gap = case.knowledge.gaps.get(match.entry)
    if gap:
        return NotCovered(gap=gap.id, near=gap.near)
    said, asserted = said_as(match, case.reading), asserts(case.reading.own)
    if said == "refute":
        return Correction("refuted", match.entry) if asserted else Answer((match.entry,), "no")
    if said == "affirm" and (asserted or match.by_role["affirm"] >= _PLAINLY_SO):
        return Answer((match.entry,), "confirmed" if asserted else "yes")
    return Correction("compared", match.entry) if states(case.reading) else Answer((match.entry,))
