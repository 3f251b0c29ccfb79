"""From a reading and its candidates to one decision: the steps, first that applies."""

from dataclasses import replace

from bot.core.case import ACCEPTED, LIKELY, Case
from bot.core.choose import choices, chosen, nothing
from bot.core.context import Reading
from bot.core.conversion import asked_unit
from bot.core.decision import Answer, Clarify, Computed, Correction, Declined, NotCovered, Single
from bot.core.knowledge import Knowledge
from bot.core.matching import matching_amount, says_no_more
from bot.core.model import Kind
from bot.core.premise import PLAIN
from bot.core.rank import candidates
from bot.core.reckoning import Sum
from bot.core.referents import figure_of
from bot.core.remainders import TOWARDS
from bot.core.stakes import asked_stake
from bot.core.stance import OPEN
from bot.core.sums import asked_sum
from bot.core.supposed import SUPPOSING
from bot.core.talk import refused, small_talk
from bot.core.whose import behind_the_source, of_another, of_its_source, points_at_nobody

_MOST_CORRECTIONS = 3
_PLAINLY = 0.9
"""The share of a match from which a message that wants something confirmed says what a fact refutes."""


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, Case]:
    """What to reply to `reading`, with the case that was weighed."""
    case = Case(reading, candidates(reading, knowledge), knowledge)
    found = (step(case) for step in STEPS)
    return next((decision for decision in found if decision is not None), nothing(case)), case


def plainly_false(case: Case) -> Single | None:
    """A name or a number of the material turned round: who pays whom, in which money, at least or at most."""
    return _corrected(case) if any(found.rule in PLAIN for found in case.conflicts) else None


def converted(case: Case) -> Single | None:
    """A number of the material in another unit."""
    return _computed(asked_unit(case.reading.own, case.knowledge))


def refusal(case: Case) -> Single | None:
    """What the bot does not do; a number or a name that is wrong in the same breath is set right beside it."""
    found = refused(case)
    if not isinstance(found, Declined):
        return found
    return replace(found, wrong=_corrected(case) or _still_open(found, case))


def _still_open(refused: Declined, case: Case) -> Correction | None:
    """How far the deal is, where somebody wants its end promised."""
    of_the_end = "promise" in case.roles and case.roles & {"event", "done", "failed", "status_ask", "this_deal"}
    status = case.knowledge.against("status")
    return Correction("open", status) if of_the_end and status and refused.reason in _PROMISED else None


_PROMISED = frozenset({"promise", "forecast_deal"})


def false_premise(case: Case) -> Single | None:
    """Something taken for granted that the figures, the status or the sources contradict."""
    return _corrected(case)


def _corrected(case: Case) -> Correction | None:
    said = [Correction(one.rule, one.fact, one.values) for one in case.conflicts[:_MOST_CORRECTIONS]]
    return replace(said[0], also=tuple(said[1:])) if said else None


def true_premise(case: Case) -> Single | None:
    """A number that the material names, asked about or wanted confirmed: said to match before the fact is given."""
    own = case.reading.own
    if case.knowledge.outsiders(own) or own.roles & (OPEN | SUPPOSING) or not own.roles & {"yesno", "tag"}:
        return None
    fact = matching_amount(own, case.knowledge)
    refuted = case.best is not None and case.best.refuted >= LIKELY
    if fact is None or (
        (refuted or _of_its_source(case) or _asks_for_another(case, fact.id))
        and not says_no_more(own, fact, case.knowledge)
    ):
        return None
    return Answer((fact.id,), "matches")


def _of_its_source(case: Case) -> bool:
    """Whether a message asks in so many words who says so, or how sure it is."""
    return of_its_source(case) and bool(case.roles & {"who_says", "certainty", "official", "many_sources"})


def _is_unsaid(entry: str, case: Case) -> bool:
    """Whether an entry is a gap; one of stakes only where a message names them: 乙占多少 goes on about the total."""
    gap = case.knowledge.gaps.get(entry)
    return gap is not None and not (gap.share_of and set(gap.concepts).isdisjoint(case.reading.whole.concepts))


