"""What one record says of another: ids that exist once, and are spelt alike wherever they are mentioned."""

from collections.abc import Iterable, Iterator

from bot.facts.library import Library, Part, Record
from bot.facts.problems import FEW, Place, Problem, Reference, guess
from bot.facts.schema import shorten
from bot.facts.slips import COMMA

# Parts that share their ids: a vote or a correction points at a fact or a gap by its id alone.
_TOGETHER: tuple[tuple[Part, ...], ...] = (("fact", "gap"), ("entity",), ("concept",), ("role",), ("intent",))


def check_references(library: Library, references: Iterable[Reference]) -> Iterator[Problem]:
    """Mentions of what is not there."""
    known = {kind: library.ids(kind) for kind in {reference.kind for reference in references}}
    for reference in references:
        ids, word = known[reference.kind], reference.node.value
        if ids is not None and word not in ids:
            why = f": {COMMA}" if "，" in word or "、" in word else guess(word, ids)
            message, known_ones = f"unknown {reference.kind} '{word}'{why}", "、".join(sorted(ids)[:FEW])
            kind = "unknown_fact" if reference.kind == "fact" else "unknown"
            yield Problem.at(reference.node, message, kind, what=reference.kind, value=shorten(word), known=known_ones)


def check_ids(library: Library) -> Iterator[Problem]:
    """Ids that two records have."""
    for parts in _TOGETHER:
        yield from _twice(library.all(*parts))
    yield from _twice(library.the("deal").parts("measures"))


def check_points(library: Library) -> Iterator[Problem]:
    """Facts that stand on a bullet that their section does not have."""
    sections = library.the("deal").part("sections")
    for fact in library.all("fact"):
        citation = fact.part("source")
        section, point = citation.text("section"), citation.text("point")
        points = sections.part(section).text("points")
        if point and points and int(point) > int(points):
            message = f"section '{section}' has {points} points, so there is no point {point}"
            yield Problem.at(citation.place("point"), message, "no_point", section=section, points=points)


def _twice(records: Iterable[Record]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for record in records:
        if name := record.text("id"):
            place = record.place("id")
            if name in first:
                yield Problem.at(place, f"duplicate id '{name}', first at {first[name]}", "same_id", value=name)
            first.setdefault(name, place)
