"""Whether somebody is answered at all: what is switched off, who is muted, who has asked enough for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records.policy import Policy

A_DAY = timedelta(days=1)
"""The time for which a budget is; it slides, so that nobody waits for midnight."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many questions a day the bot takes from one person, and in one chat; 0 is no limit."""

    person: int = 0
    chat: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody and a chat stand with the bot right now.

    `closed` is a pause everywhere, `paused` one of this chat. `trusted` is who moderates. `muted` is until when nobody
    listens to the person. `asked` and `asked_here` are the questions of the last day, of the person and in the chat,
    counted no further than the budget.
    """

    policy: Policy
    closed: bool = False
    paused: bool = False
    trusted: bool = False
    muted: datetime | None = None
    asked: int = 0
    asked_here: int = 0


class Refusal(StrEnum):
    """Why somebody is not answered, though the bot speaks there."""

    MUTED = "muted"
    PERSON = "person_daily"
    CHAT = "chat_daily"


def refusal(standing: Standing, budget: Budget) -> Refusal | None:
    """Why a question is not answered; who moderates is refused nothing."""
    if standing.trusted:
        return None
    if standing.muted:
        return Refusal.MUTED
    if budget.person and standing.asked >= budget.person:
        return Refusal.PERSON
    return Refusal.CHAT if budget.chat and standing.asked_here >= budget.chat else None
