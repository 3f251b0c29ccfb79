"""Answers as rows for other programs."""

from datetime import UTC, datetime

import pytest

from bot.core.records.exporting import Asker, Given, cell, columns, row_of

GIVEN = Given(
    id=1,
    at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    chat_id=5,
    kind="answer",
    facts=(("tea", 2), ("old", None)),
    reply="茶",
    state="sent",
    seconds=0.5,
    votes=(3, 1),
    asker=Asker(5, "茶？", "src:tea"),
)


def test_nobody_unless_asked_for() -> None:
    """Neither the person nor the question is in a row, nor a private chat's id, which is the person's."""
    row = row_of(GIVEN, personal=False)
    assert tuple(row) == columns(personal=False)
    assert row["chat"] == "private"
    assert "茶？" not in str(row)
    assert "5" not in str({**row, "seconds": None})
    told = row_of(GIVEN, personal=True)
    assert (told["chat"], told["person"], told["question"], told["trigger"]) == (5, 5, "茶？", "src:tea")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_formula(begin: str) -> None:
    """A spreadsheet works nothing out of what somebody wrote; numbers and lists stay readable."""
    assert cell(f"{begin}1+1") == f"'{begin}1+1"
    assert cell([f"{begin}tea", None]) == f"'{begin}tea ?"
    assert cell(-100) == -100
    assert cell("茶=1") == "茶=1"
