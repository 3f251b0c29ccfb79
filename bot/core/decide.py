"""From a reading and its candidates to one decision."""

import math
from collections.abc import Iterable, Mapping, Sequence

from bot.core import premise
from bot.core.context import Reading
from bot.core.decision import (
    AboutBot,
    Answer,
    Clarify,
    Computed,
    Correction,
    Declined,
    NotCovered,
    OffTopic,
    Single,
)
from bot.core.features import substance, surface_features
from bot.core.knowledge import Knowledge
from bot.core.model import Kind
from bot.core.rank import candidates, parallel
from bot.core.retrieve import Match
from bot.core.sums import asked_sum

SURE, LIKELY, WEAK = 0.62, 0.42, 0.20
"""Scores from which a fact answers alone, answers if it is covered, or counts as a sign of the deal."""
ACCEPTED = 0.45
"""The confidence from which the best candidate answers."""
CHAT_SURE, CHAT_LIKELY = 0.75, 0.45
TIE = 0.06
"""A gap to the runner-up that is no difference."""


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, list[Match]]:
    """What to reply to `reading`, with the candidates that were weighed."""
    ranked = candidates(reading, knowledge)
    steps = (_abuse, _small_talk, _advice, _premise, _sum, _stranger, _unclear, _best, _chat, _nothing)
    decided = (step(reading, ranked, knowledge) for step in steps)
    return next(d for d in decided if d is not None), ranked


