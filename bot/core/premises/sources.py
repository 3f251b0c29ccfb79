"""Whose word it is said to be: another source's than the material's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.conflict import Asked, Conflict, asserts
from bot.core.premises.stating import OPEN
from bot.core.referents import figure_named, named_by_number


def wrong_source(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """官方公布的吧, 彭博说的: another source than the material's; each breath, where a message names several."""
    told = _told(asked.read, knowledge)
    if not told:
        yield from _wrong_source(asked, knowledge)
    for breath, fact in told:
        yield from _wrong_source(replace(asked, read=breath, context=None, nearest=fact), knowledge)


def rightly_told(read: Understanding, knowledge: Knowledge) -> tuple[str, ...]:
    """The facts of a message that names several sources, each for what is its own; none where one is not."""
    told = _told(read, knowledge)
    right = all(fact and _sources(breath, knowledge) == {fact.source.by} for breath, fact in told)
    return tuple(dict.fromkeys(fact.id for _, fact in told if fact)) if right else ()


def _told(read: Understanding, knowledge: Knowledge) -> list[tuple[Understanding, Fact | None]]:
    """The breaths of a message that name a source, with the nearest fact of each, where there are several."""
    if not _sources(read, knowledge) or read.roles & OPEN:
        return []
    breaths = map(knowledge.reader.read, filter(None, _BREATHS.split(read.text)))
    naming = [breath for breath in breaths if _sources(breath, knowledge)]
    if len(naming) < _SEVERAL:
        return []
    nearest = (next((m.entry for m in knowledge.index.search(breath.features)), "") for breath in naming)
    return [(breath, knowledge.facts.get(entry)) for breath, entry in zip(naming, nearest, strict=True)]


_BREATHS = re.compile(r"[\s,，。;；!！]+")
_SEVERAL = 2


def _sources(read: Understanding, knowledge: Knowledge) -> set[str]:
    return {e for e in read.entities if knowledge.entities[e].role in {"outlet", "source"}}


def _wrong_source(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    read, official = asked.read, knowledge.against("official")
    asks = OPEN - {"who_says"} if "tag" in read.roles else OPEN
    if asked.elsewhere or read.roles & (asks | {"hypothetical", "either", "accuses"}):
        return
    about = _told_by_an_outlet(asked, knowledge) or _figure_talked_of(read, knowledge)
    about = about or asked.context or asked.nearest or asked.maybe
    named = _sources(read, knowledge)
    if about is None:
        if "tag" in read.roles and named.difference(fact.source.by for fact in knowledge.pack.facts):
            yield Conflict("source", official, {})
        return
    by = about.source.by
    told = read.roles & {"official", "many_sources"} and not (
        read.roles & {"second_person", "awaits"} or _whether_told(read)
    )
    if asked.nearest is about and about.topic == knowledge.topic_against("official") and knowledge.outsiders(read):
        # 丁官方发的: who put the text out, which a fact of its own tells.
        return
    claimed = named - {by} or (asserts(read) and told)
    asked_back = knowledge.reader.denials.asks_back.search(read.text[-_LAST:])
    denied = "negation" in read.roles and not asked_back
    if not claimed or by in named or denied:
        return
    topic = knowledge.topic_against("official")
    alike = (f for f in knowledge.pack.facts if f.topic == topic and f.source.by == by)
    own = (
        about.id
        if about.topic == topic
        else next((f.id for f in alike if set(f.about) <= {*about.about, *knowledge.investors(read)}), "")
    )
    yield Conflict("source", own or official, {})


def _told_by_an_outlet(asked: Asked, knowledge: Knowledge) -> Fact | None:
    """The nearest fact, where a named outlet says it: 50亿创纪录是丁社说的 is of the record, not of the 50亿."""
    by = knowledge.entities.get(asked.nearest.source.by) if asked.nearest else None
    another = by is not None and by.role in {"outlet", "source"} and by.id not in _sources(asked.read, knowledge)
    return asked.nearest if another else None


def _whether_told(read: Understanding) -> bool:
    """Whether a message asks if something is announced, whatever else it wants confirmed: 定了吧 官宣没."""
    words = [token for token in read.tokens if not plays(token, "filler_function")]
    within = any(plays(t, "status_ask") and any(plays(i, "official") for i in t.inner) for t in words)
    asks = ("yesno", "ending", "status_ask")
    said = [(t, after) for t, after in pairwise(words) if plays(t, "official")]
    return within or any(plays(after, role) for _, after in said for role in asks)


_LAST = 2
"""How many characters at the end of a message may ask it back: 不是甲说的吗."""


def _figure_talked_of(read: Understanding, knowledge: Knowledge) -> Fact | None:
    same = (fact for _, fact in named_by_number(read, knowledge))
    named = (f for t in read.tokens if (f := figure_named(t, knowledge)))
    return next(same, None) or next(named, None)
