"""Days and hours as people are told them."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.chat.calendar import Calendar
from bot.sandbox.model import Person
from tests.chat.harness import Bench

EVENING = datetime(2026, 1, 29, 22, 30, tzinfo=UTC)


def test_the_day_is_that_of_the_time_zone() -> None:
    """An evening in Greenwich is the next morning in Shanghai, and told as such."""
    calendar = Calendar(ZoneInfo("Asia/Shanghai"))
    assert calendar.day(EVENING) == "1 月 30 日"
    assert calendar.moment(EVENING) == "1 月 30 日 06:30"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_corrections_tell_the_local_day(desk: Bench, owner: Person, wang: Person, zone: str) -> None:
    """What stands on a message is the day where the bot is at home: these two zones never have the same one."""
    desk.stop()
    desk.settings = replace(desk.settings, time_zone=zone)
    desk.start()
    copy = desk.ask(wang, wang, "远汐占港口几成箱子")
    offer = desk.ask(owner, owner, "/hold yuanxi-boxes")
    days = {_day(zone)}
    desk.press(owner, offer, "生效，并更正已发出的消息")
    desk.server.wait_for(lambda: "核实中" in desk.server.current(copy).text, 20)
    days.add(_day(zone))
    assert any(day in desk.server.current(copy).text for day in days)
    assert f"{datetime.now(ZoneInfo(zone)):%m-%d}" in desk.ask(owner, owner, "/audit").text


def _day(zone: str) -> str:
    return Calendar(ZoneInfo(zone)).day(datetime.now(UTC))
