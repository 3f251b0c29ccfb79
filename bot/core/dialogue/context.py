"""Follow-ups: what a short message takes from the turns before it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.core.dialogue.another import each_of_them, of_another_place, of_another_time, said_of
from bot.core.dialogue.carrying import (
    asked_of_the_others,
    quantity_talked_of,
    reckoned_of_another,
    reckoned_of_another_whole,
    with_figures,
    with_the_last,
)
from bot.core.dialogue.leaning import (
    asks_only_for_sides,
    asks_only_how_far,
    asks_only_who,
    is_thin,
    leans,
    means_two,
    only_a_time,
    only_names,
)
from bot.core.dialogue.reading import Reading, asks_of_what_was_said
from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.pointing import points
from bot.core.language.roles import plays, plays_a_role, words
from bot.core.language.understand import Understanding
from bot.core.model import Fact, Kind, Turn

_FAINT = 0.35
"""How much an earlier question still counts where a message says too little by itself."""


def place(read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Reading:
    """`read` with what the turns before it (oldest first) leave unsaid."""
    named = knowledge.investors(read)
    own = Reading(read, read, named, False, named[::-1], (), read.features, read.roles)
    if not turns:
        return own
    last = turns[-1]
    if last.kind is Kind.ABOUT_BOT:
        # Small talk or a look at the source is no question: the talk goes on from the turn before it.
        return place(read, turns[:-1], knowledge)
    facts = tuple(knowledge.facts[i] for i in last.fact_ids if i in knowledge.facts)
    asked = last.text or (facts[0].title if facts else "")
    return _lean(own, place(knowledge.reader.read(asked), turns[:-1], knowledge), facts, knowledge)


def _lean(own: Reading, before: Reading, facts: tuple[Fact, ...], knowledge: Knowledge) -> Reading:
    told = tuple(dict.fromkeys(e for fact in facts for e in fact.about if e in knowledge.pack.deal.investors))
    lately = tuple(dict.fromkeys((*own.lately, *(told if len(told) == 1 else ()), *before.lately)))
    placed = replace(own, facts=facts, lately=lately)
    if said := of_another_time(own.own, before, knowledge):
        then = replace(placed, own=knowledge.reader.read(said), entities=before.entities)
        return _reworded(then, said, frozenset(), knowledge)
    if not own.own.features or _only_talks(own.own):
        return placed
    again = (
        reckoned_of_another(own.own, before.own, knowledge)
        or reckoned_of_another_whole(own.own, before.whole, knowledge)
        or with_figures(own.own, facts, knowledge)
        or with_the_last(own.own, before.lately, before.whole, knowledge)
        or asked_of_the_others(own.own, told, before.whole, knowledge)
    )
    if again:
        return replace(_reworded(placed, again, frozenset(), knowledge), own=knowledge.reader.read(again), carried=True)
    if not before.entities and (strange := _pointed_at(own.own, before.own, knowledge)):
        return _reworded(placed, strange, frozenset(), knowledge)
    if before.own.roles & {"when", "which_one"} and only_a_time(own.own, knowledge):
        return _reworded(replace(placed, own=before.own), before.whole.text, frozenset(), knowledge)
    if said := of_another_place(own.own, before, knowledge):
        return replace(_reworded(placed, said, frozenset(), knowledge), own=knowledge.reader.read(said))
    if facts and not before.entities and asks_only_who(own.own) and "earlier" in own.roles:
        return _reworded(placed, f"{before.whole.text} {own.own.text}", frozenset(), knowledge)
    if facts and not before.entities and asks_only_for_sides(own.own):
        return _reworded(placed, f"{before.whole.text} {own.own.text}", frozenset(), knowledge)
    if facts and asks_only_how_far(own.own):
        # Of what is planned anyway that asks how far the deal is; of anything else whether that has come true.
        status = knowledge.facts.get(knowledge.against("status"))
        come_true = status and facts[0].standing != status.standing and own.roles & {"perfective", "done"}
        said = f"{before.whole.text} {own.own.text}" if come_true else own.own.text
        return _reworded(placed, said, frozenset(), knowledge)
    if _named_by(own, knowledge) and (only_names(own.own) or "likewise" in own.roles):
        return _reworded(placed, _asked_of(own, before, knowledge), before.roles, knowledge)
    if len(before.entities) == 1 and asks_only_who(own.own):
        return _reworded(placed, f"{own.own.text} {_without_company(before, knowledge)}", frozenset(), knowledge)
    if len(own.entities) == 1 and own.roles & COMPARING and (other := _compared(own, before, told)):
        return _of_both(placed, other, knowledge)
    if not own.entities and (leans(own.own, knowledge) or _now(own, before)):
        # What was told of all of them is about nobody more than another, where a message says something itself.
        of_some = not own.own.concepts or len(told) < len(knowledge.pack.deal.investors)
        whom = _talked_of(own, before, told if of_some else (), lately) or each_of_them(own.own, facts, knowledge)
        named = " ".join(knowledge.entities[entity].name for entity in whom)
        unsaid = f"{named} {_then(own, before)}" if named else _compared_before(own, before, knowledge)
        said = f"{unsaid}{_without(own.own, points)}" if unsaid else own.own.text
        placed = replace(_reworded(placed, said, frozenset(), knowledge), entities=whom, inherited=bool(whom))
    if asks_of_what_was_said(placed):
        # 谁出得最多 为什么 asks why the one does who was named.
        who = knowledge.entities[told[0]].name if "who" in before.own.roles and len(told) == 1 else ""
        asked = said_of(who, before.whole.text, knowledge) if who else before.whole.text
        return _reworded(placed, f"{asked} {own.own.text}", frozenset(), knowledge)
    if is_thin(own.own) and not own.own.concepts and "earlier" not in own.roles:
        faint = {n: count * _FAINT for n, count in before.whole.features.items() if n[0] not in "eq"}
        return replace(placed, features={**faint, **placed.features})
    return placed


def _pointed_at(read: Understanding, before: Understanding, knowledge: Knowledge) -> str:
    """A message with the name of the one who has no part in the deal for the word that points at them."""
    strange = knowledge.outsiders(before)
    if "pronoun" not in read.roles or read.entities or len(strange) != 1:
        return ""
    return f"{knowledge.entities[strange[0]].name} {_without(read, points)}"


def _only_talks(read: Understanding) -> bool:
    """Whether a message is made of words that say nothing: ok, 好的, 哦."""
    said = words(read)
    return bool(said) and all(plays(token, "filler_chat") or plays(token, "filler_function") for token in said)


def _now(own: Reading, before: Reading) -> bool:
    """Whether a short message asks of this time what was asked of another: 以前投了多少, 那这回呢."""
    return is_thin(own.own) and "earlier" in before.own.roles and bool(own.roles & {"collective", "this_deal"})


def _then(own: Reading, before: Reading) -> str:
    """The word for the time that the question before was about, where this one says no other: 以前投过吗, 投了多少.

    A message that compares has both: 以前投了多少, 比这次多吗.
    """
    compares = not own.roles.isdisjoint(COMPARING)
    of_now = own.roles & {"collective", "this_deal"} and not compares
    if not (is_thin(own.own) or compares) or "earlier" in own.roles or of_now:
        return ""
    words = (word for token in before.own.tokens for word in (token, *token.inner))
    return next((word.text for word in words if word.id_of("role") == "earlier"), "")


def _compared_before(own: Reading, before: Reading, knowledge: Knowledge) -> str:
    """What a message that compares and names nothing is about: the quantity of the talk, or all that was said."""
    if own.roles.isdisjoint(COMPARING) or own.own.amounts or any(name[0] in "cm" for name in own.own.features):
        return ""
    return quantity_talked_of(before.whole, knowledge) or (f"{before.whole.text} " if _only_compares(own.own) else "")


def _only_compares(read: Understanding) -> bool:
    """Whether a message says with what something is compared, and not what: 跟这次比呢."""
    return all(map(plays_a_role, words(read)))


COMPARING = frozenset({"compare", "difference", "ratio", "more", "less", "bound_more_than", "bound_less_than"})
"""Roles of messages that hold one thing against another."""


def _compared(own: Reading, before: Reading, told: tuple[str, ...]) -> str:
    """Whom a message compares with the one company that it names: the talk's subject, where that is another."""
    others = [entity for entity in before.entities or told if entity not in own.entities]
    return others[0] if len(others) == 1 and "earlier" not in own.roles else ""


