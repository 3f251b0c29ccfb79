"""Candidates for an answer: what is likeliest, weighed by who is meant and by the talk so far."""

from bot.core.dialogue.reading import Reading, asks_of_what_was_said
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays, words
from bot.core.language.understand import Understanding
from bot.core.model import Fact, Intent, Kind
from bot.core.premises.stating import claims
from bot.core.referents import company, left_out
from bot.core.search.retrieve import Match

_STRANGER, _OTHER, _MENTIONED, _GENERAL = 0.1, 0.3, 0.6, 0.6
"""What a candidate keeps that is about another company than the one named: not at all, in passing, in general."""
_POINTED_ELSEWHERE = 0.4
"""What a candidate on the deal keeps where a pronoun points at one company of the talk."""
_OF_NOBODY = 0.2
"""What small talk keeps in which nobody names a company where this message does, or asks of the answer before it, and
what is left of asking whom a message means that asks for all together."""
_UNSAID = 0.7
"""What a fact keeps where a message names something that the material says nothing of."""
_DENIED = 0.5
"""How much less likely a fact is for being what it refutes, where a message only asks who, which or how many."""
_ASKS_ONLY, _PRESUMES = frozenset({"who", "which", "which_one", "how_much", "rank"}), frozenset({"why", "how"})
"""Roles of questions that say nothing themselves, and of those that take something for granted."""
WANTS_ADVICE = frozenset({"advice", "trade", "forecast", "promise", "first_person"})
"""Roles of messages that want more than what the material says."""
_ADVICE, _FORECAST = 5.0, 2.0
"""How much likelier a refusal is where a word asks for advice, or for a forecast or a promise."""
_SAME_SECTION, _STILL_THERE, _SAME_SOURCE = 1.5, 2.5, 10.0
"""How much likelier the section of the answer before is, the more where nobody is named, and its source where the talk
turns to sources."""

_THE_SAME = 6.0
"""How much likelier the very answer before is where a message says something and names nothing: 一点好处没有?"""
_SAYS_SO = 4.0
"""How much likelier what a message asks the grounds of makes the fact that says it."""
_SAYS_NOTHING = frozenset({"filler_chat", "filler_function", "ending", "continuation", "second_person", "first_person"})
"""Roles of messages that say nothing of the answer before: 懂了, 谢啦."""


def candidates(reading: Reading, knowledge: Knowledge) -> list[Match]:
    """Entries that may be meant, likeliest first; `score` is after every gate, and all scores together are 1."""
    found = knowledge.index.search(reading.features)
    denied = _DENIED if _only_asks(reading, knowledge) else 0.0
    gates = ((match, _gate(match.entry, reading, knowledge)) for match in found)
    weighed = [
        (match, match.score * gate * (1.0 - denied * match.refuted) * _of_the_answer(match, reading))
        for match, gate in gates
    ]
    rest = max(0.0, 1.0 - sum(match.score for match in found))
    whole = sum(score for _, score in weighed) + rest or 1.0
    scored = [Match(match.entry, score / whole, *match[2:]) for match, score in weighed]
    return sorted(scored, key=lambda m: (-m.score, m.entry))