def _asks_for_another(case: Case, fact: str) -> bool:
    """Whether a message surely asks for something that the material does not say, beside the number that it names."""
    best = case.best
    return best is not None and best.entry in case.knowledge.gaps and best.score >= LIKELY and best.entry != fact


def stake(case: Case) -> Single | None:
    """A share of what the target is worth, of figures that the message names: not known as a stake, but reckoned."""
    if not case.best or case.best.entry in case.knowledge.facts or case.conflicts:
        return None
    gap = case.knowledge.gaps.get(case.best.entry)
    return _computed(asked_stake(case.reading, gap.share_of if gap else "", case.knowledge))


def _computed(found: Sum | None) -> Computed | None:
    if found is None:
        return None
    return Computed(found.key, found.values, found.facts, found.names, found.basis, found.verdict)


def arithmetic(case: Case) -> Single | None:
    """A share, a ratio, a difference or a sum of the material's figures."""
    found = _computed(asked_sum(case.reading, case.knowledge))
    if case.best and case.best.score >= LIKELY and _is_unsaid(case.best.entry, case):
        return found if found and (found.basis == "limits" or found.key in TOWARDS) else None
    times = any(amount.kind == "multiple" for amount in case.reading.own.amounts)
    if (
        case.best
        and not (found and found.verdict)
        and not times
        and "tag" in case.roles
        and case.best.refuted >= _PLAINLY
        and case.confidence >= ACCEPTED
    ):
        return None
    if found:
        return found
    deal = case.knowledge.pack.deal
    every = set(deal.investors) <= set(case.reading.entities) or case.roles >= {"collective", "enough"}
    if "sum" not in case.roles or not every:
        return None
    parts = case.knowledge.facts.get(case.knowledge.against("parts"))
    return Computed("sum.parts", {"say": parts.say}, (parts.id,)) if parts else None


def stranger(case: Case) -> Single | None:
    """Somebody whom the material does not name: a gap that names them, a claim to correct, or simply not covered."""
    known = case.knowledge
    best = case.best
    named_by = best is not None and (best.entry in known.facts or best.score >= LIKELY)
    sure = named_by and case.confidence >= ACCEPTED
    of_this = known.mentions[best.entry] if best and sure and best.entry not in known.intents else frozenset()
    strange = [e for e in known.outsiders(case.reading.own) if e not in of_this and _out_of_place(e, case)]
    return NotCovered(strangers=tuple(strange)) if strange else None


def _out_of_place(entity: str, case: Case) -> bool:
    """Whether somebody has no business in a question; one whom the material names only where money is talked of."""
    return case.knowledge.entities[entity].role == "outsider" or bool(
        case.reading.facts or case.roles & {"pays", "joins"}
    )


def unclear(case: Case) -> Single | None:
    """A question that fits several companies and names none; of a single one it is asked for the figure."""
    intent = case.knowledge.intents.get(case.best.entry) if case.best else None
    if points_at_nobody(case):
        return Clarify(choices(case))
    if intent is None or intent.kind is not Kind.CLARIFY:
        return None
    if _plainly_the_deal(case):
        return Answer((case.knowledge.against("status"),))
    meant = figure_of(case.reading.entities[0], case.knowledge) if len(case.reading.entities) == 1 else None
    return Answer((meant.id,)) if meant else Clarify(choices(case))


def _plainly_the_deal(case: Case) -> bool:
    """Whether an 它 is the deal rather than a company, because only how far it is is asked: 它定了没."""
    fact = next((match.entry for match in case.ranked if match.entry in case.knowledge.facts), "")
    of_status = "status_ask" in case.roles and fact == case.knowledge.against("status")
    return of_status and not case.reading.entities and "firm" not in case.roles


def nearest(case: Case) -> Single | None:
    """The best candidate, where it is sure enough."""
    return chosen(case.best, case) if case.best and case.confidence >= ACCEPTED else None


STEPS = (
    plainly_false,
    converted,
    stake,
    refusal,
    false_premise,
    small_talk,
    true_premise,
    arithmetic,
    stranger,
    of_another,
    unclear,
    behind_the_source,
    nearest,
)
