"""Questions that stay with what was told or would be: its reason, its other parts, what the parts lack of the whole."""

from bot.core.deciding.case import Case
from bot.core.decision import Answer
from bot.core.dialogue.leaning import asks_only_why, is_thin
from bot.core.dialogue.reading import asks_of_what_was_said
from bot.core.language.roles import money
from bot.core.model import Fact
from bot.core.premises.overstated import overstated
from bot.core.referents import figures_of, same_figures
from bot.core.search.retrieve import Match

_ALSO = 0.1
"""How likely another fact of the same point must be to count as the reason of the one that was told."""


def reason_told(case: Case) -> Answer | None:
    """The reason of what was told, where only that is asked: what the same point says besides, else all that is said.

    小公司没活路了 为什么 is about nobody, so that no company has to be named.
    """
    told = next(iter(case.reading.facts), None)
    asked = asks_only_why(case.reading.own) and asks_of_what_was_said(case.reading)
    if told is None or not asked or case.best_fact is None:
        return None
    if len(told.about) == 1 and told.topic == case.knowledge.topic_against("rank"):
        # Why 丙 gives least is told elsewhere than that it does.
        return None
    place = (told.source.section, told.source.point)
    facts = [(case.knowledge.facts[m.entry], m.score) for m in case.ranked if m.entry in case.knowledge.facts]
    same = [f for f, score in facts if score >= _ALSO and (f.source.section, f.source.point) == place]
    other = next((fact for fact in same if fact is not told), None)
    if other is None and case.reading.entities and case.best_fact is not told:
        return None
    # Of a company the text may give reasons elsewhere: then it does not end here.
    ends = "" if case.reading.entities else "again"
    return Answer((other.id,)) if other else Answer((told.id,), "more" if told.more else ends)


def why_less(case: Case) -> Answer | None:
    """Why one of two gives less, to somebody who asks why after they were compared: 甲和乙谁多, 为什么."""
    known, told = case.knowledge, case.reading.facts
    of = {entity for fact in told if fact.figure for entity in fact.about}
    of = {*case.reading.entities} if told and told[0].id == known.against("rank") else of
    if len(of) < _A_PAIR or not asks_only_why(case.reading.own):
        return None
    facts = (known.facts[m.entry] for m in case.ranked if m.entry in known.facts)
    why = (fact for fact in facts if fact.about and {*fact.about} <= of and known.index.asked(fact.id, "r:why"))
    return next((Answer((fact.id,)) for fact in why if known.index.asked(fact.id, "r:less")), None)


_A_PAIR = 2


def reason_of(case: Case) -> Match | None:
    """What tells why, where a question asks that of a company and the best candidate does not: 甲为什么投得最少."""
    known, fact = case.knowledge, case.best_fact
    amounts = known.topic_against("rank")
    if fact is None or fact.figure or "why" not in case.roles or case.roles & {"tag", "grounds"}:
        return None
    # Why 甲 gives more than 乙 may be told of either.
    of = {*known.investors(case.reading.own)} if fact.id == known.against("rank") else {*fact.about}
    placed = fact.topic == amounts or not known.index.asked(fact.id, "r:why")
    if not placed or not of or (len(of) > 1 and fact.about):
        return None
    facts = [(m, known.facts[m.entry]) for m in case.ranked if m.entry in known.facts]
    elsewhere = {amounts, known.topic_against("official")}
    others = (m for m, other in facts if other.about and {*other.about} <= of and other.topic not in elsewhere)
    return next((m for m in others if known.index.asked(m.entry, "r:why")), None)


def besides_told(case: Case) -> Answer | None:
    """What else there is where one thing is known: 除了成本还有啥, 只有这一种风险吗."""
    own, told = case.reading.own, next(iter(case.reading.facts), None)
    the_only_one = own.roles >= {"only", "demonstrative", "yesno"}
    the_rest = own.roles >= {"except", "further", "which_one"} or own.roles >= {"further", "others", "why"}
    if told is None or own.entities or own.amounts or not (the_rest or the_only_one):
        return None
    if own.roles & {"risk", "benefit", "why"} and (others := _of_the_same_kind(told, case)):
        return Answer(others, "no" if the_only_one else "")
    known = [token.text for token in own.tokens if token.id_of("concept") or token.id_of("sense")]
    said = any(word in told.say for word in known)
    return Answer((told.id,), "more" if told.more else "again") if said else None


def overstated_told(case: Case) -> Answer | None:
    """What was told, to somebody who asks whether it is certain, where it leaves room: 原文说一定会吗."""
    own, told = case.reading.own, next(iter(case.reading.facts), None)
    word = overstated(own, told, case.knowledge) if told else ""
    of_the_text = any(sign in own.text for sign in case.knowledge.pack.language.signs["the_text"])
    pointing = own.roles & {"demonstrative", "pronoun", "who_says", "hearsay", "as_written"}
    of_it = is_thin(own) or of_the_text or pointing
    if told is None or not word or not of_it or own.entities or own.concepts or own.amounts:
        return None
    return Answer((told.id,), "overstated", {"claimed": word})


def _of_the_same_kind(told: Fact, case: Case) -> tuple[str, ...]:
    """The likeliest other facts of the topic of `told`, a few."""
    facts = case.knowledge.facts
    ranked = [m.entry for m in case.ranked if m.entry in facts and m.entry != told.id]
    alike = [entry for entry in ranked if facts[entry].topic == told.topic]
    if "why" in case.reading.own.roles:
        return tuple(entry for entry in alike if facts[entry].about == told.about)[:1]
    return tuple(alike)[:_FEW]


_FEW = 2


_WHO_IS_MORE = frozenset({"compare", "superlative_most", "superlative_least", "rank", "share", "why"})
"""Roles of messages that ask for one of two or of the rest by what they give."""


def gap_told(case: Case) -> Answer | None:
    """What the parts lack of the whole, to somebody who adds them up, or was told them: 剩下的20亿谁出."""
    known, own = case.knowledge, case.reading.own
    told, parts = {fact.id for fact in case.reading.facts}, known.against("parts")
    if "+" in own.text:
        told |= {fact.id for amount in money(own) for fact in same_figures(amount, known)}
    every = {fact.id for fact in figures_of(known.pack.deal.investors, known)}
    asked = "remainder" in own.roles and any(money(own))
    of_the_rest = "remainder" in own.roles and len(investors := known.investors(own)) > 1
    if parts and of_the_rest and len(investors) == len(known.pack.deal.investors) - 1 and "why" not in own.roles:
        # 甲和乙分剩下的 leaves one of three out.
        return Answer((parts,))
    who_fills_it = "who" in own.roles and own.roles & {"remainder", "difference"} and own.roles.isdisjoint(_WHO_IS_MORE)
    # Once that was told, who fills it is nobody but those whom the material names.
    told_now = known.against("count") if "who" in own.roles and parts in told else parts
    if parts and who_fills_it and not (own.entities or own.concepts or own.amounts):
        return Answer((told_now or parts,))
    if told_now and parts in told and own.roles >= {"who", "enough"} and not own.entities:
        return Answer((told_now,))
    if parts and "as_written" in own.roles and own.roles & {"remainder", "difference"} and not own.entities:
        return Answer((told_now or parts,))
    summed = parts in told or (bool(every) and every <= told)
    return Answer((parts,)) if parts and asked and summed and not own.entities else None
