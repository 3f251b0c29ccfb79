"""What the best candidate has to say, and what is said where there is none."""

from bot.core.deciding.beside import (
    compares_with_another,
    gives_no_number,
    held_against_magnitude,
    said_to_pay,
    says_its_figure,
    wants_a_share,
)
from bot.core.deciding.both import of_both
from bot.core.deciding.case import Case
from bot.core.deciding.place import in_its_place
from bot.core.deciding.rank import candidates
from bot.core.deciding.sourced import told_by
from bot.core.deciding.talk import said
from bot.core.deciding.verdict import goes_on, not_yet, only_ends_so, says_no, undecided
from bot.core.decision import Answer, Clarify, Correction, NotCovered, OffTopic, Single
from bot.core.dialogue.leaning import asks_only_for_sides, only_names
from bot.core.dialogue.reading import about
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money
from bot.core.model import Fact, Gap
from bot.core.premises.attributed import another_s, misattributed, of_others, whose
from bot.core.premises.claims import currencies
from bot.core.premises.overstated import leaves_room, overstated
from bot.core.premises.stance import said_as
from bot.core.premises.stating import ASKS, OPEN, claims, states
from bot.core.search.retrieve import Match

_MOST_CHOICES = 4
_TALK = 0.2
"""How likely an intent must be to be replied to where nothing else answers."""
_FIRM = 0.75
"""How sure the nearest fact must be to be held against a statement that it neither affirms nor refutes."""
_AS_LIKELY = 0.75
"""How likely beside what the nearest fact refutes another must be to count as affirming it."""
_SURE_OF_YES = 0.4
"""How likely the nearest fact must be for a question to be answered with yes."""
_NEAR = 0.05
"""How likely a fact must be to be offered where nothing answers."""


def nothing(case: Case) -> Single:
    """What to reply where no candidate is sure enough."""
    if not case.of_the_deal:
        talk = said(case) if case.best and case.best.score >= _TALK else None
        return NotCovered() if case.reading.facts and talk is None else talk or OffTopic("other")
    near = tuple(m.entry for m in case.ranked[:2] if m.entry in case.knowledge.facts and m.score >= _NEAR)
    return NotCovered(near=near)


def choices(case: Case) -> tuple[str, ...]:
    """What may be meant: the same question asked of each company, where that has answers, else the figures."""
    known = case.knowledge
    asked = ((investor, candidates(about(case.reading, investor), known)) for investor in known.pack.deal.investors)
    facts = (next((m.entry for m in found if _is_about(m.entry, whom, known)), "") for whom, found in asked)
    same = [entry for entry in dict.fromkeys(facts) if entry]
    figures = [fact.id for fact, _ in known.figures]
    alike = len(same) > 2 and len({known.facts[entry].topic for entry in same}) == 1
    return tuple((same if alike else figures)[:_MOST_CHOICES])


def _is_about(entry: str, investor: str, known: Knowledge) -> bool:
    return entry in known.facts and investor in known.facts[entry].about


def chosen(match: Match, case: Case) -> Single:
    """What `match`, the best candidate, has to say to a message: as an answer, a yes, a no or a correction."""
    known = case.knowledge
    if match.entry in known.gaps:
        return _gap(known.gaps[match.entry], case)
    if match.entry in known.intents:
        return said(case) or Clarify(choices(case))
    read, fact = case.reading.whole, known.facts[match.entry]
    asserted, status = claims(read, known), known.facts.get(known.against("status"))
    how_far = "status_ask" in read.roles and read.roles.isdisjoint({"pays", "joins"})
    if status and how_far and fact.figure and fact.standing == status.standing:
        # 甲签了没 asks how far the deal is, not what 甲 gives.
        return Answer((status.id,))
    stance = "ask" if asks_only_for_sides(case.reading.own) else said_as(match, read, known, asserted)
    if stance in {"refute", "affirm"} and not asserted and (goes_on(case) or only_ends_so(match, stance, case)):
        stance = "ask"
    if stance == "affirm" and not asserted and (match.score < _SURE_OF_YES or undecided(fact, known)):
        stance = "ask"
    if found := _named(match.entry, stance, asserted, case) or in_its_place(match.entry, asserted, case):
        return found
    if asserted and stance != "affirm" and (measured := held_against_magnitude(fact, read, known)):
        return measured
    presumed = asserted or bool(read.roles & OPEN)
    word = "" if says_no(fact, known) else overstated(read, fact, known)
    if word and not (stance == "refute" and _false_without(word, match, case, asserted)):
        values = {"claimed": word}
        return Correction("overstated", fact.id, values) if presumed else Answer((fact.id,), "overstated", values)
    if stance == "denied" or (stance != "affirm" and leaves_room(read, fact, known)):
        return Answer((match.entry,))
    if stance == "refute" and (found := _refuted(match, asserted, presumed, case)):
        return found
    if owners := misattributed(read, fact, known):
        return whose(fact, owners, known) if asserted else Answer((match.entry,), "" if read.roles & OPEN else "no")
    if (stance == "affirm" or match.affirmed >= _AS_LIKELY) and another_s(fact, read, known):
        says = asserted or read.roles.isdisjoint(ASKS)
        return whose(fact, fact.about, known) if says else _of_the_other(fact, case)
    if stance == "affirm" and not known.gap_concepts.isdisjoint(case.reading.own.concepts):
        return Answer((match.entry,))
    if stance == "affirm" and not (list(money(read)) and len(known.investors(read)) > 1):
        return Answer((match.entry,), "confirmed" if asserted else "yes")
    if asserted and "tag" in read.roles and of_others(fact, known.mentions[fact.id], read, known):
        return Correction("refuted", match.entry)
    plain = states(read, known)
    if plain and another_s(fact, read, known):
        return whose(fact, fact.about, known)
    if wants_a_share(read) and gives_no_number(fact):
        return NotCovered(near=(match.entry,))
    if another_s(fact, read, known) and read.roles & ASKS and "why" not in read.roles:
        return _of_the_other(fact, case)
    plain = plain and case.confidence >= _FIRM
    if plain:
        return Correction("compared", match.entry)
    return told_by(fact, case) if "who_says" in case.roles else Answer(of_both(fact, case))


