"""A text that somebody wants checked, clause by clause: 我写的是：甲出20亿，乙出30亿。能发吗."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.decision import Answer, Computed, Correction, Several
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.messages.parts import asks_openly
from bot.core.messages.weighed import Weighed, facts_of, weigh_one
from bot.core.model import Turn
from bot.core.premises.quoted import Draft, both_words, too_firm, without_room

_FEWEST, _MOST = 2, 3
"""How many clauses make a text, and how many facts are told where all of it holds."""
_SURE = 0.7
"""How sure it must be that a clause is wrong."""
_LEANS = 0.85
"""The share of a match from which a fact bears out a clause of a draft, but for the room that it leaves."""
_QUOTED = 24
"""How many characters of a clause are repeated."""


def checked(pieces: Iterable[str], turns: Sequence[Turn], whole: Weighed, knowledge: Knowledge) -> Weighed | None:
    """What is wrong in a text that is to be checked, or that all of it holds; None where neither can be told."""
    told = list(map(knowledge.reader.read, pieces))
    clauses = [clause for read in told if (clause := _clause(read, knowledge))]
    asked = any("checks" in read.roles for read in told) and not any(map(asks_openly, clauses))
    if not asked or len(clauses) < _FEWEST:
        return None
    judged = list(_weighed(clauses, turns, knowledge))
    if wrong := {decision.fact: decision for text, part in judged if (decision := _quoted(text, part))}:
        return _set_right(tuple(wrong.values()), whole)
    facts = _facts_of_all(judged)
    if all(_holds(part.decision) for _, part in judged):
        return replace(whole, decision=Answer(facts, "checked"), sure=1.0)
    # A sum over what several clauses say is none that somebody asked for, unless it is reckoned there: 50比700就是7%.
    reckoned = any(amount.kind in {"share", "multiple"} for read in told for amount in read.amounts)
    summed = isinstance(whole.decision, Computed) and not reckoned
    return replace(whole, decision=Answer(facts)) if facts and summed else None


def reviewed(draft: Draft, whole: Weighed, knowledge: Knowledge) -> Weighed | None:
    """The verdict on a quoted text, clause by clause; None where the material says nothing of it."""
    read = (_claimed(clause, knowledge) for clause in draft.clauses)
    judged = list(_weighed(read, (), knowledge, draft.whom))
    wrong = _together(found for text, part in judged if (found := _not_so(text, part, knowledge)))
    facts = _facts_of_all(judged)
    if wrong:
        return _set_right(wrong, whole)
    if any(not part.reading.own.concepts and not part.reading.own.amounts for _, part in judged):
        # Somebody's name alone says nothing that could be borne out.
        return None
    if not facts or not all(isinstance(part.decision, Answer | Computed | Correction) for _, part in judged):
        return None
    holds = all(_holds(part.decision) for _, part in judged)
    return replace(whole, decision=Answer(facts, "fits" if holds else "nearest"), sure=1.0)


def _set_right(wrong: tuple[Correction, ...], whole: Weighed) -> Weighed:
    return replace(whole, decision=wrong[0] if len(wrong) == 1 else Several(wrong), sure=1.0)


def _facts_of_all(judged: Iterable[tuple[str, Weighed]]) -> tuple[str, ...]:
    """The facts beside the clauses of a text, a few."""
    return tuple(dict.fromkeys(fact for _, part in judged for fact in facts_of(part.decision)))[:_MOST]


def _together(found: Iterable[Correction]) -> tuple[Correction, ...]:
    """One correction for each fact; the words that two clauses get wrong beside one fact are said in one."""
    kept: dict[str, Correction] = {}
    for one in found:
        before = kept.get(one.fact)
        kept[one.fact] = both_words(before, one) if before else one
    return tuple(kept.values())


def _not_so(text: str, part: Weighed, knowledge: Knowledge) -> Correction | None:
    """What a clause of a draft gets wrong, or says more firmly than the material."""
    if wrong := _quoted(text, part):
        return wrong
    fact = next((knowledge.facts[f] for f in facts_of(part.decision) if f in knowledge.facts), None)
    if fact is None:
        return None
    clause = part.reading.own
    firm = too_firm(clause, fact, knowledge)
    leans = any(match.entry == fact.id and match.affirmed >= _LEANS for match in part.matches[:1])
    return firm or (without_room(clause, fact, knowledge) if leans or _holds(part.decision) else None)


def _clause(read: Understanding, knowledge: Knowledge) -> Understanding | None:
    """What a piece says, without the words that only want it checked."""
    text = "".join(" " if plays(token, "checks") else token.text for token in read.tokens).rpartition(":")[2]
    clause = _claimed(text.strip(" ,."), knowledge)
    return clause if any(name[0] in "ecnmt" for name in clause.features) else None


def _claimed(text: str, knowledge: Knowledge) -> Understanding:
    """`text` as something to be confirmed."""
    read = knowledge.reader.read(text)
    return replace(read, roles=read.roles | {"tag"})


def _weighed(
    clauses: Iterable[Understanding], turns: Sequence[Turn], knowledge: Knowledge, whom: str = ""
) -> Iterator[tuple[str, Weighed]]:
    """Each clause by itself, or else of whom the clause before it names."""
    for clause in clauses:
        named, part = knowledge.names(clause), weigh_one(clause, turns, knowledge)
        if whom and not named and clause.roles.isdisjoint(_OF_ALL):
            of_the_same = weigh_one(_claimed(f"{whom} {clause.raw}", knowledge), turns, knowledge)
            part = max(part, of_the_same, key=lambda weighed: (_judged(weighed), weighed.sure))
        whom = named or whom
        yield clause.raw, part


_OF_ALL = frozenset({"sum", "collective"})
"""Roles of clauses that are of all of them, whomever the clause before names: 总共50亿."""


def _judged(part: Weighed) -> bool:
    return _holds(part.decision) or _quoted("", part) is not None


def _holds(decision: object) -> bool:
    sum_holds = isinstance(decision, Computed) and decision.verdict == "yes"
    return sum_holds or (isinstance(decision, Answer) and decision.lead in {"confirmed", "yes", "matches"})


def _quoted(text: str, part: Weighed) -> Correction | None:
    """What a clause gets wrong, if anything; one that no rule has found is quoted."""
    decision = part.decision
    if part.sure < _SURE:
        return None
    if isinstance(decision, Correction) and decision.rule == "refuted":
        return Correction("clause", decision.fact, {"claimed": text[:_QUOTED]})
    return decision if isinstance(decision, Correction) and decision.rule != "compared" else None
