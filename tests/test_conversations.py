"""The exams in tests/conversations/: every item passes, or is a known miss and still fails."""

from collections import Counter

import pytest

from bot.chat.policies import Bar
from bot.core.model import Kind, Pack
from bot.settings import Settings
from tests.exam.items import Item, read_items, read_misses
from tests.exam.judge import CLAIMS, Judge, Verdict
from tests.exam.sound import asks_of, copied, likeness, loose_claims, repeated, unknown_facts

ITEMS = read_items()
MISSES = frozenset(read_misses())
MOST_WRONG = 0.01
MOST_MISSES = 0.05
LEAST_UNASKED = 0.55
LEAST_UTTERANCES, LEAST_GAPS, LEAST_PREMISES, LEAST_FOLLOW_UPS = 400, 80, 60, 60
NEAREST = 80


@pytest.fixture(scope="session")
def judge(settings: Settings) -> Judge:
    """A judge over the bot's answerer."""
    return Judge.of(settings)


@pytest.fixture(scope="session")
def verdicts(judge: Judge) -> list[Verdict]:
    """The verdict on every item."""
    return list(map(judge.judge, ITEMS))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.place)
def test_conversation(item: Item, judge: Judge) -> None:
    """The reply to the last turn is right; a known miss still fails, so that a fix takes it off the list."""
    assert not (complaint := judge.judge(item).complaint(MISSES)), complaint


def test_wrong_answers(verdicts: list[Verdict]) -> None:
    """Hardly ever is something claimed where silence, a correction or another fact was right."""
    wrong = [verdict.item.key for verdict in verdicts if verdict.wrong]
    assert len(wrong) <= MOST_WRONG * len(ITEMS), f"{len(wrong)} of {len(ITEMS)}: {wrong}"


def test_nothing_wrong_is_said_unasked(verdicts: list[Verdict], settings: Settings) -> None:
    """Of what the bot claims, the bar for what nobody asked it lets most through, and nothing wrong."""
    limits = settings.limits
    bar = Bar(limits.unaddressed_score_percent / 100, limits.unaddressed_margin_percent / 100)
    passed = [v for v in verdicts if bar.passed(v.outcome.reply, v.outcome.scores)]
    assert [v.item.key for v in passed if v.wrong] == []
    assert len(passed) > LEAST_UNASKED * sum(v.outcome.reply.kind in CLAIMS for v in verdicts)


def test_known_misses_are_few() -> None:
    """At most one item in twenty is a known miss, and each of them is an item."""
    assert MISSES - {item.key for item in ITEMS} == set()
    assert len(MISSES) <= MOST_MISSES * len(ITEMS)


def test_enough_of_each() -> None:
    """There are enough utterances, near misses, false premises and follow-ups."""
    counts = Counter(kind for item in ITEMS for kind in item.kinds[:1])
    assert len(ITEMS) >= LEAST_UTTERANCES
    assert counts[Kind.NOT_COVERED] >= LEAST_GAPS
    assert counts[Kind.CORRECTION] >= LEAST_PREMISES
    assert sum(len(item.turns) > 1 for item in ITEMS) >= LEAST_FOLLOW_UPS


def test_nothing_stands_twice() -> None:
    """No conversation is asked twice."""
    assert repeated(ITEMS) == []


def test_facts_exist(pack: Pack) -> None:
    """Every fact that an item wants is in the pack, and every claim names the facts that it may use."""
    assert unknown_facts(ITEMS, pack) == []
    assert loose_claims(ITEMS) == []


def test_written_without_the_asks(pack: Pack) -> None:
    """No utterance is a phrasing of the pack, and most are far from every phrasing: they test, not repeat."""
    asks = asks_of(pack)
    assert copied(ITEMS, asks) == {}
    assert likeness(ITEMS, asks) < NEAREST
