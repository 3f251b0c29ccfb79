"""Days and hours as people are told them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of the time zone where the bot is at home."""

    zone: tzinfo

    def local(self, at: datetime) -> datetime:
        """Return a time as the clocks show it there."""
        return at.astimezone(self.zone)

    def day(self, at: datetime) -> str:
        """Return the day that is written on a message: 1 月 29 日."""
        local = self.local(at)
        return f"{local.month} 月 {local.day} 日"

    def moment(self, at: datetime) -> str:
        """Return day and time: 1 月 29 日 08:00."""
        return f"{self.day(at)} {self.local(at):%H:%M}"
