"""From a decision to the reply: one to three sentences, source and standing, one footer line."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import assert_never

from bot.core.decision import (
    AboutBot,
    Answer,
    Clarify,
    Computed,
    Correction,
    Decision,
    Declined,
    NotCovered,
    OffTopic,
    Several,
    Single,
)
from bot.core.model import Button, Kind, Reply
from bot.core.replies.buttons import ask, choices, fact_buttons
from bot.core.replies.voice import SOURCED, Voice

_CONTRARY = frozenset({"no", "unsaid"})
"""Verdicts on a number or an order that somebody takes for true and that the material does not bear out."""
_RANK = (Kind.CORRECTION, Kind.ANSWER, Kind.DECLINED, Kind.NOT_COVERED)


def compose(decision: Decision, voice: Voice) -> Reply:
    """The reply that says `decision`."""
    if isinstance(decision, Several):
        return _several(decision, voice)
    kind, body, facts = _said(decision, voice)
    return voice.reply(kind, body, facts, _buttons(decision, facts, voice))


def _several(decision: Several, voice: Voice) -> Reply:
    said = [_said(part, voice) for part in decision.parts]
    kinds = {kind for kind, _, _ in said}
    kind = next((k for k in _RANK if k in kinds), said[0][0])
    facts = tuple(dict.fromkeys(f for k, _, known in said for f in known if k in SOURCED))
    body = "\n".join(f"{number}. {text}" for number, (_, text, _) in enumerate(said, 1))
    return voice.reply(kind, body, facts, fact_buttons(facts, voice.knowledge, voice.text("button.source")))


def _said(decision: Single, voice: Voice) -> tuple[Kind, str, tuple[str, ...]]:
    """Kind, body and facts of a decision."""
    facts = voice.knowledge.facts
    if held := [fact for fact in _claimed(decision) if fact in voice.knowledge.paused]:
        return Kind.NOT_COVERED, voice.text("paused", title=facts[held[0]].title), ()
    match decision:
        case Answer(ids, lead, values):
            lead = "undecided" if lead == "no" and any(_left_open(fact, voice) for fact in ids) else lead
            prefix = voice.text(f"lead.{lead}", **values) if lead else ""
            further = "".join(facts[i].more for i in ids) if lead == "more" else ""
            return Kind.ANSWER, prefix + "".join(facts[i].say for i in ids) + further, ids
        case Computed(key, values, ids, names, basis, verdict):
            named = {word: voice.names(some) or voice.text("figure.nobody") for word, some in names.items()}
            frame = {**values, **named, "figures": voice.figures(ids), "basis": voice.text(f"basis.{basis}")}
            judged = voice.text(f"verdict.{verdict}") if verdict else ""
            return Kind.CORRECTION if verdict in _CONTRARY else Kind.ANSWER, judged + voice.text(key, **frame), ids
        case Correction(also=also):
            wrong = (decision, *also)
            return Kind.CORRECTION, _set_right(wrong, voice), tuple(w.fact for w in wrong)
        case Clarify(ids):
            titles = "、".join(facts[i].title for i in ids)
            return Kind.CLARIFY, voice.text("clarify", choices=titles), ids
        case NotCovered(near=near):
            return Kind.NOT_COVERED, _missing(decision, voice), near
        case Declined(reason, wrong):
            body = voice.first(f"declined.{reason}", "declined.advice")
            _, said, told = _said(wrong, voice) if wrong else (None, "", ())
            return Kind.DECLINED, said + body, told
        case OffTopic(reason):
            return Kind.OFF_TOPIC, voice.first(f"off_topic.{reason}", "off_topic.other"), ()
        case AboutBot(intent):
            return Kind.ABOUT_BOT, voice.first(f"about.{intent}", "about.other"), ()
    assert_never(decision)


def _set_right(wrong: Iterable[Correction], voice: Voice) -> str:
    """Each premise set right; what is wrong with several alike is said once."""
    said = [(_wrongness(one, voice), voice.knowledge.facts[one.fact].say) for one in wrong]
    return "".join(f"{lead}{''.join(say for _, say in alike)}" for lead, alike in groupby(said, key=itemgetter(0)))


def _wrongness(wrong: Correction, voice: Voice) -> str:
    """What is wrong with a premise; where the material leaves it open, only that it does not say so."""
    left_open = wrong.rule == "refuted" and _left_open(wrong.fact, voice)
    return voice.text(f"correction.{'undecided' if left_open else wrong.rule}", **wrong.values)


def _left_open(fact: str, voice: Voice) -> bool:
    """Whether what a fact says is that the material does not settle it."""
    undecided = voice.knowledge.pack.language.signs["undecided"]
    return any(sign in voice.knowledge.facts[fact].say for sign in undecided)


def _claimed(decision: Single) -> tuple[str, ...]:
    """The facts whose content a decision says."""
    match decision:
        case Declined(wrong=wrong) if wrong:
            return _claimed(wrong)
        case Answer(ids) | Computed(facts=ids):
            return ids
        case Correction(_, fact, _, also):
            return (fact, *(wrong.fact for wrong in also))
        case _:
            return ()


def _missing(decision: NotCovered, voice: Voice) -> str:
    if decision.gap:
        return voice.knowledge.gaps[decision.gap].say
    if decision.strangers:
        key = "not_covered.aside" if decision.aside else "not_covered.stranger"
        return voice.text(key, name=voice.knowledge.called(decision.strangers))
    if decision.instead:
        whom, owner = map(voice.knowledge.called, ((decision.whom,), decision.instead))
        return voice.text("not_covered.another", whom=whom, owner=owner)
    return voice.text("not_covered.generic")


def _buttons(decision: Single, facts: tuple[str, ...], voice: Voice) -> tuple[tuple[Button, ...], ...]:
    match decision:
        case Answer() | Computed() | Correction():
            return fact_buttons(facts, voice.knowledge, voice.text("button.source"))
        case Clarify(ids):
            return choices(ids, voice.knowledge, voice.text("button.none"))
        case NotCovered(near=near):
            return tuple((ask(fact, voice.knowledge),) for fact in near[:2])
        case _:
            return ()
