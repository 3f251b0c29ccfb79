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
ACCEPTED = 0.5
"""The confidence from which the best candidate answers."""
CHAT_SURE, CHAT_LIKELY = 0.75, 0.45
TIE = 0.06
"""A gap to the runner-up that is no difference."""


def decide(reading: Reading, knowledge: Knowledge) -> tuple[Single, list[Match]]:
    """What to reply to `reading`, with the candidates that were weighed."""
    ranked = candidates(reading, knowledge)
    steps = (_abuse, _small_talk, _to_bot, _advice, _premise, _sum, _stranger, _unclear, _best, _chat, _nothing)
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


def _to_bot(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    """A message that begins with 你 and names nobody is about the bot."""
    own = reading.own
    first = own.tokens[0] if own.tokens else None
    if first is None or first.id_of("role") != "second_person" or own.entities or own.amounts:
        return None
    asked = own.roles & {"advice", "forecast", "promise", "trade"}
    best = _chat_match(reading, knowledge)
    return _chat_decision(best.entry, knowledge) if best and not asked else None


def _advice(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    own = reading.own
    asked = [role for role in ("promise", "advice", "forecast") if role in own.roles]
    if not asked and "trade" in own.roles and own.roles & {"first_person", "second_person"}:
        asked = ["advice"]
    if not asked or _stated(ranked, reading, knowledge):
        return None
    aside = own.roles & {"first_person", "second_person", "trade"} or not reading.entities
    if not aside and ranked and ranked[0].entry in knowledge.facts and confidence(ranked, knowledge) >= _FIRM:
        return None
    return Declined(asked[0])


_FIRM = 0.95


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
    if "sum" in reading.own.roles and set(knowledge.pack.deal.investors) <= set(reading.entities):
        return Answer((knowledge.pack.deal.premises["parts"],))
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
    if reading.facts or reading.entities or own.entities or own.amounts:
        return None
    pointing = own.roles & {"pronoun", "pronoun_many"}
    if own.roles & {"collective", "this_deal"} and not pointing:
        return None
    if sum(map(substance, own.features)) > (_POINTS_ONLY if pointing else _SAYS_LITTLE) or not own.roles & _NEEDS_WHOM:
        return None
    choices = _choices(ranked, knowledge)
    return Clarify(choices) if choices else None


_POINTS_ONLY = 3.0
_SAYS_LITTLE = 1.2

_NEEDS_WHOM = frozenset({"how_much", "share", "why", "compare", "rank", "ratio", "difference", "pronoun", "risk"})


def _choices(ranked: Sequence[Match], knowledge: Knowledge) -> tuple[str, ...]:
    """What may be meant: the nearest facts that say the same of different companies, else the figures."""
    facts = [m for m in ranked if m.entry in knowledge.facts]
    topic = knowledge.facts[facts[0].entry].topic if facts else ""
    same = parallel([m for m in facts if knowledge.facts[m.entry].topic == topic], knowledge)
    return tuple(same[:4]) if len(same) > 2 else tuple(f.id for f, _ in knowledge.figure_facts())[:4]


def _best(reading: Reading, ranked: Sequence[Match], knowledge: Knowledge) -> Single | None:
    if not ranked or confidence(ranked, knowledge) < ACCEPTED:
        return None
    return _of_match(ranked[0], reading, knowledge)


def confidence(ranked: Sequence[Match], knowledge: Knowledge) -> float:
    """How likely the best candidate is meant, 0..1: fitted on questions that no phrasing was written from.

    The lead is that over the next candidate of another bullet: facts of one bullet answer for each other.
    """
    if not ranked or not any(name[0] in "cmet" or name[0] == "w" and len(name) > 3 for name in ranked[0].reasons):
        return 0.0
    top = ranked[0]
    anchored = any(name[0] in "cmen" for name in top.reasons)
    rival = next((m for m in ranked[1:] if _place(m, knowledge) != _place(top, knowledge)), None)
    lead = top.score - (rival.score if rival else 0.0)
    return 1 / (1 + math.exp(-(5.1 * top.coverage + 2.4 * lead + 0.8 * top.score - (2.2 if anchored else 3.7))))


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
    if said == "affirm":
        return Answer((top.entry,), "confirmed" if asserted else "yes")
    if _states(reading):
        return Correction("compared", top.entry)
    return Answer((top.entry,))


def _states(reading: Reading) -> bool:
    """Whether a message states something of substance without asking anything: 小公司春天来了."""
    if reading.roles & OPEN:
        return False
    if reading.roles & {"yesno", "either", "status_ask", "request"}:
        return "tag" in reading.own.roles
    verbs = any(name[0] in "tw" for name in reading.own.features)
    return verbs and len(reading.own.tokens) > _SHORT


_SHORT = 4


def _said_as(match: Match, reading: Reading) -> str:
    """Whether a message says what the fact affirms or refutes, rather than asking openly."""
    asked = max(match.by_role.get("ask", 0.0), match.by_role.get("say", 0.0))
    affirmed, refuted = match.by_role.get("affirm", 0.0), match.by_role.get("refute", 0.0)
    best, said = max(affirmed, refuted), "affirm" if affirmed > refuted else "refute"
    turned = _negated(reading.own.roles) != _negated(_roles(match.nearest.get(said, {})))
    if best < _STATED or abs(affirmed - refuted) < _CLEARLY or (said == "refute" and not _only_there(match, reading)):
        return "ask"
    if reading.roles & OPEN:
        clear = best >= (asked + _CLEARLY if "why" in reading.roles else max(asked + _PLAINLY, _SURELY))
        return said if said == "refute" and clear and not turned else "ask"
    return _turned(said) if turned else said


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


_CLEARLY, _PLAINLY, _STATED, _SURELY = 0.06, 0.12, 0.55, 0.75
_PLAIN = 0.75

OPEN = frozenset(
    {"how_much", "share", "ratio", "difference", "rank", "compare", "why", "who_says", "when", "meaning", "who", "how", "which",
     "which_one"}
)  # fmt: skip
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
