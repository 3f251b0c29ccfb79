"""A token bucket per person: bursts are fine, a stream is slowed, and one notice says so."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

PEOPLE_REMEMBERED = 10_000


class Admission(Enum):
    """What to do with one more request."""

    YES = "yes"
    NOTICE = "notice"
    SILENCE = "silence"


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime
    told: bool = False


class Flood:
    """Lets `burst` requests through at once and then one per `seconds`."""

    def __init__(self, burst: int, seconds: int) -> None:
        self.seconds = seconds
        self._burst = burst
        self._buckets: dict[int, _Bucket] = {}

    def admit(self, person_id: int, now: datetime) -> Admission:
        """Take one token of a person, or say whether they are to be told."""
        bucket = self._bucket(person_id, now)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.told = False
            return Admission.YES
        if bucket.told:
            return Admission.SILENCE
        bucket.told = True
        return Admission.NOTICE

    def _bucket(self, person_id: int, now: datetime) -> _Bucket:
        bucket = self._buckets.get(person_id)
        if bucket is None:
            self._make_room(now)
            bucket = self._buckets[person_id] = _Bucket(self._burst, now)
        bucket.tokens = self._filled(bucket, now)
        bucket.at = now
        return bucket

    def _filled(self, bucket: _Bucket, now: datetime) -> float:
        return min(self._burst, bucket.tokens + (now - bucket.at).total_seconds() / self.seconds)

    def _make_room(self, now: datetime) -> None:
        # A full bucket is what a stranger gets, so nothing is lost with it.
        if len(self._buckets) >= PEOPLE_REMEMBERED:
            kept = {who: b for who, b in self._buckets.items() if self._filled(b, now) < self._burst}
            self._buckets = kept
