"""What an operator chooses, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.core.records.record import Pace

NUMBERS: Mapping[str, tuple[int, int]] = {
    "person_daily": (0, 100_000),
    "chat_daily": (0, 1_000_000),
    "follow_up_minutes": (0, 1440),
    "retention_days": (1, 3650),
    "flood_burst": (1, 1000),
    "flood_seconds": (1, 3600),
    "press_burst": (1, 1000),
    "press_seconds": (1, 3600),
    "vote_burst": (1, 1000),
    "vote_seconds": (1, 3600),
    "downvotes_for_review": (1, 1000),
    "votes_min_presence_minutes": (0, 10_080),
    "updates_at_once": (1, 1000),
    "send_attempts": (1, 20),
    "longest_wait": (1, 3600),
    "sends_at_once": (1, 1000),
    "sends_per_second": (0, 1000),
    "chat_pause_ms": (0, 60_000),
    "group_sends_per_minute": (0, 1000),
    "lease_seconds": (1, 3600),
    "late_minutes": (1, 10_080),
    "silent_minutes": (1, 10_080),
    "held_hours": (1, 720),
    "unaddressed_score_percent": (50, 100),
    "unaddressed_margin_percent": (0, 100),
    "sample_one_in": (0, 1_000_000),
    "sample_gap_percent": (0, 100),
}
"""The lowest and highest value that makes sense for each of `Limits`."""


class SettingsError(Exception):
    """What is wrong with the environment or config/bot.yaml, one line per problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of config/bot.yaml."""

    follow_up_minutes: int = 10
    retention_days: int = 90
    flood_burst: int = 6
    flood_seconds: int = 10
    press_burst: int = 15
    press_seconds: int = 3
    vote_burst: int = 10
    vote_seconds: int = 10
    downvotes_for_review: int = 3
    votes_min_presence_minutes: int = 10
    updates_at_once: int = 64
    send_attempts: int = 8
    longest_wait: int = 300
    sends_at_once: int = 32
    sends_per_second: int = 30
    chat_pause_ms: int = 1000
    group_sends_per_minute: int = 20
    lease_seconds: int = 60
    late_minutes: int = 5
    silent_minutes: int = 720
    person_daily: int = 200
    chat_daily: int = 0
    held_hours: int = 24
    unaddressed_score_percent: int = 80
    unaddressed_margin_percent: int = 70
    sample_one_in: int = 20
    sample_gap_percent: int = 15

    @property
    def lease(self) -> timedelta:
        """How long work that was taken up stays with who took it."""
        return timedelta(seconds=self.lease_seconds)

    @property
    def pace(self) -> Pace:
        """How fast may be sent."""
        return Pace(self.sends_per_second, self.chat_pause_ms / 1000, self.group_sends_per_minute)

    @property
    def follow_up(self) -> timedelta:
        """How long a person's last questions count as context."""
        return timedelta(minutes=self.follow_up_minutes)


@dataclass(frozen=True, slots=True)
class Web:
    """Where is listened and what Telegram delivers to; no `port`: nowhere, no `url`: updates are fetched."""

    host: str = ""
    port: int = 0
    url: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an operator chooses. An empty `token` or `api_root` means: not set.

    `database` is an address: sqlite:///path or postgresql://... `log_format` is "text" or "json".
    `owners` are the Telegram ids of those who appoint moderators, `sentry` is where errors are reported to.
    `time_zone` (IANA) is what hours of the day mean.
    """

    token: str = field(repr=False)
    api_root: str
    database: str
    pack: Path
    language: Path
    texts: Path
    log_level: str
    limits: Limits
    web: Web = Web()
    log_format: str = "text"
    owners: tuple[int, ...] = ()
    sentry: str = field(default="", repr=False)
    time_zone: str = "Asia/Shanghai"
