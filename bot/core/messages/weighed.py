"""A message, or a part of one, with what was decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from bot.core.deciding.case import LIKELY, Case
from bot.core.deciding.decide import decide
from bot.core.deciding.rank import WANTS_ADVICE, trades_no_more
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
    Single,
)
from bot.core.dialogue.context import place
from bot.core.dialogue.leaning import asks_only_why
from bot.core.dialogue.reading import Reading, asks_of_what_was_said
from bot.core.knowledge import Knowledge
from bot.core.language.pointing import meant, points_within
from bot.core.language.roles import plays, words
from bot.core.language.understand import Understanding
from bot.core.model import Kind, Turn
from bot.core.search.retrieve import Match

SOLID, CERTAIN = 0.5, 0.65
"""How sure a piece must be to agree with the whole message, and to answer for it alone."""
BEYOND_DOUBT = 0.9
QUESTION_ROLES = frozenset(
    {"how_much", "share", "ratio", "difference", "sum", "rank", "compare", "why", "risk", "benefit", "impact",
     "who_says", "certainty", "when", "meaning", "who", "how", "which", "which_one", "status_ask", "yesno", "tag",
     "either"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """A message or a part of it with its decision; `sure` is the confidence in it, 0..1."""

    reading: Reading
    matches: tuple[Match, ...]
    decision: Decision
    sure: float

    @property
    def anchored(self) -> bool:
        """Whether a name, a number or a word of the pack ties it to the deal."""
        return bool(self.reading.own.entities) or any(name[0] in "cmn" for name in self.reading.own.features)


def weigh_one(read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """A message in its talk, unless by itself it is plainly something else: small talk, or a gap that it names."""
    if turns and "meant" in read.roles and (said := meant(read)):
        read = knowledge.reader.read(said)
    reading = place(read, turns, knowledge)
    if (points_within(read) or asks_only_why(read)) and turns and turns[-1].kind is Kind.NOT_COVERED:
        return Weighed(reading, (), NotCovered(), 0.0)
    led = _weighed(reading, knowledge)
    if reading.own is not read:
        return led
    if isinstance(led.decision, Correction) or not (reading.facts or reading.inherited):
        return led
    if asks_of_what_was_said(reading):
        return led
    alone = _weighed(place(read, (), knowledge), knowledge)
    if reading.facts and _wants_more(alone, knowledge):
        fact = reading.facts[0]
        return replace(alone, reading=reading, decision=Answer((fact.id,), "more" if fact.more else "again"))
    match alone.decision:
        case OffTopic("group_chat") | AboutBot() if isinstance(led.decision, Computed):
            return led
        case Declined() if isinstance(led.decision, Computed) and read.roles.isdisjoint(WANTS_ADVICE):
            return led
        case Declined() if reading.facts and trades_no_more(read):
            return led
        case OffTopic(reason) | AboutBot(reason) | Declined(reason) if reason != "other" and alone.sure >= CERTAIN:
            return alone
        case NotCovered(gap) if gap and alone.sure >= BEYOND_DOUBT:
            return alone
        case _:
            return _of_the_talk(led, knowledge) or led


def _of_the_talk(led: Weighed, knowledge: Knowledge) -> Weighed | None:
    """A question that nothing answers, as one about the company of the talk: 跟独家沾边的是哪几样."""
    own, lately = led.reading.own, led.reading.lately[:1]
    alike = own.roles.isdisjoint({"collective", "this_deal"}) and asks(own) and not led.reading.inherited
    if own.entities or not lately or not alike or not isinstance(led.decision, NotCovered | Clarify):
        return None
    named = knowledge.reader.read(f"{knowledge.entities[lately[0]].name} {own.raw}")
    found = _weighed(place(named, (), knowledge), knowledge)
    answered = isinstance(found.decision, Answer) and found.sure >= _ANSWERED
    return replace(found, reading=replace(led.reading, whole=named)) if answered else None


_ANSWERED = 0.75
"""How sure an answer must be to a question that does not itself name whom it is about."""


def _wants_more(part: Weighed, knowledge: Knowledge) -> bool:
    """Whether a message asks for the answer before it once more, at more length, or only goes on: 然后呢."""
    spoken = words(part.reading.own)
    if spoken and all(plays(token, "continuation") for token in spoken):
        return True
    said = part.matches[0]
    intent = knowledge.intents.get(said.entry)
    return intent is not None and intent.kind is Kind.ANSWER and said.score >= LIKELY


def _weighed(reading: Reading, knowledge: Knowledge) -> Weighed:
    decision, case = decide(reading, knowledge)
    return Weighed(reading, tuple(case.ranked), decision, _sureness(decision, case))


def _sureness(decision: Single, case: Case) -> float:
    """How sure a decision is, 0..1: what a rule found is certain."""
    match decision:
        case Correction("refuted" | "compared" | "whose") | Answer():
            return case.confidence
        case Correction() | Computed():
            return 1.0
        case Declined() | AboutBot() | OffTopic():
            return case.confidence
        case Clarify():
            return 0.0
        case NotCovered(gap, strangers):
            return case.confidence if gap else 0.9 if strangers else 0.0
    assert_never(decision)


def asks(read: Understanding) -> bool:
    """Whether a piece is a question of its own rather than talk around one."""
    return bool(read.roles & QUESTION_ROLES) or "?" in read.text


def key_of(decision: Decision) -> object:
    """What two decisions have in common that say the same."""
    match decision:
        case Answer(_, "stranger", values):
            return values["who"]
        case Answer(facts):
            return facts[0]
        case Computed(facts=facts):
            return facts
        case Correction(_, fact):
            return fact
        case NotCovered(gap, strangers):
            return gap or " ".join(strangers)
        case _:
            return type(decision)


def facts_of(decision: Decision) -> tuple[str, ...]:
    """The facts that a decision is about."""
    match decision:
        case Answer(facts) | Computed(facts=facts):
            return facts
        case Correction(_, fact, _, also):
            return (fact, *(wrong.fact for wrong in also))
        case NotCovered(_, _, near):
            return near
        case Clarify(choices):
            return choices
        case _:
            return ()
