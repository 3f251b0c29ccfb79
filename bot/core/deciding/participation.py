"""Whether one of the investors takes part at all, or has paid already: 甲退出了吗, 甲投了没."""

from bot.core.deciding.case import Case
from bot.core.decision import Answer, Single
from bot.core.language.roles import plays, plays_a_role, words
from bot.core.language.understand import A_NOT_A, Understanding
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
    only = status and bare and not own.amounts and len(known.investors(own)) == 1
    if not only or own.roles & (OPEN | _NOT_OF_STATUS):
        return None
    pays = "pays" in own.roles and (_whether_done(own) or A_NOT_A.search(own.text) is not None)
    return Answer((status,)) if "status_ask" in own.roles or pays else None


def _whether_done(read: Understanding) -> bool:
    """Whether a message asks if something has been done: 掏钱了吗."""
    return any(plays(token, "yesno") and token.text.startswith("了") for token in read.tokens)


_NOT_OF_STATUS = frozenset(
    {"earlier", "more", "less", "superlative_most", "superlative_least", "joins", "tag", "benefit"}
)
