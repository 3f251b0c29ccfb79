"""What is remembered of who is an admin, with a clock in hand."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import admins
from bot.chat.admins import Admins

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Telegram:
    """Knows admins by heart, counts how often it is asked, and has the time."""

    def __init__(self) -> None:
        self.admins = {7}
        self.asked = 0
        self.now = NOON

    async def is_admin(self, _: int, person_id: int) -> bool:
        """Say whether somebody is one."""
        self.asked += 1
        return person_id in self.admins

    def clock(self) -> datetime:
        """Tell the time."""
        return self.now


async def test_demoted_within_five_minutes() -> None:
    """An admin is asked about once in five minutes, and after those is what Telegram says by then."""
    telegram = Telegram()
    known = Admins(telegram.is_admin, telegram.clock)
    for minutes in (0, 1, 4):
        telegram.now = NOON + timedelta(minutes=minutes)
        assert await known.includes(-1, 7)
        telegram.admins.clear()
    assert telegram.asked == 1
    telegram.now = NOON + timedelta(minutes=5)
    assert not await known.includes(-1, 7)


async def test_promoted_soon() -> None:
    """Who is made an admin waits half a minute at the longest, and not at all where Telegram tells."""
    telegram = Telegram()
    known = Admins(telegram.is_admin, telegram.clock)
    assert not await known.includes(-1, 8)
    telegram.admins.add(8)
    assert not await known.includes(-1, 8)
    known.forget(-1, 8)
    assert await known.includes(-1, 8)
    assert not await known.includes(-1, 9)
    telegram.admins.add(9)
    telegram.now = NOON + timedelta(seconds=30)
    assert await known.includes(-1, 9)


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many people try, only so many are remembered."""
    monkeypatch.setattr(admins, "MOST", 10)
    telegram = Telegram()
    known = Admins(telegram.is_admin, telegram.clock)
    for person in range(100):
        await known.includes(-1, person)
    assert len(known._known) <= 10
