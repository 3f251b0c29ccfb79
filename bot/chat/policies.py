"""What becomes of a message and of its answer, as the chat's admins chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.chat.incoming import Question
from bot.chat.ports import Outcome
from bot.core.model import Kind, Reply
from bot.core.records.policy import Mode, Policy

CLAIMS = frozenset({Kind.ANSWER, Kind.CORRECTION})


class Fate(Enum):
    """What becomes of an answer."""

    NOTHING = "nothing"
    SHADOW = "shadow"
    HOLD = "hold"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Bar:
    """How sure an answer must be that nobody asked the bot for: the best candidate's score and its lead, 0..1."""

    score: float
    margin: float

    def passed(self, reply: Reply, scores: Sequence[tuple[str, float]]) -> bool:
        """Whether a reply makes a claim, from the candidate that is nearest, and that is near enough."""
        (best, score), (_, second) = (*scores[:2], ("", 0.0), ("", 0.0))[:2]
        claims = reply.kind in CLAIMS and best in reply.fact_ids
        return claims and score >= self.score and score - second >= self.margin


FATES = {Mode.OFF: Fate.NOTHING, Mode.SHADOW: Fate.SHADOW, Mode.REVIEWED: Fate.HOLD, Mode.AUTOMATIC: Fate.POST}


def heard(policy: Policy, question: Question, hour: int) -> bool:
    """Whether a message is looked at where the bot answers, at an hour (0-23) of its time zone."""
    return question.addressed or (policy.unaddressed and question.at_large and not policy.rests(hour))


def fate(policy: Policy, question: Question, outcome: Outcome, bar: Bar) -> Fate:
    """What becomes of the answer to a question; the bar is for those that nobody asked the bot for."""
    if not question.addressed and not bar.passed(outcome.reply, outcome.scores):
        return Fate.NOTHING
    return FATES[policy.mode]
