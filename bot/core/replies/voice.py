"""How the bot speaks: its own sentences with the deal's words filled in."""

from collections.abc import Iterable, Mapping
from html import escape

from bot.core.figures import number
from bot.core.knowledge import Knowledge
from bot.core.model import Button, Fact, Figure, Kind, Reply

Texts = Mapping[str, str]
_PLACES = 2
"""How many places of the article one line names."""

SOURCED = frozenset({Kind.ANSWER, Kind.CORRECTION})
FOOTED = frozenset({Kind.ANSWER, Kind.CORRECTION, Kind.DECLINED, Kind.NOT_COVERED})


class Voice:
    """The sentences of one pack."""

    def __init__(self, knowledge: Knowledge, texts: Texts) -> None:
        """A voice that speaks `texts` of `knowledge`."""
        self.knowledge, self._texts = knowledge, texts
        deal = knowledge.pack.deal
        self._frame = {
            "name": deal.name,
            "title": deal.title,
            "publisher": deal.publisher,
            "date": deal.date,
            "scope": deal.scope,
            "disclaimer": deal.disclaimer,
            "example": deal.examples[0],
            "examples": "\n".join(f"· {example}" for example in deal.examples),
            "investors": "、".join(knowledge.entities[i].name for i in deal.investors),
            "sources": "\n".join(f"· {name}" for name in deal.sources.values()),
        }

    def text(self, key: str, **values: str) -> str:
        """The sentence `key` with the deal's words and `values` filled in; KeyError where there is none."""
        return self._texts[key].format(**{**self._frame, **values})

    def first(self, *keys: str) -> str:
        """The sentence of the first of `keys` that has one."""
        return self.text(next(key for key in keys if key in self._texts))

    def source(self, facts: Iterable[Fact]) -> str:
        """Where the material says `facts`, by whom, and how certain that is, in one line."""
        deal, said = self.knowledge.pack.deal, tuple(facts)
        return self.text(
            "source" if len(said) <= _PLACES else "source_many",
            places=_joined(self._place(fact) for fact in said),
            by=_spaced(_joined(deal.sources[fact.source.by] for fact in said)),
            standing=_joined(deal.standings[fact.standing] for fact in said),
        )

    def figures(self, facts: Iterable[str]) -> str:
        """The figures of facts, each by its name and bound, in one phrase."""
        return _joined(self._name(f) + self.amount(f.measured) for i in facts if (f := self.knowledge.facts[i]).figure)

    def names(self, facts: Iterable[str]) -> str:
        """What facts carry the figures of: companies, the total, a measure."""
        return _joined(self._name(self.knowledge.facts[i]) for i in facts)

    def _name(self, fact: Fact) -> str:
        deal, figure = self.knowledge.pack.deal, fact.measured
        if figure.of in deal.investors:
            return self.knowledge.entities[figure.of].name
        measure = next(m.name for m in deal.measures if m.id == figure.measure)
        return self._texts.get(f"figure.{figure.of}", measure)

    def amount(self, figure: Figure) -> str:
        """An amount in words, with its bound."""
        about = self.text("bound.about") if figure.approximate else ""
        return self.text(f"bound.{figure.bound}", about=about, value=number(figure.value), unit=figure.unit)

    def reply(
        self, kind: Kind, body: str, facts: tuple[str, ...] = (), buttons: tuple[tuple[Button, ...], ...] = ()
    ) -> Reply:
        """A reply of `body`, then source and standing, then the footer; further details are folded in Telegram."""
        known = [self.knowledge.facts[fact_id] for fact_id in facts]
        source = self.source(known) if kind in {*SOURCED, Kind.DECLINED} and known else ""
        footer = self.text("footer") if kind in FOOTED else ""
        more = "".join(f.more for f in known[:1] if f.more not in body) if kind in SOURCED else ""
        html = [
            escape(body, quote=False),
            f"<blockquote expandable>{escape(more, quote=False)}</blockquote>" if more else "",
            f"<i>{escape(source, quote=False)}</i>" if source else "",
            f"<i>{escape(footer, quote=False)}</i>" if footer else "",
        ]
        text = "\n".join(filter(None, (body, source, footer)))
        return Reply(kind, text, "\n".join(filter(None, html)), facts, buttons, self._said(kind, facts))

    def _said(self, kind: Kind, facts: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """The facts whose content is said, each with its revision: offers and what is not covered say none."""
        named_only = kind in {Kind.CLARIFY, Kind.NOT_COVERED}
        return () if named_only else tuple((fact, self.knowledge.numbers.get(fact, 0)) for fact in facts)

    def _place(self, fact: Fact) -> str:
        section = self.knowledge.pack.deal.sections[fact.source.section]
        return self.text("place", section=section.title, point=str(fact.source.point))


def _spaced(words: str) -> str:
    """`words` with a space before them where they begin with Latin letters, as Chinese sets it."""
    return f" {words}" if words[:1].isascii() else words


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words))
