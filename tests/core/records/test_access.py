"""Who is answered."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.records.access import Budget, Refusal, Standing, refusal
from bot.core.records.policy import Policy

STANDING = Standing(Policy(), asked=3, asked_here=9)


def test_budgets() -> None:
    """Who asked as often as the budget allows is refused, by person first; 0 refuses nobody."""
    assert refusal(STANDING, Budget()) is None
    assert refusal(STANDING, Budget(person=4, chat=10)) is None
    assert refusal(STANDING, Budget(person=3, chat=9)) is Refusal.PERSON
    assert refusal(STANDING, Budget(chat=9)) is Refusal.CHAT


def test_moderators_are_refused_nothing() -> None:
    """A mute comes before every budget, and nothing stands against who moderates."""
    muted = replace(STANDING, muted=datetime(2026, 3, 1, tzinfo=UTC))
    assert refusal(muted, Budget(person=1)) is Refusal.MUTED
    assert refusal(replace(muted, trusted=True), Budget(person=1)) is None
