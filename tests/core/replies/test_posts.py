"""What is posted where nobody asked: digests, the index, the picture's caption."""

from dataclasses import replace
from html import unescape

import pytest

from bot.core.answer import Answerer
from bot.core.model import Kind, Reply
from bot.core.replies import posts
from bot.core.replies.amend import Amendment

LINK = "https://t.me/ship_bot?start="


def units(text: str) -> int:
    """How long Telegram finds a text."""
    return len(text.encode("utf-16-le")) // 2


def test_digests(answerer: Answerer) -> None:
    """Every topic has a digest that fits, says each of its facts with how certain it is, and carries them all."""
    facts = answerer.knowledge.facts.values()
    for topic in answerer.topics():
        digest = answerer.post(f"digest:{topic}", LINK)
        own = [fact for fact in facts if fact.topic == topic]
        assert units(digest.text) <= posts.MOST_DIGEST
        assert [fact for fact, _ in digest.revisions] == [fact.id for fact in own][: len(digest.revisions)]
        assert len(digest.revisions) == len(own) or f"还有 {len(own) - len(digest.revisions)} 条" in digest.text
        standings = answerer.knowledge.pack.deal.standings
        said = own[: len(digest.revisions)]
        assert all(f"{fact.say}（{standings[fact.standing]}）" in unescape(digest.html) for fact in said)
        assert digest.text.endswith("不构成投资建议。")


def test_too_long_for_one_message(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is counted, and not said; the same holds for the links of an index."""
    monkeypatch.setattr(posts, "MOST_DIGEST", 300)
    monkeypatch.setattr(posts, "MOST_LINKS", 3)
    topic = next(iter(answerer.topics()))
    digest, index = answerer.post(f"digest:{topic}", LINK), answerer.post("index", LINK)
    assert "……还有" in digest.text
    assert digest.text.count("\n· ") == len(digest.revisions)
    assert index.html.count("<a href") == len(index.revisions) == 3
    assert f"还有 {len(answerer.knowledge.facts) - 3} 条" in index.text


def test_index(answerer: Answerer) -> None:
    """Each fact is linked once, the marks are fewer than Telegram's hundred, and nothing is claimed."""
    index = answerer.post("index", LINK)
    assert index.kind is Kind.INDEX
    named = [fact for fact, _ in index.revisions]
    assert {answerer.knowledge.facts[fact].topic for fact in named} == set(answerer.topics())
    assert all(index.html.count(f'"{LINK}{fact}"') == 1 for fact in named)
    assert index.html.count("<a ") + index.html.count("<b>") + index.html.count("<i>") <= 100
    assert units(index.text) <= 4096


def test_what_is_not_posted(answerer: Answerer) -> None:
    """Unknown facts, topics and recipes, and a fact under review, make no message; a digest says the latter's title."""
    for recipe in ("fact:nothing", "digest:nothing", "digest:", "index:1", "menu", ""):
        with pytest.raises(LookupError):
            answerer.post(recipe, LINK)
    fact = answerer.knowledge.pack.facts[0]
    held = answerer.on(replace(answerer.knowledge, paused=frozenset({fact.id})))
    with pytest.raises(LookupError):
        held.post(f"fact:{fact.id}", LINK)
    digest = held.post(f"digest:{fact.topic}", LINK).text
    assert fact.say not in digest
    assert f"「{fact.title}」正在核实" in digest


def test_a_caption_keeps_its_end(answerer: Answerer) -> None:
    """However often a picture is corrected, its caption says the last correction alone, and the disclaimer."""
    chart = answerer.post("chart", LINK)
    fact = chart.revisions[0][0]
    shown: Reply = chart
    for number in range(1, 6):
        shown = answerer.amended(
            shown.below("⚠️ 更正 1 月 1 日：旧", "<b>⚠️ 更正 1 月 1 日：</b>旧"), chart, amended(fact, number)
        )
    assert shown.text == chart.text
    assert shown.picture == chart.picture


def amended(fact: str, number: int) -> Amendment:
    """A correction of which the message itself has nothing to tell."""
    return Amendment(fact, number, {fact: ()}, "1 月 2 日")
