"""What is counted of the bot's work, as Prometheus reads it."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.core.records.record import Depths

SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Meters:
    """The counters of one program."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter("dealbot_answers", "Answers written, by kind.", ["kind"], registry=self._registry)
        self._delivery = Histogram(
            "dealbot_delivery_seconds", "From a question to its answer in the chat.", buckets=SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self._refusals = Counter(
            "dealbot_send_errors", "Requests that Telegram did not take, by error.", ["error"], registry=self._registry
        )
        self._depths = Gauge("dealbot_waiting", "What waits, by box.", ["box"], registry=self._registry)
        self._ages = Gauge(
            "dealbot_oldest_seconds", "How long the oldest has waited, by box.", ["box"], registry=self._registry
        )

    def answered(self, kind: str) -> None:
        """Count an answer of a kind."""
        self._answers.labels(kind).inc()

    def delivered(self, after: timedelta) -> None:
        """Count a message that stands, so long after it was asked for."""
        self._delivery.observe(after.total_seconds())

    def refused(self, error: str) -> None:
        """Count a request that Telegram did not take."""
        self._refusals.labels(error).inc()

    def text(self, depths: Depths) -> bytes:
        """Return all counters in Prometheus's text format."""
        for box, waiting, age in (
            ("inbox", depths.inbox, depths.inbox_age),
            ("outbox", depths.outbox, depths.outbox_age),
            ("dead", depths.dead, 0.0),
        ):
            self._depths.labels(box).set(waiting)
            self._ages.labels(box).set(age)
        return generate_latest(self._registry)
