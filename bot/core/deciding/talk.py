"""Messages that are not about what the material says: orders, adverts, small talk, advice, other subjects."""

from collections.abc import Collection, Iterable

from bot.core.deciding.case import Case
from bot.core.decision import AboutBot, Declined, OffTopic, Single
from bot.core.model import Kind
from bot.core.premises.stating import OPEN
from bot.core.search.retrieve import Match

_SURE = 0.5
"""How likely it must be that a message is talk of a kind to be taken for it whatever else may be meant."""
_OF_THE_DEAL = OPEN | {"yesno", "tag", "pays", "joins"}
"""Roles of messages that ask, or say something of who takes part."""


def refused(case: Case) -> Single | None:
    """What the bot does not do, whatever else it is asked with: advice, forecasts, orders to it, other subjects."""
    return _likely(case, Kind.DECLINED, Kind.OFF_TOPIC)


def small_talk(case: Case) -> Single | None:
    """What people say to and about the bot."""
    return _likely(case, Kind.ABOUT_BOT)


def of_other_things(case: Case) -> Single | None:
    """What a message that asks nothing wants done, where that is likelier than that it is about the deal at all."""
    elsewhere = list(_intents(case, {Kind.OFF_TOPIC}))
    of_deal = (match.score for match in case.ranked if match.entry not in case.knowledge.intents)
    likelier = sum(match.score for match in elsewhere) > sum(of_deal)
    return _decision(elsewhere[0], case) if likelier and case.roles.isdisjoint(_OF_THE_DEAL) else None


def said(case: Case) -> Single | None:
    """The reply to the best candidate, where that is an intent with a reply of its own."""
    return _decision(case.best, case) if case.best else None


def _likely(case: Case, *kinds: Kind) -> Single | None:
    """The likeliest intent of `kinds`, where all of them together are likelier than anything else."""
    of_kind = list(_intents(case, kinds))
    return _decision(of_kind[0], case) if sum(match.score for match in of_kind) >= _SURE else None


def _intents(case: Case, kinds: Collection[Kind]) -> Iterable[Match]:
    intents = case.knowledge.intents
    return (match for match in case.ranked if match.entry in intents and intents[match.entry].kind in kinds)


def _decision(match: Match, case: Case) -> Single | None:
    intent = case.knowledge.intents.get(match.entry)
    if intent is None:
        return None
    replies = {Kind.DECLINED: Declined, Kind.OFF_TOPIC: OffTopic, Kind.ABOUT_BOT: AboutBot}
    return replies[intent.kind](intent.id) if intent.kind in replies else None
