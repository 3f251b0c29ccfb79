"""How much of the article the pack holds."""

from collections import Counter

from bot.core.language.normalise import squash
from bot.core.model import Fact, Gap, Pack

FACTS, ASKS, GAPS = 60, 6, 40


def test_enough_facts(pack: Pack) -> None:
    """The pack has at least sixty facts."""
    assert len(pack.facts) >= FACTS


def test_enough_phrasings(entries: tuple[Fact | Gap, ...]) -> None:
    """Every fact and gap says in at least six ways how people ask for it."""
    assert [(entry.id, len(entry.asks)) for entry in entries if len(entry.asks) < ASKS] == []


def test_enough_gaps(pack: Pack) -> None:
    """The pack names at least forty things that the article does not say."""
    assert len(pack.gaps) >= GAPS


def test_every_bullet_is_covered(pack: Pack) -> None:
    """Every bullet of every section and every closing paragraph has a fact."""
    written = {(name, point) for name, s in pack.deal.sections.items() for point in range(1, s.points + 1)}
    assert written - {(fact.source.section, fact.source.point) for fact in pack.facts} == set()


def test_every_topic_is_covered(pack: Pack) -> None:
    """Every topic that the menu offers has facts."""
    assert set(pack.deal.topics) == {fact.topic for fact in pack.facts}


def test_headline_figures(pack: Pack) -> None:
    """The figures are those of the article: who, how much, and with which bound."""
    figures = [fact.figure for fact in pack.facts if fact.figure]
    assert {(f.of, f.value, f.unit, str(f.bound)) for f in figures} == {
        ("total", 600.0, "亿美元", "exactly"),
        ("nvidia", 300.0, "亿美元", "at_most"),
        ("amazon", 100.0, "亿美元", "more_than"),
        ("microsoft", 100.0, "亿美元", "less_than"),
        ("openai", 7300.0, "亿美元", "exactly"),
    }


def test_who_says_it(pack: Pack) -> None:
    """The sources of the headline claims are those that the article names."""
    by = {fact.id: fact.source.by for fact in pack.facts}
    assert by["record-claim"] == "jinse"
    assert by["valuation-target"] == "techflow"
    assert by["amazon-amount"] == "brief"
    assert by["nvidia-amount"] == "plan"


def test_the_frame(pack: Pack) -> None:
    """The deal carries its publisher, date and disclaimer."""
    deal = pack.deal
    assert (deal.publisher, deal.date) == ("AiCoin", "2026-01-29")
    assert "投资建议" in deal.disclaimer


def test_no_phrasing_has_two_owners(pack: Pack, entries: tuple[Fact | Gap, ...]) -> None:
    """No phrasing belongs to two entries, nor twice to one."""
    asked = [text for entry in entries for text in entry.asks]
    asked += [text for intent in pack.language.intents for text in intent.asks]
    stated = [text for fact in pack.facts for text in (*fact.affirms, *fact.refutes)]
    counts = Counter(map(squash, (*asked, *stated)))
    assert [text for text, count in counts.items() if text and count > 1] == []
