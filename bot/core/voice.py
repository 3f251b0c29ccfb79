"""How the bot speaks: its own sentences with the deal's words filled in."""

from collections.abc import Iterable, Mapping
from html import escape

from bot.core.figures import number
from bot.core.knowledge import Knowledge
from bot.core.model import Button, Fact, Figure, Kind, Reply

Texts = Mapping[str, str]

SOURCED = frozenset({Kind.ANSWER, Kind.CORRECTION})
FOOTED = frozenset({Kind.ANSWER, Kind.CORRECTION, Kind.DECLINED, Kind.NOT_COVERED})


class Voice:
    """The sentences of one pack."""

    def __init__(self, knowledge: Knowledge, texts: Texts) -> None:
        """A voice that speaks `texts` of `knowledge`."""
        self.knowledge, self._texts = knowledge, texts
        deal = knowledge.pack.deal
        self._frame = {
            "title": deal.title,
            "publisher": deal.publisher,
            "date": deal.date,
            "scope": deal.scope,
            "disclaimer": deal.disclaimer,
            "example": deal.examples[0],
            "examples": "\n".join(f"· {example}" for example in deal.examples),
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
            "source",
            places=_joined(self._place(fact) for fact in said),
            by=_joined(deal.sources[fact.source.by] for fact in said),
            standing=_joined(deal.standings[fact.standing] for fact in said),
        )

    def figures(self, facts: Iterable[str]) -> str:
        """The figures of facts with their bounds: 英伟达最高约 300 亿美元、微软低于 100 亿美元."""
        return _joined(self._figure(fact.figure) for i in facts if (fact := self.knowledge.facts[i]).figure)

    def _figure(self, figure: Figure | None) -> str:
        if figure is None:
            return ""
        deal = self.knowledge.pack.deal
        known = self.knowledge.entities.get(figure.of)
        measure = next(m.name for m in deal.measures if m.id == figure.measure)
        name = (
            known.name
            if known and figure.of in deal.investors
            else self.text(f"figure.{figure.of}")
            if not known
            else measure
        )
        about = self.text("bound.about") if figure.approximate else ""
        bound = self.text(f"bound.{figure.bound}", about=about, value=number(figure.value), unit=figure.unit)
        return name + bound

    def reply(
        self, kind: Kind, body: str, facts: tuple[str, ...] = (), buttons: tuple[tuple[Button, ...], ...] = ()
    ) -> Reply:
        """A reply of `body`, then source and standing, then the footer; further details are folded in Telegram."""
        known = [self.knowledge.facts[fact_id] for fact_id in facts]
        source = self.source(known) if kind in SOURCED and known else ""
        footer = self.text("footer") if kind in FOOTED else ""
        more = "".join(fact.more for fact in known[:1]) if kind in SOURCED else ""
        html = [
            escape(body, quote=False),
            f"<blockquote expandable>{escape(more, quote=False)}</blockquote>" if more else "",
            f"<i>{escape(source, quote=False)}</i>" if source else "",
            f"<i>{escape(footer, quote=False)}</i>" if footer else "",
        ]
        text = "\n".join(filter(None, (body, source, footer)))
        return Reply(kind, text, "\n".join(filter(None, html)), facts, buttons)

    def _place(self, fact: Fact) -> str:
        section = self.knowledge.pack.deal.sections[fact.source.section]
        return self.text("place", section=section.title, point=str(fact.source.point))


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words))
