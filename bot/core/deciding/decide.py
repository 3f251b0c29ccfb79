"""From a reading and its candidates to one decision: the steps, first that applies."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.deciding.again import besides_told, gap_told, overstated_told, reason_of, reason_told, why_less
from bot.core.deciding.case import ACCEPTED, LIKELY, Case
from bot.core.deciding.choose import choices, chosen, nothing
from bot.core.deciding.numeric import arithmetic, converted, endless, stake, true_premise, true_row
from bot.core.deciding.participation import paid_yet, takes_part
from bot.core.deciding.place import bare_place, order_of_the_told
from bot.core.deciding.rank import candidates
from bot.core.deciding.sourced import (
    behind_the_source,
    by_themselves,
    each_figure,
    how_sure,
    rightly,
    said_by,
    told_before,
)
from bot.core.deciding.talk import of_other_things, refused, small_talk
from bot.core.deciding.whose import of_another, points_at_nobody, told_of_another
from bot.core.decision import Answer, Clarify, Correction, Declined, NotCovered, Single
from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays_a_role, words
from bot.core.model import Kind
from bot.core.premises.premise import PLAIN
from bot.core.referents import figure_of
from bot.core.search.retrieve import Match

_MOST_CORRECTIONS = 3


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, Case]:
    """What to reply to `reading`, with the case that was weighed."""
    case = Case(reading, candidates(reading, knowledge), knowledge)
    found = (step(case) for step in STEPS)
    return next((decision for decision in found if decision is not None), nothing(case)), case


def plainly_false(case: Case) -> Single | None:
    """A name or a number of the material turned round: who pays whom, in which money, at least or at most."""
    return _corrected(case) if any(found.rule in PLAIN for found in case.conflicts) else None


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


def stranger(case: Case) -> Single | None:
    """Somebody whom the material does not name: a gap that names them, a claim to correct, or simply not covered."""
    known = case.knowledge
    best = case.best
    named_by = best is not None and (best.entry in known.facts or best.score >= LIKELY)
    sure = named_by and case.confidence >= ACCEPTED
    of_this = _named_beside(best.entry, known) if best and sure and best.entry not in known.intents else frozenset()
    strange = [e for e in known.outsiders(case.reading.own) if e not in of_this and _out_of_place(e, case)]
    if not strange:
        return None
    return (of_other_things(case) if case.reading.own.words else None) or NotCovered(
        strangers=tuple(strange), aside=_of_other_things_than_money(strange, case)
    )


def _of_other_things_than_money(strange: Iterable[str], case: Case) -> bool:
    """Whether something else is asked of those whom the material never names than whether they pay in: 丁怎么看."""
    unnamed = all(case.knowledge.entities[entity].role == "outsider" for entity in strange)
    own = case.reading.own
    says = any(name[0] in "cwt" for name in own.features) or not case.roles.isdisjoint({"how", "compare"})
    of_money = any(money(own)) and "compare" not in case.roles
    return unnamed and says and case.roles.isdisjoint(_OF_MONEY) and not of_money


_OF_MONEY = frozenset({"pays", "joins", "collective", "this_deal", "who", "how_much", "receives", "gives_to"})
"""Roles of messages that ask who takes part."""


def _named_beside(entry: str, known: Knowledge) -> frozenset[str]:
    """Whom the phrasings of an entry name, and those of the facts on the text itself that stand at the same place."""
    here = known.facts.get(entry)
    if here is None or here.topic != known.topic_against("official"):
        return known.mentions[entry]
    beside = (f for f in known.pack.facts if f.topic == here.topic and f.source == here.source)
    return known.mentions[entry].union(*(known.mentions[fact.id] for fact in beside))


def _out_of_place(entity: str, case: Case) -> bool:
    """Whether somebody has no business in a question; one whom the material names only where money is talked of."""
    return case.knowledge.entities[entity].role == "outsider" or bool(
        case.reading.facts or case.roles & {"pays", "joins"}
    )


def unclear(case: Case) -> Single | None:
    """A question that fits several companies and names none; of a single one it is asked for the figure."""
    intent = case.knowledge.intents.get(case.best.entry) if case.best else None
    if told := _number_told(case) or order_of_the_told(case):
        return told
    if points_at_nobody(case):
        return Clarify(choices(case))
    if intent is None or intent.kind is not Kind.CLARIFY:
        return None
    if _plainly_the_deal(case):
        return Answer((case.knowledge.against("status"),))
    meant = figure_of(case.reading.entities[0], case.knowledge) if len(case.reading.entities) == 1 else None
    return Answer((meant.id,)) if meant else Clarify(choices(case))


def _number_told(case: Case) -> Answer | None:
    """The number of the answer before, where a message asks how much and says of nothing: 那是多少."""
    own, told = case.reading.own, next(iter(case.reading.facts), None)
    only = own.roles >= {"how_much", "demonstrative"} and not own.entities and all(map(plays_a_role, words(own)))
    return Answer((told.id,)) if told and told.figure and only and own.roles <= _HOW_MUCH else None


_HOW_MUCH = frozenset(
    {"how_much", "demonstrative", "which_one", "continuation", "ending", "filler_function", "filler_chat"}
)
"""Roles of messages that ask for a number and do not say which."""


def _plainly_the_deal(case: Case) -> bool:
    """Whether an 它 is the deal rather than a company, because only how far it is is asked: 它定了没."""
    fact = next((match.entry for match in case.ranked if match.entry in case.knowledge.facts), "")
    of_status = "status_ask" in case.roles and fact == case.knowledge.against("status")
    return of_status and not case.reading.entities and "firm" not in case.roles


def nearest(case: Case) -> Single | None:
    """The best candidate, where it is sure enough; the reason of one, where only its number is likelier."""
    if case.best is None or case.confidence < ACCEPTED:
        return None
    if case.best.score < (_LIKELY_OF_THE_TALK if case.reading.inherited else _LIKELY_AT_ALL):
        # However well its words are known, what many entries are about as likely for is asked of none of them.
        return None
    return chosen(reason_of(case) or _of_whom_it_names(case) or case.best, case)


def _of_whom_it_names(case: Case) -> Match | None:
    """The likeliest fact of the one company that a question names, where the doubtful best is of another: 乙咋阔了."""
    known, named = case.knowledge, set(case.knowledge.investors(case.reading.own))
    best, doubtful = case.best_fact, case.confidence < _SURE_OF_ANOTHER
    of = set(best.about).intersection(known.pack.deal.investors) if best else set()
    if len(named) != 1 or not of or not named.isdisjoint(of) or not doubtful:
        return None
    facts = ((match, known.facts.get(match.entry)) for match in case.ranked)
    return next((m for m, fact in facts if fact and named <= {*fact.about} and m.score >= _LIKELY_ENOUGH), None)


_LIKELY_AT_ALL, _LIKELY_OF_THE_TALK = 0.12, 0.25
"""How likely the best candidate must be to answer, and where only the talk tells whom the message is about."""
_SURE_OF_ANOTHER, _LIKELY_ENOUGH = 0.75, 0.05
"""How sure a fact of another company than the one named must be to answer, and how likely one of its own."""


STEPS = (
    how_sure,
    by_themselves,
    overstated_told,
    plainly_false,
    converted,
    stake,
    refusal,
    false_premise,
    rightly,
    said_by,
    small_talk,
    takes_part,
    paid_yet,
    true_row,
    true_premise,
    besides_told,
    gap_told,
    each_figure,
    arithmetic,
    told_before,
    why_less,
    reason_told,
    stranger,
    of_another,
    told_of_another,
    bare_place,
    unclear,
    behind_the_source,
    endless,
    nearest,
)