def _abuse(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    own = reading.own
    if "injection" in own.roles:
        return OffTopic("injection")
    offers = {t.text for t in own.tokens if t.id_of("role") == "advert"}
    return OffTopic("advert") if len(offers) > 1 or offers and not own.entities else None


def _small_talk(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    best = _chat_match(reading, knowledge)
    if best is None or best.nearness < CHAT_SURE or (ranked and ranked[0].score > best.nearness):
        return None
    return _chat_decision(best.entry, knowledge)


def _advice(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    own = reading.own
    asked = [role for role in ("promise", "advice", "forecast") if role in own.roles]
    if not asked and "trade" in own.roles and own.roles & {"first_person", "second_person"}:
        asked = ["advice"]
    if not asked or _stated(ranked, reading, knowledge):
        return None
    return Declined(asked[0])


def _stated(ranked: Sequence[Match], reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a message plainly says of a company what a fact bears out or denies."""
    if not ranked or ranked[0].entry not in knowledge.facts or not reading.own.entities:
        return False
    return ranked[0].score >= _PLAIN or ("yesno" not in reading.own.roles and _said_as(ranked[0], reading) == "refute")


def _premise(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    nearest = knowledge.facts.get(ranked[0].entry) if ranked and confidence(ranked, knowledge) >= ACCEPTED else None
    asked = premise.Asked(reading.own, reading.facts[0] if reading.facts else None, nearest)
    found = premise.conflict(asked, knowledge)
    return Correction(found.rule, found.fact, found.values) if found else None


def _sum(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    found = asked_sum(reading, knowledge)
    return Computed(found.key, found.values, found.facts) if found else None


def _stranger(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    strangers = [e for e in reading.own.entities if knowledge.entities[e].role == "outsider"]
    if not strangers:
        return None
    top = ranked[0] if ranked else None
    if top and top.score >= LIKELY and strangers[0] in knowledge.mentions[top.entry]:
        return _of_match(top, reading, knowledge)
    return NotCovered(stranger=strangers[0])


def _unclear(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    own = reading.own
    if reading.entities or own.roles & {"collective", "this_deal"} or own.entities or own.amounts:
        return None
    if reading.facts or sum(substance(name) for name in own.features if name[0] != "m") > _SAYS_LITTLE:
        return None
    if not (own.roles & _NEEDS_WHOM):
        return None
    choices = _choices(ranked, knowledge)
    return Clarify(choices) if choices else None


_SAYS_LITTLE = 1.2

_NEEDS_WHOM = frozenset({"how_much", "share", "why", "compare", "rank", "ratio", "difference", "pronoun", "risk"})


def _choices(ranked: Sequence[Match], knowledge: Knowledge) -> tuple[str, ...]:
    facts = [m for m in ranked if m.entry in knowledge.facts]
    if not facts:
        return tuple(f.id for f, _ in knowledge.figure_facts())[:4]
    topic = knowledge.facts[facts[0].entry].topic
    same = [m for m in facts if knowledge.facts[m.entry].topic == topic]
    return tuple(parallel(same, knowledge, 1.0)[:4])


def _best(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    if not ranked or confidence(ranked, knowledge) < ACCEPTED:
        return None
    return _of_match(ranked[0], reading, knowledge)


def confidence(ranked: Sequence[Match], knowledge: Knowledge) -> float:
    """How likely the best candidate is meant, 0..1: fitted on phrasings that were left out of the index.

    The lead is that over the next candidate of another bullet: facts of one bullet answer for each other.
    """
    if not ranked or not any(name[0] in "cmet" or name[0] == "w" and len(name) > 3 for name in ranked[0].reasons):
        return 0.0
    top = ranked[0]
    rival = next((m for m in ranked[1:] if _place(m, knowledge) != _place(top, knowledge)), None)
    lead = top.score - (rival.score if rival else 0.0)
    return 1 / (1 + math.exp(-(6.5 * top.score + 4.2 * lead + 1.3 * top.coverage - top.nearness - 4.2)))


def _place(match: Match, knowledge: Knowledge) -> object:
    fact = knowledge.facts.get(match.entry)
    return (fact.source.section, fact.source.point) if fact else match.entry


def _of_match(top: Match, reading: Reading, knowledge: Knowledge) -> Single:
    if top.entry in knowledge.gaps:
        return NotCovered(gap=top.entry, near=knowledge.gaps[top.entry].near)
    said = _said_as(top, reading)
    asserted = premise.asserts(reading.own)
    if said == "refute":
        return Correction("refuted", top.entry) if asserted else Answer((top.entry,), "no")
    if said == "affirm" and "why" not in reading.own.roles:
        return Answer((top.entry,), "confirmed" if asserted else "yes")
    return Answer((top.entry,))


def _said_as(match: Match, reading: Reading) -> str:
    """Whether a message says what the fact affirms or refutes, rather than asking openly.

    An open question does so only where what it takes for granted stands in the refuted statement alone.
    """
    asked = max(match.by_role.get("ask", 0.0), match.by_role.get("say", 0.0))
    affirmed, refuted = match.by_role.get("affirm", 0.0), match.by_role.get("refute", 0.0)
    best = max(affirmed, refuted)
    said = "affirm" if affirmed > refuted else "refute"
    if best < _STATED or abs(affirmed - refuted) < _CLEARLY / 2:
        return "ask"
    if reading.roles & OPEN and (best < asked + _PLAINLY or said == "affirm"):
        return "ask"
    if said == "refute" and not _only_there(match, reading) and best < _SAME:
        return "ask"
    return _turned(said) if _negated(reading.own.roles) != _negated(_roles(match.nearest[said])) else said


def _only_there(match: Match, reading: Reading) -> bool:
    """Whether the message shares a word with the refuted statement that the affirmed one lacks."""
    refuted, affirmed = match.nearest["refute"], match.nearest.get("affirm", {})
    return any(n in refuted and n not in affirmed for n in reading.features if n[0] in "cwtr")


def _turned(said: str) -> str:
    return "affirm" if said == "refute" else "refute"


def _roles(features: Mapping[str, float]) -> set[str]:
    return {name[2:] for name in features if name[0] == "r"}


def _negated(roles: Iterable[str]) -> bool:
    return "negation" in roles


_CLEARLY, _PLAINLY, _STATED, _SAME = 0.06, 0.12, 0.55, 0.85
_PLAIN = 0.75

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning", "who", "how", "which"}
)
"""Roles of questions that yes or no does not answer."""


def _chat(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    best = _chat_match(reading, knowledge)
    if best is None or _of_the_deal(reading, ranked, knowledge):
        return None
    if best.nearness >= CHAT_LIKELY:
        return _chat_decision(best.entry, knowledge)
    return AboutBot(best.entry) if "second_person" in reading.own.roles else None


def _nothing(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single:
    if _of_the_deal(reading, ranked, knowledge):
        near = tuple(m.entry for m in ranked[:2] if m.entry in knowledge.facts and m.score >= WEAK)
        return NotCovered(near=near)
    return OffTopic("other")


def _of_the_deal(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> bool:
    own = reading.own
    spoken = own.entities or own.concepts or own.roles & {"collective", "this_deal"} or any(f[0] == "m" for f in own.features)
    return bool(spoken) or bool(ranked and ranked[0].score >= WEAK)


def _chat_match(reading: Reading, knowledge: Knowledge) -> Match | None:
    found = knowledge.chat.search(surface_features(reading.own.tokens))
    return max(found.values(), key=lambda m: (m.nearness, m.entry), default=None)


def _chat_decision(intent_id: str, knowledge: Knowledge) -> Single:
    match knowledge.intents[intent_id].kind:
        case Kind.DECLINED:
            return Declined(intent_id)
        case Kind.OFF_TOPIC:
            return OffTopic(intent_id)
        case _:
            return AboutBot(intent_id)
