"""The picture of the deal as values: who puts in what, within which bounds, and what it is measured against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.knowledge import Knowledge
from bot.core.model import Bound, Fact
from bot.core.referents import base_value, total_of
from bot.core.replies.voice import Voice

MOST_CAPTION = 1024
"""UTF-16 units of a caption that Telegram takes."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount: who or what it belongs to, the amount in words, how certain it is.

    `length` is in single units (5 亿 is 5e8), None where there is nothing to draw: then `amount` says why.
    """

    name: str
    amount: str
    standing: str = ""
    length: float | None = None
    bound: Bound = Bound.EXACTLY
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that share a scale; `note` says how it differs from the one above."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the picture shows, in words and numbers.

    `key` explains the bounds that occur; `revisions` are the facts whose figures it shows, with their numbers.
    """

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    key: tuple[tuple[Bound, str], ...]
    footer: str
    caption: str
    alt: str
    revisions: tuple[tuple[str, int], ...]


def draw(voice: Voice) -> Drawing:
    """The picture of what `voice` speaks of; facts under review are named without their figures."""
    parts, wholes = _parts(voice), _wholes(voice)
    panels = [Panel(voice.text("picture.parts"), tuple(_part(voice, who, fact) for who, fact in parts))]
    if wholes:
        above = tuple(_bar(voice, fact) for fact in wholes)
        panels.append(Panel(voice.text("picture.wholes"), above, voice.text("picture.scale")))
    bars = [bar for panel in panels for bar in panel.bars]
    bounds = [bound for bound in Bound if any(bar.bound is bound for bar in bars if bar.length is not None)]
    shown = [fact for _, fact in parts if fact] + wholes
    deal, numbers = voice.knowledge.pack.deal, voice.knowledge.numbers
    frame = {"standing": deal.standings[deal.status]}
    sentences = "".join(_sentence(voice, bar) for bar in bars)
    return Drawing(
        title=deal.title,
        subtitle=voice.text("picture.subtitle", **frame),
        panels=tuple(panels),
        key=tuple((bound, voice.text(f"picture.key.{bound}")) for bound in bounds),
        footer=voice.text("footer"),
        caption=clipped(voice.text("picture.caption", **frame), MOST_CAPTION),
        alt=voice.text("picture.alt", **frame) + sentences,
        revisions=tuple((fact.id, numbers.get(fact.id, 0)) for fact in shown),
    )


def clipped(text: str, most: int) -> str:
    """`text`, cut with an ellipsis where it is longer than `most` UTF-16 units."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def _parts(voice: Voice) -> list[tuple[str, Fact | None]]:
    """Each investor with the fact that carries what it puts in, where there is one."""
    deal = voice.knowledge.pack.deal
    paid = [fact for fact in _money(voice) if fact.measured.measure == _paying(voice)]
    return [(who, next((fact for fact in paid if fact.measured.of == who), None)) for who in deal.investors]


def _wholes(voice: Voice) -> list[Fact]:
    """The total, and the target's own worth: its first measure of money, in the order in which the deal lists them."""
    deal, total = voice.knowledge.pack.deal, total_of(voice.knowledge)
    order = [measure.id for measure in deal.measures]
    worth = [fact for fact in _money(voice) if fact.measured.of == deal.target]
    worth.sort(key=lambda fact: order.index(fact.measured.measure))
    return ([total] if total else []) + worth[:1]


def _paying(voice: Voice) -> str:
    """The measure of what is paid in: the total's, else the first that the deal lists."""
    total = total_of(voice.knowledge)
    return total.measured.measure if total else voice.knowledge.pack.deal.measures[0].id


def _money(voice: Voice) -> Iterator[Fact]:
    """The facts with figures of the same money as what is paid in: others cannot stand on its scale."""
    known = voice.knowledge
    money = {_kind(f.unit, known) for _, f in known.figures if f.measure == _paying(voice)}
    return (fact for fact, figure in known.figures if _kind(figure.unit, known) in money)


def _kind(unit: str, knowledge: Knowledge) -> str:
    """What is counted, without the number words before it: 元 of 亿元."""
    many = max((word for word in knowledge.pack.language.units if unit.startswith(word)), key=len, default="")
    return unit.removeprefix(many)


def _part(voice: Voice, who: str, fact: Fact | None) -> Bar:
    name = voice.knowledge.entities[who].name
    return _bar(voice, fact) if fact else Bar(name, voice.text("picture.missing"))


def _bar(voice: Voice, fact: Fact) -> Bar:
    figure, (name,) = fact.measured, (voice.names((fact.id,)),)
    if fact.id in voice.knowledge.paused:
        return Bar(name, voice.text("picture.paused"))
    return Bar(
        name=name,
        amount=voice.amount(figure).strip(),
        standing=voice.knowledge.pack.deal.standings[fact.standing],
        length=base_value(fact, voice.knowledge),
        bound=figure.bound,
        approximate=figure.approximate,
    )


def _sentence(voice: Voice, bar: Bar) -> str:
    key = "picture.sentence" if bar.standing else "picture.sentence_plain"
    return voice.text(key, who=bar.name, amount=bar.amount, standing=bar.standing)


def longest(bars: Sequence[Bar]) -> float:
    """The longest of `bars`; 1 where none has a length."""
    return max((bar.length for bar in bars if bar.length), default=1.0)
