"""A number that is right: which fact it matches, and whether a message says anything beside it."""

from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays, plays_a_role
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.claims import stated
from bot.core.referents import directly, equals, figure_named, referent


def matching_amount(read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The fact that a number in a message is rightly said of, where it is the message's only number."""
    if any(amount.kind in {"share", "multiple"} for amount in read.amounts):
        # 甲的10亿占一成: the number is given, the share is what is to be judged.
        return None
    claims = list(stated(read, knowledge))
    fact = referent(claims[0], read, knowledge) if len(claims) == 1 else None
    if fact is None or not equals(claims[0], fact, knowledge):
        return None
    said_of_it = directly(claims[0], fact, read, knowledge) or says_no_more(read, fact, knowledge)
    return fact if said_of_it else None


def matching_row(read: Understanding, knowledge: Knowledge) -> tuple[Fact, ...]:
    """The facts of a message that says nothing but several numbers, each rightly of its own: 甲50亿 乙不到10亿 对吧."""
    claims = list(stated(read, knowledge))
    facts = [
        fact for amount in claims if (fact := referent(amount, read, knowledge)) and equals(amount, fact, knowledge)
    ]
    row = len(claims) == len(list(money(read))) == len(facts) == len(set(facts)) >= _SEVERAL
    said = [t for t in read.tokens if t.text[0].isalnum() and not any(a.start <= t.start < a.end for a in read.amounts)]
    only = row and all(figure_named(t, knowledge) in facts or plays_a_role(t) for t in said)
    return tuple(facts) if only and not any(a.kind in {"share", "multiple"} for a in read.amounts) else ()


_SEVERAL = 2


def says_no_more(read: Understanding, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a message says nothing but a number of `fact`: 甲出10亿对吧, 一共50亿吗."""
    said = [t for t in read.tokens if t.text[0].isalnum() and not any(a.start <= t.start < a.end for a in read.amounts)]
    target = knowledge.pack.deal.target
    return all(
        figure_named(t, knowledge) is fact or t.id_of("entity") == target or any(plays(t, role) for role in _CARRYING)
        for t in said
    )


_CARRYING = frozenset(
    {"yesno", "tag", "pays", "sum", "collective", "this_deal", "gives_to", "bound_about", "filler_function",
     "filler_chat"}
)  # fmt: skip
"""Roles of words that carry a number without saying anything else of it."""
