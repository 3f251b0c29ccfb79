"""Which place one of them has in the order of all: 甲排第几, 乙排第二吧."""

import re

from bot.core.deciding.case import Case
from bot.core.decision import Answer, Correction, Single
from bot.core.knowledge import Knowledge
from bot.core.language.numerals import parse_number, written
from bot.core.language.roles import plays_a_role, words
from bot.core.referents import amounts_told, figures_of, left_out
from bot.core.sums.arithmetic import larger_first

_PLACE = re.compile("(倒数)?第([一二三四五六七八九1-9])(?![个家轮次块条笔节点步季批版期章页段年代])")
"""A place among others; the second round, time or point is none."""
_WHO_IS = re.compile("[排列]?(倒数)?第([一二三四五六七八九1-9])[名位]?的(?:那家|那个|那位|那一家)(?!是[谁哪])")
"""Calls one of them by a place."""
_IN_TIME = re.compile("第几[个家次轮]")
"""Asks who came when."""


def in_its_place(entry: str, asserted: bool, case: Case) -> Single | None:
    """The order of all with the place of the one whom a message names first; a place that it names itself is judged."""
    known, own, whom = case.knowledge, case.reading.own, _whose(case)
    rank, said = known.against("rank"), _PLACE.search(own.text)
    of_nobody = "who" in own.roles and not own.entities
    if said and of_nobody and entry == rank and own.roles.isdisjoint({"negation", "either"}):
        return _one_in_place(said, rank, known)
    if not whom or not rank or of_nobody or own.roles & {"negation", "either"} or _IN_TIME.search(own.text):
        return None
    order = _largest_first(known)
    if whom not in order:
        return None
    place = order.index(whom) + 1
    if said and (entry == rank or _of_amounts(entry, case)):
        counted = int(parse_number(said[2]) or 0)
        return _judged(rank, place == (len(order) + 1 - counted if said[1] else counted), asserted)
    if entry != rank or "yesno" in own.roles or own.roles.isdisjoint({"rank", "which_one"}):
        return None
    return _told(place, order, rank, known)


def _one_in_place(said: re.Match[str], rank: str, known: Knowledge) -> Single | None:
    """Who has a place, with the order of all: 谁排第二."""
    order, counted = _largest_first(known), int(parse_number(said[2]) or 0)
    place = len(order) + 1 - counted if said[1] else counted
    return _told(place, order, rank, known) if 0 < place <= len(order) else None


def _told(place: int, order: list[str], rank: str, known: Knowledge) -> Answer:
    lead = {1: "place_first", len(order): "place_last"}.get(place, "place")
    return Answer((rank,), lead, {"who": known.entities[order[place - 1]].name, "place": written(place)})


def with_names(text: str, known: Knowledge) -> str:
    """`text` with the names of those whom it calls by their place: 排第三的那家图什么 is 丙图什么."""
    order = _largest_first(known) if known.against("rank") else []

    def name(match: re.Match[str]) -> str:
        place = int(parse_number(match[2]) or 0)
        found = order[-place if match[1] else place - 1] if 0 < place <= len(order) else ""
        return known.entities[found].name if found else match[0]

    return _WHO_IS.sub(name, text)


_WHO_IS_WHERE = frozenset({"who", "superlative_most", "superlative_least"})
"""Roles of what asks for both ends of the order: 谁最多谁最少."""


def bare_place(case: Case) -> Single | None:
    """The place of one of them where that is all that is asked: 具体第几 after it was talked of."""
    known, own = case.knowledge, case.reading.own
    rank = known.facts.get(known.against("rank"))
    place = _PLACE.search(own.text)
    only = all(plays_a_role(token) or token.text in place[0] for token in words(own)) if place else False
    if rank and place and only and "who" in own.roles:
        return _one_in_place(place, rank.id, known)
    if rank and own.roles >= _WHO_IS_WHERE and all(map(plays_a_role, words(own))):
        return Answer((rank.id,))
    bare = own.roles >= {"rank", "which_one"} and set(own.concepts) <= set(rank.concepts if rank else ())
    says_more = (any(len(word) > 1 for word in own.words) and "pays" not in own.roles) or "earlier" in own.roles
    return in_its_place(rank.id, False, case) if rank and bare and not says_more else None


def order_of_the_told(case: Case) -> Answer | None:
    """The order of all, where that or their distance is asked after what each gives was told: 排个序, 差距多大."""
    known, told = case.knowledge, next(iter(case.reading.facts), None)
    rank, own = known.against("rank"), case.reading.own
    every = told is not None and len(amounts_told(told, known)) == len(known.pack.deal.investors)
    return Answer((rank,)) if rank and every and not own.entities and own.roles & {"rank", "difference"} else None


def _judged(rank: str, right: bool, asserted: bool) -> Single:
    if asserted:
        return Answer((rank,), "confirmed") if right else Correction("rank", rank)
    return Answer((rank,), "yes" if right else "no")


def _of_amounts(entry: str, case: Case) -> bool:
    """Whether a message that is near another fact of the amounts says nothing else, so that its place is of them."""
    near = case.knowledge.facts[entry].topic == case.knowledge.topic_against("rank")
    return near and all(len(word) == 1 for word in case.reading.own.words)


def _largest_first(known: Knowledge) -> list[str]:
    every = figures_of(known.pack.deal.investors, known)
    return [fact.measured.of for fact in larger_first(every)]


def _whose(case: Case) -> str:
    """The one investor whose place a message asks for; one that only asks 排第几 asks it of the one just talked of."""
    named = case.knowledge.investors(case.reading.own)
    bare = not named and case.roles >= {"rank", "which_one"} and "collective" not in case.roles
    out = left_out(case.reading.own, case.knowledge)
    whom = case.reading.lately[:1] if bare and len(case.reading.facts) == 1 else [e for e in named if e not in out]
    return whom[0] if len(whom) == 1 else ""