def _of_both(reading: Reading, whom: str, knowledge: Knowledge) -> Reading:
    """`reading` with the name of `whom` put in for the word that points, or before all."""
    name, read = knowledge.entities[whom].name, reading.own
    said = "".join(name if points(token) else token.text for token in read.tokens)
    text = said if said != read.text and any(map(points, read.tokens)) else f"{name} {read.text}"
    return replace(_reworded(reading, text, frozenset(), knowledge), entities=(whom, *reading.entities), inherited=True)


def _reworded(reading: Reading, text: str, roles: frozenset[str], knowledge: Knowledge) -> Reading:
    """`reading` as if it had said `text`, with `roles` of the talk beside its own."""
    whole = knowledge.reader.read_phrasing(text)
    return replace(reading, whole=whole, features=whole.features, roles=whole.roles | reading.own.roles | roles)


def _asked_of(own: Reading, before: Reading, knowledge: Knowledge) -> str:
    """The question before, asked of those whom this message names: 那乙呢 after 甲投多少 is 乙投多少."""
    names = " ".join(knowledge.entities[entity].name for entity in _named_by(own, knowledge))
    tokens = before.whole.tokens
    companies = [t for t in tokens if _company(t, knowledge)] or [t for t in tokens if t.id_of("entity")]
    if len({knowledge.owner(t.id_of("entity")) for t in companies}) != 1:
        return f"{names} {_without(before.whole, lambda t: t in companies)}"
    return "".join(names if token in companies else token.text for token in tokens)


def _named_by(own: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Whom a message names: investors, else strangers, else the target or a source."""
    return own.entities or knowledge.outsiders(own.own) or own.own.entities


def _company(token: Token, knowledge: Knowledge) -> bool:
    return knowledge.owner(token.id_of("entity")) in knowledge.pack.deal.investors


def _talked_of(own: Reading, before: Reading, told: tuple[str, ...], lately: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a message without a name is about: 这两家 are the talk's last two, 合计 is of all, else the last one."""
    if "sum" in own.own.roles and not own.own.amounts:
        return lately[::-1] or before.entities or told
    if means_two(own.own) and len(lately) > 1:
        return lately[1::-1]
    return before.entities or told


def _without(read: Understanding, left_out: Callable[[Token], bool]) -> str:
    return "".join(token.text for token in read.tokens if not left_out(token))


def _without_company(before: Reading, knowledge: Knowledge) -> str:
    """What was said of a company, without its name and without the word that wants it confirmed."""
    return _without(before.whole, lambda t: bool(_company(t, knowledge)) or plays(t, "tag"))