def _of_the_other(fact: Fact, case: Case) -> NotCovered:
    """That the material says it of the company of a fact, and not of the one that is asked about."""
    known = case.knowledge
    owners = tuple(entity for entity in fact.about if entity in known.pack.deal.investors)
    return NotCovered(whom=known.investors(case.reading.whole)[0], instead=owners)


def _refuted(match: Match, asserted: bool, presumed: bool, case: Case) -> Single | None:
    """What to say to a message that the fact refutes; None where only its number is meant, which the fact has."""
    known, read, fact = case.knowledge, case.reading.whole, case.knowledge.facts[match.entry]
    strange, count = known.outsiders(case.reading.own), known.against("count")
    of_money = fact.topic == known.topic_against("count")
    if asserted and of_money and strange and not any(known.entities[entity].name in fact.say for entity in strange):
        return Correction("stranger", count, {"name": known.called(strange)})
    if asserted and (other := _affirmed_elsewhere(match, case)):
        return chosen(other, case)
    if not asserted and (figure := said_to_pay(read, known)):
        return Answer((figure.id,))
    if asserted and compares_with_another(read, fact, known):
        return NotCovered(near=(match.entry,))
    if says_its_figure(read, fact, known):
        return None
    several = len(known.investors(read)) > 1 and len(fact.about) == 1
    if presumed and not asserted and (several or only_names(case.reading.own)):
        # 那乙呢 after 甲图什么 takes nothing for granted, and of two what is false of one may be said of the other.
        return Answer(of_both(fact, case))
    if read.roles >= {"yesno", "negation"} and "tag" not in read.roles:
        # 它就不怕吗 is neither answered with yes nor with no.
        return Answer((match.entry,))
    if presumed:
        return Correction("refuted", match.entry)
    return Answer((match.entry,), "" if not_yet(read, fact, known) or says_no(fact, known) else "no")


def _false_without(word: str, match: Match, case: Case, asserted: bool) -> bool:
    """Whether what a message says is false even without the word that makes too much of it."""
    known = case.knowledge
    read = known.reader.read(case.reading.whole.text.replace(word, "", 1))
    again = next((m for m in known.index.search(read.features) if m.entry == match.entry), match)
    return said_as(again, read, known, asserted) == "refute"


def _affirmed_elsewhere(match: Match, case: Case) -> Match | None:
    """The fact that affirms what `match` refutes, and is about as likely: what a fact affirms is not wrong."""
    known, read, least = case.knowledge, case.reading.whole, _AS_LIKELY * match.score * match.refuted
    others = (m for m in case.ranked if m is not match and m.entry in known.facts and m.score * m.affirmed >= least)
    return next((other for other in others if said_as(other, read, known, True) == "affirm"), None)


def _gap(gap: Gap, case: Case) -> NotCovered:
    """What the material does not say; who is asked about is named where the gap is that nobody else takes part."""
    known = case.knowledge
    of_others = known.against("count") in gap.near and known.against("count")
    named = known.outsiders(case.reading.own) if of_others else ()
    if named and not any(known.entities[entity].name in gap.say for entity in named):
        return NotCovered(strangers=named, near=gap.near)
    return NotCovered(gap=gap.id, near=gap.near)


def _named(entry: str, stance: str, asserted: bool, case: Case) -> Single | None:
    """A no that says to what: 没有写某某出资, 不是港币."""
    known, own = case.knowledge, case.reading.own
    if entry == known.against("count") and (strange := known.outsiders(own)):
        name = known.called(strange)
        if stance == "refute" and (asserted or own.roles & OPEN):
            return Correction("stranger", entry, {"name": name})
        return Answer((entry,), "stranger", {"name": name, "who": " ".join(strange)})
    if entry == known.against("currency") and stance != "affirm":
        other = "、".join(c for c in currencies(own, known) if c != known.pack.deal.currency)
        if other and stance == "refute" and asserted:
            return Correction("currency", entry, {"claimed": other})
        return Answer((entry,), "currency", {"claimed": other}) if other else None
    return None
