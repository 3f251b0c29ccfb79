"""Whether one of the investors takes part at all, or has paid already: 甲退出了吗, 甲投了没."""

from bot.core.deciding.case import Case
from bot.core.decision import Answer, Single
from bot.core.language.roles import plays, plays_a_role, words
from bot.core.language.understand import A_NOT_A
from bot.core.premises.absence import absentees
from bot.core.premises.stating import OPEN
from bot.core.referents import company


def takes_part(case: Case) -> Single | None:
    """What an investor gives, to somebody who asks whether it stays away: 甲退出了吗."""
    fact = next(iter(absentees(case.reading.own, case.knowledge)), None)
    if fact is None or "yesno" not in case.reading.own.roles:
        return None
    return Answer((fact.id,), "takes_part", {"name": case.knowledge.called(fact.about)})


def paid_yet(case: Case) -> Single | None:
    """How far the deal is, where a message only asks whether an investor has paid: 甲投了没, 甲出钱了吗."""
    known, own = case.knowledge, case.reading.own
    status = known.against("status")
    bare = all(plays_a_role(token) or company(token, known) for token in words(own))
    asked = "pays" in own.roles and own.roles & {"status_ask", "yesno"} and own.roles.isdisjoint(OPEN | _NOT_OF_STATUS)
    only = status and bare and asked and not own.amounts and len(known.investors(own)) == 1
    done = "status_ask" in own.roles or any(plays(t, "yesno") and t.text.startswith("了") for t in own.tokens)
    return Answer((status,)) if only and (done or A_NOT_A.search(own.text)) else None


_NOT_OF_STATUS = frozenset({"earlier", "more", "less", "superlative_most", "superlative_least", "joins", "tag"})
