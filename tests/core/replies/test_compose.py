"""What every reply has: few words, source, footer, valid HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from bot.core.answer import Answerer
from bot.core.knowledge import Knowledge
from bot.core.model import Button, Kind, Pack, Reply
from bot.sandbox import html
from bot.sandbox.text import units

PHONE_SCREEN, TELEGRAM, CALLBACK = 320, 4096, 64
SPOKEN = {
    "answer": "英伟达投多少", "correction": "英伟达投了400亿吧", "clarify": "它投了多少", "not_covered": "软银投了多少",
    "declined": "英伟达股票能买吗", "off_topic": "今天天气怎么样", "about_bot": "你是谁",
}  # fmt: skip


def buttons(reply: Reply) -> Iterator[Button]:
    """All buttons of a reply."""
    return (button for row in reply.buttons for button in row)


@pytest.fixture(scope="module")
def facts(answerer: Answerer, pack: Pack) -> dict[str, Reply]:
    """The reply that a button for each fact gets."""
    return {fact.id: answerer.fact(fact.id) for fact in pack.facts}


def test_every_fact_is_short(facts: dict[str, Reply]) -> None:
    """The reply with any one fact fits a phone screen."""
    lengths = {name: len(re.sub(r"\s", "", reply.text)) for name, reply in facts.items()}
    assert {name: length for name, length in lengths.items() if length > PHONE_SCREEN} == {}


def test_every_fact_names_its_source(facts: dict[str, Reply], pack: Pack) -> None:
    """The reply with a fact says where it stands, who says it, and how certain it is."""
    for fact in pack.facts:
        text = facts[fact.id].text
        assert pack.deal.sections[fact.source.section].title in text
        assert pack.deal.sources[fact.source.by] in text
        assert pack.deal.standings[fact.standing] in text


def test_every_fact_has_the_footer(facts: dict[str, Reply], pack: Pack) -> None:
    """The reply with a fact ends with the date of the material and that it is no advice."""
    for reply in facts.values():
        footer = reply.text.rpartition("\n")[2]
        assert pack.deal.date in footer
        assert re.search("不构成.{0,12}建议", footer)


def test_every_fact_is_valid_html(facts: dict[str, Reply]) -> None:
    """Telegram reads the same words that the plain text has, and more only in the folded part."""
    for reply in facts.values():
        plain, marks = html.parse(reply.html)
        shown = plain
        for mark in marks:
            if mark["type"] == "expandable_blockquote":
                folded = plain.encode("utf-16-le")[mark["offset"] * 2 : (mark["offset"] + mark["length"]) * 2]
                shown = shown.replace(folded.decode("utf-16-le") + "\n", "")
        assert shown == reply.text
        assert units(plain) <= TELEGRAM


def test_buttons_fit(facts: dict[str, Reply]) -> None:
    """What a button carries fits Telegram's 64 bytes, and related questions are facts."""
    pressed = [button for reply in facts.values() for button in buttons(reply)]
    assert pressed
    assert all(0 < len(button.data.encode()) <= CALLBACK and button.label for button in pressed)
    asked = {button.data.removeprefix("ask:") for button in pressed if button.data.startswith("ask:")}
    assert asked <= facts.keys()


def test_no_fact_relates_to_itself(facts: dict[str, Reply]) -> None:
    """Related questions never offer what has just been said."""
    for name, reply in facts.items():
        assert f"ask:{name}" not in {button.data for button in buttons(reply)}


@pytest.mark.parametrize(("kind", "question"), SPOKEN.items())
def test_kinds(kind: str, question: str, answerer: Answerer, pack: Pack) -> None:
    """Claims carry their source; claims, refusals and admissions of not knowing carry the footer."""
    reply = answerer.answer(question).reply
    assert reply.kind == kind
    assert ("来源：" in reply.text) == (kind in {"answer", "correction"})
    footed = kind in {"answer", "correction", "declined", "not_covered"}
    assert (f"材料截至 {pack.deal.date}" in reply.text) == footed


def test_clarify_offers_choices(answerer: Answerer) -> None:
    """A question back offers choices for the asker alone, and that none is meant."""
    reply = answerer.answer("它投了多少").reply
    assert reply.kind is Kind.CLARIFY
    assert all(button.asker_only for button in buttons(reply))
    assert [button.data for button in buttons(reply)][-1] == "none"
    assert len(list(buttons(reply))) > 2


def test_everything_is_escaped(pack: Pack, spoken: Mapping[str, str]) -> None:
    """Signs that HTML means something by are escaped wherever they come from."""
    spiked = replace(pack.facts[0], say="<b>甲</b> & 乙 < 丙", more="丁 > <i>戊")
    deal = replace(pack.deal, sources={name: f"{text} <&>" for name, text in pack.deal.sources.items()})
    known = Knowledge.of(replace(pack, deal=deal, facts=(spiked, *pack.facts[1:])))
    reply = Answerer(known, spoken).fact(spiked.id)
    plain, marks = html.parse(reply.html)
    assert plain.startswith("<b>甲</b> & 乙 < 丙\n丁 > <i>戊")
    assert {mark["type"] for mark in marks} <= {"italic", "expandable_blockquote"}


def test_source_card(answerer: Answerer, pack: Pack) -> None:
    """The source of a fact is told by itself; an unknown fact is a LookupError."""
    fact = pack.facts[0]
    reply = answerer.source((fact.id,))
    assert fact.title in reply.text
    assert pack.deal.sources[fact.source.by] in reply.text
    with pytest.raises(LookupError):
        answerer.source(("no-such-fact",))
    with pytest.raises(LookupError):
        answerer.fact("no-such-fact")
