"""Browsing: the facts by topic and company, a page at a time."""

from collections.abc import Iterator

from bot.core.model import Button, Fact, Kind, Reply
from bot.core.replies.buttons import ask
from bot.core.replies.voice import Voice

PAGE = 6
"""Facts on one page."""
_ACROSS = 3


def menu(data: str, voice: Voice) -> Reply:
    """The page that `data` names; LookupError where there is none.

    `menu` is the first page, `menu:topic:ID:PAGE` and `menu:company:ID:PAGE` are lists of facts.
    """
    if data == "menu":
        return voice.reply(Kind.ABOUT_BOT, voice.text("menu.root"), (), tuple(_root(voice)))
    _, by, name, number = data.split(":") if data.count(":") == 3 else ("", "", "", "")
    facts = _listed(by, name, voice)
    page = int(number) if number.isdecimal() else -1
    if not facts or not 0 <= page * PAGE < len(facts):
        raise LookupError(data)
    rows: list[tuple[Button, ...]] = [
        (ask(fact.id, voice.knowledge),) for fact in facts[page * PAGE : (page + 1) * PAGE]
    ]
    rows.append(tuple(_turns(f"menu:{by}:{name}", page, len(facts), voice)))
    title = voice.text("menu.page", name=_name(by, name, voice), count=str(len(facts)))
    return voice.reply(Kind.ABOUT_BOT, title, (), tuple(rows))


def _root(voice: Voice) -> Iterator[tuple[Button, ...]]:
    deal = voice.knowledge.pack.deal
    topics = [
        Button(name, f"menu:topic:{topic}:0") for topic, name in deal.topics.items() if _listed("topic", topic, voice)
    ]
    names = [Button(_name("company", e, voice), f"menu:company:{e}:0") for e in (*deal.investors, deal.target)]
    for buttons in (names, topics):
        yield from (tuple(buttons[i : i + _ACROSS]) for i in range(0, len(buttons), _ACROSS))


def _turns(prefix: str, page: int, count: int, voice: Voice) -> Iterator[Button]:
    if page:
        yield Button(voice.text("menu.back"), f"{prefix}:{page - 1}")
    yield Button(voice.text("menu.up"), "menu")
    if (page + 1) * PAGE < count:
        yield Button(voice.text("menu.on"), f"{prefix}:{page + 1}")


def _listed(by: str, name: str, voice: Voice) -> list[Fact]:
    facts = voice.knowledge.pack.facts
    if by == "topic":
        return [fact for fact in facts if fact.topic == name]
    return [fact for fact in facts if name in fact.about] if by == "company" else []


def _name(by: str, name: str, voice: Voice) -> str:
    return voice.knowledge.pack.deal.topics[name] if by == "topic" else voice.knowledge.entities[name].name
