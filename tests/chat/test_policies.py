"""What is sure enough to be said though nobody asked."""

import pytest

from bot.chat.policies import Bar
from bot.core.model import Kind, Reply

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
