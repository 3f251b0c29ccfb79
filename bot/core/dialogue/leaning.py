"""How far a message leans on the talk: it points, goes on, only names somebody, or says too little by itself."""

from bot.core.knowledge import Knowledge
from bot.core.language.features import TELLING, substance
from bot.core.language.pointing import begins
from bot.core.language.roles import money, plays_a_role, words
from bot.core.language.understand import Understanding
from bot.core.referents import figure_named, named_by_number


def leans(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message that names nobody is about whom the talk was about: it points, goes on, or says too little."""
    shares = any(amount.kind == "share" for amount in read.amounts) or read.roles >= {"takes_up", "how_much"}
    part = (shares or "share" in read.roles) and bool(read.roles & {"takes_up", "pronoun"})
    summed = "sum" in read.roles and any(money(read))
    which = "who" in read.roles and read.roles.isdisjoint(_OF_WHOM)
    of_all = (
        (bool(read.roles & {"collective", "this_deal"}) or summed or which) and not part and "pronoun" not in read.roles
    )
    if knowledge.outsiders(read):
        return False
    if begins(read, "compare"):
        # 比总额少多少 lacks what is compared.
        return True
    if of_all:
        return False
    if begins(read, "yesno") and read.roles & _MOST and not _names_subject(read, knowledge):
        # 是不是最多的 lacks who.
        return True
    if asks_only_for_sides(read):
        return True
    goes_on = "continuation" in read.roles or begins(read, "further") or is_thin(read)
    return shares or bool(read.roles & _POINTING) or (goes_on and not _names_subject(read, knowledge))


_MOST = frozenset({"superlative_most", "superlative_least"})
_OF_WHOM = frozenset({"who_says", "certainty", "pronoun", "pronoun_many", "compare", "difference", "more", "less"})
"""Roles that a question for a name (谁最怕) has where it is still about whom the talk was about."""


def _names_subject(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message names a quantity that is nobody's of the investors: 那估值呢, 那总共的20亿呢."""
    figures = [figure_named(token, knowledge) for token in read.tokens]
    figures += [fact for _, fact in named_by_number(read, knowledge)]
    return any(fact.measured.of not in knowledge.pack.deal.investors for fact in figures if fact)


_POINTING = frozenset({"pronoun", "pronoun_many", "share", "ratio", "difference", "who_says", "certainty"})


def is_thin(read: Understanding) -> bool:
    """Whether a message says so little by itself that it must lean on the one before it."""
    return substance(read.features) <= TELLING["c"]


def only_names(read: Understanding) -> bool:
    """Whether a message names somebody and asks nothing of them: 那乙呢."""
    return not asks_of(read) and not any(name[0] in "cwtm" for name in read.features)


def asks_of(read: Understanding) -> bool:
    """Whether a message asks or says something of whom it names."""
    return not read.roles.isdisjoint(_ASKING)


_ASKING = frozenset(
    {"how_much", "share", "ratio", "difference", "sum", "rank", "compare", "why", "risk", "benefit", "impact",
     "who_says", "certainty", "when", "meaning", "who", "how", "which", "status_ask", "superlative_most",
     "superlative_least", "first_time", "done", "event", "failed", "official", "only", "earlier", "negation",
     "more", "less", "bound_more_than", "bound_less_than"}
)  # fmt: skip
"""Roles that ask or say something of whom a message names."""


def asks_only_who(read: Understanding) -> bool:
    """Whether a message asks for a name and says nothing of whose: 那谁是."""
    return "who" in read.roles and not read.entities and not any(name[0] in "cwtmn" for name in read.features)


def asks_only_why(read: Understanding) -> bool:
    """Whether a message asks for a reason and says nothing of whose: 为什么, 理由是什么, 怎么讲."""
    reason = "why" in read.roles or read.roles >= {"how", "meaning"}
    other = read.roles & (_ASKING - {"why", "how", "meaning", "which"})
    return reason and not other and not read.entities and not read.amounts and all(map(plays_a_role, words(read)))


def only_a_time(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message names a time and says nothing of what: 下个月吗."""
    rest = {token.text for token in words(read) if not plays_a_role(token) and len(token.text) > 1}
    return bool(rest) and rest <= {*knowledge.pack.language.signs["times"]} and read.roles <= _ONLY_CHECKS


_ONLY_CHECKS = frozenset({"yesno", "tag", "ending", "continuation", "demonstrative", "filler_function", "filler_chat"})
"""Roles of words that only want confirmed what else is said."""


def asks_only_for_sides(read: Understanding) -> bool:
    """Whether a message asks for good or bad sides and does not say of what: 那好处是什么."""
    sides = read.roles & {"benefit", "risk", "impact"} and read.roles.isdisjoint({"negation", "lack", "yesno"})
    return bool(sides) and not read.entities and all(map(plays_a_role, words(read)))


def asks_only_for_a_place(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message asks for the most, the least or the second and does not say of what: 最少呢, 第二呢."""
    signs = knowledge.pack.language.signs
    ranked = {*signs["ranked_first"], *signs["ranked_second"], *signs["ranked_last"]}
    bare = all(plays_a_role(token) or token.text in ranked for token in words(read))
    named = bool(read.roles & _MOST) or any(token.text in ranked for token in read.tokens)
    return named and bare and not read.entities and read.roles <= _MOST | {"continuation", "demonstrative", "who"}


def asks_only_how_far(read: Understanding) -> bool:
    """Whether a message asks how far something is and does not say what: 定了没, 已经发生了吗."""
    return "status_ask" in read.roles and not read.entities and all(map(plays_a_role, words(read)))


def means_two(read: Understanding) -> bool:
    """Whether a message is about two of the talk: 这两家, 哪个更多."""
    pair = any(amount.kind == "count" and amount.value == _A_PAIR for amount in read.amounts)
    which = "compare" in read.roles and bool(read.roles & {"who", "which_one"})
    return pair or which or bool(read.roles & {"difference", "sum"})


_A_PAIR = 2
