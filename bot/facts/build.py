"""From records that were checked to the values of the core."""

from bot.core.model import (
    Bound,
    Citation,
    Concept,
    Deal,
    Entity,
    Fact,
    Figure,
    Gap,
    Intent,
    Kind,
    Language,
    Measure,
    Pack,
    Section,
)  # fmt: skip
from bot.facts.library import Library, Record


def build_pack(library: Library) -> Pack:
    """The pack that a library without problems holds."""
    return Pack(
        deal=_deal(library.the("deal")),
        entities=tuple(map(_entity, library.all("entity"))),
        concepts=tuple(_concept(r, "topic", r.text("name")) for r in library.all("concept")),
        facts=tuple(map(_fact, library.all("fact"))),
        gaps=tuple(map(_gap, library.all("gap"))),
        language=_language(library),
    )


def _language(library: Library) -> Language:
    groups, numbers, signs = (library.the(part) for part in ("rewrites", "numbers", "signs"))
    rewrites = {k: v for name in groups.fields for k, v in groups.part(name).names().items()}
    currencies = numbers.part("currencies")
    return Language(
        rewrites=rewrites,
        roles=tuple(_concept(r, r.text("role"), r.text("id")) for r in library.all("role")),
        intents=tuple(map(_intent, library.all("intent"))),
        units={unit: float(value) for unit, value in numbers.part("units").names().items()},
        currencies={name: currencies.texts(name) for name in currencies.fields},
        signs={name: signs.texts(name) for name in signs.fields},
    )


def _deal(r: Record) -> Deal:
    sections, sources = r.part("sections"), r.part("sources")
    return Deal(
        id=r.text("id"),
        name=r.text("name"),
        title=r.text("title"),
        publisher=r.text("publisher"),
        date=r.text("date"),
        scope=r.text("scope"),
        target=r.text("target"),
        investors=r.texts("investors"),
        status=r.text("status"),
        currency=r.text("currency"),
        premises=r.part("premises").names(),
        disclaimer=r.text("disclaimer"),
        sections={name: _section(sections.part(name)) for name in sections.fields},
        sources={name: sources.part(name).text("name") for name in sources.fields},
        standings=r.part("standings").names(),
        topics=r.part("topics").names(),
        measures=tuple(map(_measure, r.parts("measures"))),
        examples=r.texts("examples"),
    )


def _section(r: Record) -> Section:
    return Section(r.text("title"), int(r.text("points")))


def _measure(r: Record) -> Measure:
    return Measure(r.text("id"), r.text("name"), r.text("verb"), r.texts("words"))


def _entity(r: Record) -> Entity:
    names = (name for key in ("names", "nicknames", "typos", "tickers") for name in r.texts(key))
    return Entity(r.text("id"), r.text("name"), r.text("role"), r.text("part_of"), tuple(names))


def _concept(r: Record, role: str, name: str) -> Concept:
    return Concept(r.text("id"), role, name, r.texts("words"))


def _intent(r: Record) -> Intent:
    return Intent(r.text("id"), Kind(r.text("kind")), r.texts("asks"), r.texts("not_asks"))


def _fact(r: Record) -> Fact:
    source = r.part("source")
    return Fact(
        id=r.text("id"),
        topic=r.text("topic"),
        about=r.texts("about"),
        title=r.text("title"),
        say=r.text("say"),
        more=r.text("more"),
        figure=_figure(r.part("figure")) if "figure" in r.fields else None,
        standing=r.text("standing"),
        source=Citation(source.text("by"), source.text("section"), int(source.text("point"))),
        concepts=r.texts("concepts"),
        asks=r.texts("asks"),
        affirms=r.texts("affirms"),
        refutes=r.texts("refutes"),
        not_asks=r.texts("not_asks"),
    )


def _figure(r: Record) -> Figure:
    return Figure(
        of=r.text("of"),
        measure=r.text("measure"),
        value=float(r.text("value")),
        unit=r.text("unit"),
        bound=Bound(r.text("bound") or Bound.EXACTLY),
        approximate=r.text("approximate") == "true",
    )


def _gap(r: Record) -> Gap:
    return Gap(
        id=r.text("id"),
        title=r.text("title"),
        say=r.text("say"),
        about=r.texts("about"),
        near=r.texts("near"),
        share_of=r.text("share_of"),
        concepts=r.texts("concepts"),
        asks=r.texts("asks"),
        not_asks=r.texts("not_asks"),
    )
