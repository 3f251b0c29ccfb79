"""The token bucket, with a clock in hand."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import flood
from bot.chat.flood import Admission, Flood

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_burst_then_stream() -> None:
    """A burst passes, then one per interval; each drought brings one notice."""
    bucket = Flood(burst=2, seconds=10)
    after = (0, 0, 0, 1, 9, 10, 11, 12)
    admitted = [bucket.admit(1, NOON + seconds * SECOND) for seconds in after]
    yes, notice, silence = Admission.YES, Admission.NOTICE, Admission.SILENCE
    assert admitted == [yes, yes, notice, silence, silence, yes, notice, silence]


def test_people_do_not_share() -> None:
    """One person's flood does not concern another."""
    bucket = Flood(burst=1, seconds=10)
    bucket.admit(1, NOON)
    assert bucket.admit(2, NOON) is Admission.YES


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has been quiet for long is not remembered when many come."""
    monkeypatch.setattr(flood, "PEOPLE_REMEMBERED", 10)
    bucket = Flood(burst=1, seconds=10)
    for person in range(100):
        bucket.admit(person, NOON + person * 10 * SECOND)
    assert len(bucket._buckets) <= 10
