"""What is sure enough to be said though nobody asked."""

import pytest

from bot.chat.policies import Bar
from bot.core.model import Kind, Reply
from bot.settings import Settings, load_settings
from tests.exam.items import FOLDER, read_items
from tests.exam.judge import Judge

BAR = Bar(0.8, 0.7)


def reply(kind: Kind = Kind.ANSWER, *facts: str) -> Reply:
    """A reply that says facts."""
    return Reply(kind, "茶", "茶", facts or ("tea",))


@pytest.mark.parametrize(
    ("said", "scores", "passes"),
    [
        (reply(), (("tea", 0.9), ("salt", 0.1)), True),
        (reply(), (("tea", 0.8),), True),
        (reply(), (("tea", 0.79),), False),
        (reply(), (("tea", 0.9), ("salt", 0.3)), False),
        (reply(), (("salt", 0.9),), False),
        (reply(Kind.CORRECTION), (("tea", 0.9),), True),
        (reply(Kind.NOT_COVERED), (("tea", 0.9),), False),
        (reply(Kind.CLARIFY), (("tea", 0.9),), False),
        (reply(Kind.ABOUT_BOT), (("tea", 0.9),), False),
        (reply(), (), False),
    ],
)
def test_bar(said: Reply, scores: tuple[tuple[str, float], ...], passes: bool) -> None:
    """Only a claim that the nearest candidate makes, near enough and far enough ahead, passes."""
    assert BAR.passed(said, scores) is passes


def test_no_wrong_claim_passes(settings: Settings) -> None:
    """Of the exam's conversations, the configured bar lets three in five claims through and none that is wrong."""
    limits, judge = load_settings({}).limits, Judge.of(settings)
    bar = Bar(limits.unaddressed_score_percent / 100, limits.unaddressed_margin_percent / 100)
    verdicts = [judge.judge(item) for item in read_items(FOLDER)]
    claims = [v for v in verdicts if v.outcome.reply.kind in {Kind.ANSWER, Kind.CORRECTION}]
    passed = [v for v in claims if bar.passed(v.outcome.reply, v.outcome.scores)]
    assert [v.item.key for v in passed if v.wrong] == []
    assert len(passed) > 0.6 * len(claims)
