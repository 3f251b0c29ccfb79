"""A deal taken for done, or for called off, that the material calls planned."""

from collections.abc import Iterator

from bot.core.dialogue.carrying import wholes_named
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays, words
from bot.core.language.understand import Understanding
from bot.core.premises.conflict import Asked, Conflict
from bot.core.premises.stating import OPEN
from bot.core.referents import figure_of


def wrong_status(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """钱都打过去了吧, 听说黄了: taken for done, or for called off, what the material calls planned.

    Against one who is said to be out stands what the material says that they give.
    """
    roles = asked.read.roles
    # 已经把20亿打给丙了, 已经确定投20亿了: money that is said to have been given, or settled upon.
    paid = "gives_to" in roles or {"settles", "pays"} <= roles
    given = paid and "perfective" in roles and "earlier" not in roles and any(money(asked.read))
    done = "done" in roles or {"event", "perfective"} <= roles or given
    off = _called_off(asked, knowledge)
    if not done and not off:
        return
    if asked.elsewhere or roles & (_NOT_SAID - (_HEARD if "hearsay" in roles else set())):
        return
    if _of_something_else(asked, knowledge):
        return
    if "yesno" in roles and "tag" not in roles and ("perfective" not in roles or _ends_asking(asked.read)):
        return
    if roles & OPEN and not roles & {"tag"} and not _of_status(asked, knowledge):
        return
    of_one = knowledge.investors(asked.read) if off else ()
    figure = figure_of(of_one[0], knowledge) if len(of_one) == 1 else None
    against = figure.id if figure else knowledge.against("status")
    yield Conflict("called_off" if off else "status", against, {})
    if not off and any(money(asked.read)):
        # 估值30亿也到账了: what no money is paid of is told beside it.
        yield from (Conflict("status", fact.id, {}) for fact in wholes_named(asked.read, knowledge)[:1])


def _called_off(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a message says that the deal, or one who takes part in it, is off."""
    read = asked.read
    over = any(plays(t, "failed") and read.text[t.start : t.end + 1].endswith(_OVER) for t in read.tokens)
    of_the_deal = bool(knowledge.investors(read) or read.roles & {"this_deal", "collective"})
    return "failed" in read.roles and of_the_deal and (over or "perfective" in read.roles)


_OVER = "了"


_NOT_SAID = frozenset({"hypothetical", "either", "future", "negation", "when", "status_ask"})
"""Roles of messages that do not say that it is so."""


_HEARD = frozenset({"status_ask"})
"""Of these, what is asked of something that somebody is said to have said: 听说黄了, 真的吗."""


def _ends_asking(read: Understanding) -> bool:
    """Whether a message ends in the word that asks whether it is so: 打过去了没."""
    last = words(read)[-1:]
    return any(plays(word, role) for word in last for role in ("yesno", "ending"))


def _of_status(asked: Asked, knowledge: Knowledge) -> bool:
    return asked.nearest is not None and asked.nearest.topic == knowledge.topic_against("status")


def _of_something_else(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether what is said to be done is not the deal: 纪录已经破了."""
    status = knowledge.facts.get(knowledge.against("status"))
    if status is None:
        return False
    figures = {fact.topic for fact, figure in knowledge.figures if figure.of in knowledge.pack.deal.investors}
    source = knowledge.topic_against("official")
    other = asked.nearest is not None and asked.nearest.topic not in {status.topic, source, *figures}
    return other and not set(status.concepts).issuperset(asked.read.concepts)
