"""The question before a message, asked of another time, of another place in the order, or of each of them."""

from collections.abc import Sequence

from bot.core.dialogue.leaning import asks_only_for_a_place
from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import amounts_told, company

_OF_A_TIME = frozenset({"earlier", "continuation", "demonstrative", "filler_function"})
"""Roles of a message that only says that it is of another time: 上次呢, 现在呢."""
_NOW = ("collective", "this_deal", "earlier")


def of_another_time(read: Understanding, before: Reading, knowledge: Knowledge) -> str:
    """How much was asked before, of the time that `read` names: 甲 上次 投多少; empty where it asks no such thing."""
    now = "earlier" in before.roles and any(t.text in knowledge.pack.language.signs["now"] for t in read.tokens)
    only = ("earlier" in read.roles or now) and read.roles <= _OF_A_TIME
    if not only or not before.entities or "how_much" not in before.roles:
        return ""
    then = "".join(token.text for token in read.tokens if plays(token, "earlier"))
    names = " ".join(knowledge.entities[entity].name for entity in before.entities)
    kept = (t for t in before.whole.tokens if not company(t, knowledge) and not any(plays(t, role) for role in _NOW))
    return f"{names} {then}{''.join(token.text for token in kept)}"


def of_another_place(read: Understanding, before: Reading, knowledge: Knowledge) -> str:
    """Who has the place that `read` names and nothing else: 谁投第二呢 after 谁投最多; empty where nobody was asked."""
    if "who" not in before.roles or not asks_only_for_a_place(read, knowledge):
        return ""
    said = [word for token in before.whole.tokens for word in (*token.inner, token)]
    who = next((word.text for word in said if plays(word, "who")), "")
    pays = next((word.text for word in said if plays(word, "pays") and not plays(word, "who")), "")
    return f"{who}{pays}{read.text}"


def said_of(name: str, text: str, knowledge: Knowledge) -> str:
    """`text`, which asks of an unknown one, said of the one of that `name`: 甲投得最多 of 谁投得最多."""
    asked = {word for role in knowledge.pack.language.roles if role.id == "who" for word in role.words}
    unknown = max((word for word in asked if word in text), key=len, default="")
    return text.replace(unknown, name, 1) if unknown else text


def each_of_them(read: Understanding, facts: Sequence[Fact], knowledge: Knowledge) -> tuple[str, ...]:
    """All investors, where a share is asked after what each of them gives was told: 各出多少, 占几成."""
    investors = knowledge.pack.deal.investors
    told = any(len(amounts_told(fact, knowledge)) == len(investors) for fact in facts[:1])
    return investors if told and "share" in read.roles and "sum" not in read.roles else ()
