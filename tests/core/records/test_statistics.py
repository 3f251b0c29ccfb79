"""Figures from what was counted."""

from bot.core.model import Kind
from bot.core.records.record import Tally, Verdict, Why
from bot.core.records.statistics import Counts, Share, Waits, statistics_of

COUNTS = Counts(
    ((Kind.ANSWER, 7), (Kind.NOT_COVERED, 3)), (("tea", 6), ("salt", 1)), (("糖？", 3),), ((-1, 10),), Waits()
)


def test_shares() -> None:
    """Votes of all chats are put together by fact and in all, verdicts by why the answers were reviewed."""
    tallies = [Tally("tea", -1, 3, 1), Tally("tea", -2, 1, 0), Tally("gone", -1, 0, 1)]
    verdicts = [
        Verdict(-1, Why.SAMPLED, 3, 1),
        Verdict(-1, Why.SAMPLED, 1, 0),
        Verdict(-1, Why.WRONG, 0, 4),
        Verdict(-1, Why.HELD, 0, 0),
    ]
    found = statistics_of(COUNTS, tallies, verdicts)
    assert found.questions == 10
    assert found.votes == Share(4, 6)
    assert [(fact.fact, fact.votes) for fact in found.facts] == [("tea", Share(4, 5)), ("salt", Share(0, 0))]
    assert found.reviews == (("sampled", Share(4, 5)), ("wrong", Share(0, 4)))


def test_percent_only_of_enough() -> None:
    """Four votes are no percentage, five are."""
    assert Share(3, 4).percent is None
    assert Share(4, 5).percent == 80
