"""What a chat's admins may choose, and what it means."""

import pytest

from bot.core.records.choices import choose
from bot.core.records.policy import Mode, Policy


def test_choices() -> None:
    """Each choice says what is to hold, and holds however often it is made."""
    made = ("mode:shadow", "unaddressed:on", "votes:off", "quiet:23-7", "cooldown:300", "collapse:10", "topic:12")
    policy = Policy()
    for choice in (*made, *made, "topic:0"):
        policy = choose(policy, choice)
    assert policy == Policy(Mode.SHADOW, True, False, (23, 7), 300, 10, (12, 0))
    for choice in ("topic:-12", "quiet:none"):
        policy = choose(policy, choice)
    assert (policy.topics, policy.quiet) == ((0,), None)
    assert choose(policy, "topic:all").topics == ()


@pytest.mark.parametrize(
    "choice",
    ["", "mode", "mode:loud", "votes:1", "quiet:7-7", "quiet:7-24", "quiet:²-3", "cooldown:1", "topic:x", "topic:²",
     "owner:on", "collapse:-5"],
)  # fmt: skip
def test_no_such_choice(choice: str) -> None:
    """What no button of the menu offers is refused."""
    with pytest.raises(LookupError):
        choose(Policy(), choice)


@pytest.mark.parametrize(
    ("quiet", "resting"),
    [(None, ""), ((1, 4), "1 2 3"), ((22, 2), "0 1 22 23")],
)
def test_quiet_hours(quiet: tuple[int, int] | None, resting: str) -> None:
    """Quiet hours go over midnight and end when their last hour begins."""
    policy = Policy(quiet=quiet)
    assert [hour for hour in range(24) if policy.rests(hour)] == [int(hour) for hour in resting.split()]


def test_topics() -> None:
    """Without a choice the bot speaks everywhere, else only there; a forum's general topic has no id."""
    assert Policy().reaches(5)
    assert [Policy(topics=(0, 5)).reaches(topic) for topic in (None, 5, 6)] == [True, True, False]