def _only_asks(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a message asks who, which or how many, and says nothing that could be wrong: 谁出得多."""
    roles = reading.roles
    return bool(roles & _ASKS_ONLY) and not roles & _PRESUMES and not claims(reading.own, knowledge)


def _of_the_answer(match: Match, reading: Reading) -> float:
    """How much likelier the answer before is the more a message says something, and names nothing it could be of."""
    own = reading.own
    before = bool(reading.facts) and match.entry == reading.facts[0].id and not own.roles <= _SAYS_NOTHING
    named = any(name[0] in "ecmn" for name in own.features)
    if "grounds" in own.roles:
        # 凭什么说甲掉队 asks of what says so.
        return float(_SAYS_SO**match.affirmed)
    return float(_THE_SAME ** (match.affirmed + match.refuted)) if before and not named else 1.0


def _gate(entry: str, reading: Reading, knowledge: Knowledge) -> float:
    fact, gap = knowledge.facts.get(entry), knowledge.gaps.get(entry)
    if entry in knowledge.misses.get(reading.own.text, ()):
        return 0.0
    if fact is None and gap is None:
        return _talk(knowledge.intents[entry], reading, knowledge)
    about = fact.about if fact else gap.about if gap else ()
    if about and {*about} <= left_out(reading.own, knowledge):
        return 0.0
    of_a_gap = fact is not None and not knowledge.gap_concepts.isdisjoint(reading.own.concepts)
    weight = _who(entry, about, reading, knowledge) * (_carried_on(fact, reading, knowledge) if fact else 1.0)
    if fact and "earlier" in reading.own.roles and not knowledge.index.asked(entry, "r:earlier"):
        weight *= _OF_NOW
    investors = knowledge.pack.deal.investors
    if fact and fact.figure and fact.figure.of in investors and _only_of_then(reading.own.roles):
        weight *= _OF_THEN
    if fact and _of_the_other_side(entry, reading, knowledge):
        weight *= _OTHER
    return weight * _UNSAID if of_a_gap else weight


_OF_THEN = 0.01
"""What a figure of this deal keeps where a message asks of another time alone."""


def _only_of_then(roles: frozenset[str]) -> bool:
    """Whether a message asks of another time alone, so that no figure of this deal answers: 甲以前投多少."""
    return "earlier" in roles and roles.isdisjoint({"collective", "this_deal", "compare", "difference", "more", "less"})


def _of_the_other_side(entry: str, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a message asks for the good of something where an entry is only asked for the bad, or the reverse."""
    asked = reading.own.roles & {"benefit", "risk"}
    other = {"benefit": "risk", "risk": "benefit"}
    side = next(iter(asked)) if len(asked) == 1 else ""
    known = knowledge.index.asked
    return bool(side) and known(entry, f"r:{other[side]}") and not known(entry, f"r:{side}")


_OF_NOW = 0.5
"""What a fact keeps that nobody asks of another time, where a message is of another: 甲此前投了多少."""


def _talk(intent: Intent, reading: Reading, knowledge: Knowledge) -> float:
    deal = knowledge.pack.deal
    # Who names anybody at all says nothing of the bot.
    others = knowledge.outsiders(reading.own) if intent.kind is Kind.ABOUT_BOT else ()
    companies = {*deal.investors, deal.target, *others}
    named = not {*reading.entities, *reading.own.entities}.isdisjoint(companies)
    if intent.kind is Kind.ANSWER and reading.own.concepts:
        # 铲子是啥 讲简单点 asks for more of nothing that was told.
        return _OF_NOBODY
    if intent.kind is Kind.DECLINED and (_trades_itself(reading.own, knowledge) or _gains(reading.own, knowledge)):
        return _OF_NOBODY
    if intent.kind is Kind.DECLINED and reading.facts and trades_no_more(reading.own):
        return 0.0
    if intent.kind is Kind.DECLINED and "earlier" in reading.own.roles and reading.own.roles.isdisjoint(_ONES_OWN):
        # 甲以前不是全押的吗 is about what was.
        return _OF_NOBODY
    if intent.kind is Kind.DECLINED and not asks_of_what_was_said(reading):
        roles = reading.own.roles
        if reading.whole is not reading.own and reading.facts and roles.isdisjoint(WANTS_ADVICE):
            # What the talk put into it does not turn a question about the material into one for advice.
            return _OF_NOBODY
        if named and "why" in roles and roles.isdisjoint(WANTS_ADVICE):
            return _OF_NOBODY
        likelier = roles & {"forecast", "promise"} or ("trade" in roles and roles & {"first_person", "second_person"})
        return _ADVICE if "advice" in roles else _FORECAST if likelier else 1.0
    if asks_of_what_was_said(reading) or "as_written" in reading.own.roles:
        return _OF_NOBODY
    if intent.kind is Kind.CLARIFY and "sum" in reading.own.roles and "pronoun" not in reading.own.roles:
        return _OF_NOBODY
    return _OF_NOBODY if named and not knowledge.names_companies(intent.id) else 1.0


_ONES_OWN = frozenset({"first_person", "second_person", "forecast", "promise", "trade"})
"""Roles of messages of another time that may all the same ask what to do: 之前没买 现在全押行吗."""


def _trades_itself(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a company is said to trade something of this deal: 甲要卖20亿的股份 asks for no advice."""
    verb = next((token for token in read.tokens if plays(token, "trade")), None)
    if verb is None or not read.roles.isdisjoint({"first_person", "second_person", "advice"}):
        return False
    seller = any(company(token, knowledge) and token.end <= verb.start for token in read.tokens)
    sold = any(token.id_of("concept") and token.start >= verb.end for token in read.tokens)
    return seller and (sold or any(amount.start >= verb.end for amount in money(read)))


def trades_no_more(read: Understanding) -> bool:
    """Whether a message goes on with what somebody trades, and asks nothing for itself: 那现在不卖了."""
    sold = next((i for i, token in enumerate(read.tokens) if plays(token, "trade")), 0)
    denied, after = sold and plays(read.tokens[sold - 1], "negation"), read.tokens[sold + 1 :]
    ends = all(not t.text[0].isalnum() or plays(t, "filler_function") or plays(t, "yesno") for t in after)
    return bool(denied) and ends and read.roles.isdisjoint(_ONES_OWN - {"trade"} | {"advice"})


def _gains(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a company is said to gain for sure, which a fact may contradict: 甲稳赚不赔对不对 asks for no promise."""
    said = "tag" in read.roles and read.roles.isdisjoint({"trade", "advice", "first_person", "second_person"})
    return said and "promise" in read.roles and any(company(token, knowledge) for token in words(read)[:1])


def _who(entry: str, about: tuple[str, ...], reading: Reading, knowledge: Knowledge) -> float:
    """How well the entry's subject fits whom the message names."""
    named = {*reading.entities} - left_out(reading.own, knowledge)
    if not named:
        return 1.0
    subject = set(about).intersection(knowledge.pack.deal.investors)
    if named == subject:
        return 1.0
    if not subject:
        if reading.inherited and "pronoun" in reading.own.roles and len(named) == 1 and entry in knowledge.facts:
            # 他图什么 asks of one of them, not of the deal.
            return _POINTED_ELSEWHERE
        if entry in knowledge.gaps:
            return _OTHER if about and {*about}.isdisjoint({*named, *reading.own.entities}) else 1.0
        return 1.0 if named <= knowledge.mentions.get(entry, frozenset()) else _GENERAL
    if named & subject:
        return 1.0
    if reading.inherited:
        return _MENTIONED
    return _OTHER if named <= knowledge.mentions[entry] else _STRANGER


def _carried_on(fact: Fact, reading: Reading, knowledge: Knowledge) -> float:
    weight = 1.0
    for earlier in reading.facts[:1]:
        if reading.roles & {"who_says", "certainty"} and fact.topic == knowledge.topic_against("official"):
            weight *= _SAME_SOURCE if fact.source.by == earlier.source.by else 1.0
        if fact.source.section == earlier.source.section:
            weight *= _SAME_SECTION if reading.own.entities else _STILL_THERE
    return weight
