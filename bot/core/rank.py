"""Candidates for an answer: nearest phrasings, gated by who is meant."""

from dataclasses import replace

from bot.core.context import Reading
from bot.core.knowledge import Knowledge
from bot.core.model import Fact
from bot.core.retrieve import MISS, Match

_STRANGER, _MENTIONED, _GENERAL = 0.45, 0.85, 0.85
_STRANGE = 0.75
_SAME_SOURCE, _SAME_SECTION, _SAME_TOPIC = 0.25, 0.06, 0.04


def candidates(reading: Reading, knowledge: Knowledge) -> list[Match]:
    """Facts and gaps that may answer, best first; `score` is after every gate."""
    found = knowledge.index.search(reading.features)
    scored = [_scored(m, reading, knowledge) for m in found.values() if m.by_role.get(MISS, 0.0) <= m.nearness]
    return sorted(scored, key=lambda m: (-m.score, m.entry))


def _scored(match: Match, reading: Reading, knowledge: Knowledge) -> Match:
    score = match.score
    fact = knowledge.facts.get(match.entry)
    about = fact.about if fact else knowledge.gaps[match.entry].about
    score *= _who(match.entry, about, reading, knowledge) * _aspect(match.entry, reading, knowledge)
    score *= _wanted(match.entry, reading, knowledge)
    if fact:
        score *= _STRANGE ** _strange(match.entry, reading, knowledge)
        score += _carried_on(fact, reading)
    return replace(match, score=score)


def _strange(entry: str, reading: Reading, knowledge: Knowledge) -> int:
    """How many things are asked that only gaps know and this fact never speaks of."""
    spoken, asked = knowledge.index.spoken, knowledge.gap_concepts & set(reading.own.concepts)
    return sum(entry not in spoken.get(f"c:{concept}", ()) for concept in asked)


def _who(entry: str, about: tuple[str, ...], reading: Reading, knowledge: Knowledge) -> float:
    """How well the entry's subject fits whom the message names."""
    investors = set(knowledge.pack.deal.investors)
    named, subject = set(reading.entities), set(about) & investors
    if not named or (named == subject):
        return 1.0
    if not subject:
        return 1.0 if entry in knowledge.gaps or named <= knowledge.mentions.get(entry, frozenset()) else _GENERAL
    if named & subject:
        return 0.95
    if reading.inherited:
        return _MENTIONED
    return _MENTIONED if named <= knowledge.mentions[entry] else _STRANGER


def _aspect(entry: str, reading: Reading, knowledge: Knowledge) -> float:
    """How well the entry fits what is asked of its subject: why, how much, when."""
    spoken = knowledge.index.spoken
    asked = [role for role in ASPECTS if role in reading.roles]
    lacks = (ASPECTS[role] * (1.0 - spoken.get(f"r:{role}", {}).get(entry, 0.0)) for role in asked)
    return 1.0 - min(lacks, default=0.0)


def _wanted(entry: str, reading: Reading, knowledge: Knowledge) -> float:
    """Less where the entry is only ever asked about with a word that the message lacks: 以前, 谁说的."""
    spoken = knowledge.index.spoken
    always = (any(spoken.get(f"r:{r}", {}).get(entry, 0.0) > _ALWAYS for r in group) for group in NEEDED)
    missing = any(a and not group & reading.roles for a, group in zip(always, NEEDED, strict=True))
    return _UNWANTED if missing else 1.0


NEEDED = (frozenset({"earlier"}), frozenset({"who_says", "certainty"}))
"""Roles of which a message must have one for an entry that is always asked with them."""
_ALWAYS, _UNWANTED = 0.8, 0.85

ASPECTS = {
    "when": 0.6, "how_much": 0.4, "why": 0.4, "who_says": 0.4, "certainty": 0.4,
    "risk": 0.4, "meaning": 0.4, "benefit": 0.4, "impact": 0.4,
}  # fmt: skip
"""What may be asked of a subject, and how much an entry loses of which nobody asks this."""


def _carried_on(fact: Fact, reading: Reading) -> float:
    bonus = 0.0
    for earlier in reading.facts[:1]:
        if reading.roles & {"who_says", "certainty"} and fact.topic == "source":
            bonus += _SAME_SOURCE * (fact.source.by == earlier.source.by)
        bonus += _SAME_SECTION * (fact.source.section == earlier.source.section)
        bonus += _SAME_TOPIC * (fact.topic == earlier.topic)
    return bonus


def parallel(ranked: list[Match], knowledge: Knowledge) -> list[str]:
    """The best fact for each company or for the whole, best first: they answer the same of different companies."""
    best: dict[tuple[str, ...], str] = {}
    for match in ranked:
        best.setdefault(knowledge.facts[match.entry].about, match.entry)
    return list(best.values())
