"""Messages that answer nobody: cards, digests, the index and the picture, each made from a recipe.

A recipe is `fact:ID`, `digest:TOPIC`, `index`, `chart` (the picture, its words are the caption) or `table`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate

from bot.core.decision import Answer
from bot.core.model import Fact, Kind, Reply
from bot.core.replies.compose import compose
from bot.core.replies.drawing import draw
from bot.core.replies.table import table
from bot.core.replies.voice import Voice

MOST_DIGEST = 3000
"""UTF-16 units of a digest: of Telegram's 4096, the rest is room for lines that tell of corrections."""
MOST_LINKS = 80
"""Links in an index: Telegram marks up to 100 pieces of a message, headings among them."""
PICTURE = "deal"
"""The name of the only picture."""


def post(recipe: str, voice: Voice, link: str) -> Reply:
    """The message of a recipe; LookupError where nothing can be made of it. `link` and a fact's id are an address."""
    what, _, which = recipe.partition(":")
    match what, which:
        case "fact", _ if which in voice.knowledge.facts and which not in voice.knowledge.paused:
            return compose(Answer((which,)), voice)
        case "digest", _ if facts := [fact for fact in voice.knowledge.pack.facts if fact.topic == which]:
            return _digest(which, facts, voice)
        case "index", "":
            return _index(voice, link)
        case "chart", "":
            drawn = draw(voice)
            html = escape(drawn.caption, quote=False)
            return Reply(Kind.ABOUT_BOT, drawn.caption, html, revisions=drawn.revisions, picture=PICTURE)
        case "table", "":
            drawn = draw(voice)
            rows = table(drawn)
            html = f"<pre>{escape(rows, quote=False)}</pre>"
            return Reply(Kind.ABOUT_BOT, rows, html, revisions=drawn.revisions)
    raise LookupError(recipe)


def _digest(topic: str, facts: Sequence[Fact], voice: Voice) -> Reply:
    head = voice.text("post.digest", topic=voice.knowledge.pack.deal.topics[topic])
    tail, lines = (voice.text("post.source"), voice.text("footer")), [_line(fact, voice) for fact in facts]
    said = facts[: _fitting(lines, MOST_DIGEST - _units("\n".join((head, *tail))))]
    lines = [*lines[: len(said)], *_rest(facts, said, voice)]
    text = "\n".join((head, *lines, *tail))
    html = "\n".join((_bold(head), *(escape(line, quote=False) for line in lines), *map(_italic, tail)))
    return Reply(Kind.ANSWER, text, html, tuple(fact.id for fact in said), revisions=_numbered(said, voice))


def _fitting(lines: Sequence[str], room: int) -> int:
    """How many of `lines`, one below the other, fit into so many units."""
    return sum(length <= room for length in accumulate(_units(line) + 1 for line in lines))


def _rest(facts: Sequence[Fact], said: Sequence[Fact], voice: Voice) -> list[str]:
    left = len(facts) - len(said)
    return [voice.text("post.rest", count=str(left))] if left else []


def _line(fact: Fact, voice: Voice) -> str:
    if fact.id in voice.knowledge.paused:
        return voice.text("post.paused", title=fact.title)
    return voice.text("post.line", say=fact.say, standing=voice.knowledge.pack.deal.standings[fact.standing])


def _index(voice: Voice, link: str) -> Reply:
    facts = voice.knowledge.pack.facts
    named = _first_of_each(facts)[:MOST_LINKS]
    head, hint, footer = voice.text("post.index"), voice.text("post.hint"), voice.text("footer")
    groups, rest = list(_groups(named, voice)), _rest(facts, named, voice)
    text = (head, hint, *(f"{name}\n{' · '.join(f.title for f in own)}" for name, own in groups), *rest, footer)
    linked = (f"{_bold(name)}\n{' · '.join(_linked(f, link) for f in own)}" for name, own in groups)
    html = (_bold(head), escape(hint, quote=False), *linked, *rest, _italic(footer))
    return Reply(Kind.INDEX, "\n".join(text), "\n".join(html), revisions=_numbered(named, voice))


def _first_of_each(facts: Sequence[Fact]) -> list[Fact]:
    """`facts`, of every topic the first one before of any the second: where not all fit, no topic goes without."""
    seen: Counter[str] = Counter()
    places: dict[str, int] = {}
    for fact in facts:
        places[fact.id] = seen[fact.topic]
        seen[fact.topic] += 1
    return sorted(facts, key=lambda fact: places[fact.id])


def _groups(facts: Sequence[Fact], voice: Voice) -> Iterator[tuple[str, list[Fact]]]:
    for topic, name in voice.knowledge.pack.deal.topics.items():
        if own := [fact for fact in facts if fact.topic == topic]:
            yield name, own


def _linked(fact: Fact, link: str) -> str:
    return f'<a href="{escape(link)}{fact.id}">{escape(fact.title, quote=False)}</a>'


def _numbered(facts: Sequence[Fact], voice: Voice) -> tuple[tuple[str, int], ...]:
    return tuple((fact.id, voice.knowledge.numbers.get(fact.id, 0)) for fact in facts)


def _bold(text: str) -> str:
    return f"<b>{escape(text, quote=False)}</b>"


def _italic(text: str) -> str:
    return f"<i>{escape(text, quote=False)}</i>"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
