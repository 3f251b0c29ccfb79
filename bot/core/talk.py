"""Messages that are not about what the material says: abuse, small talk, advice."""

from bot.core.case import FIRM, Case
from bot.core.decision import AboutBot, Declined, OffTopic, Single
from bot.core.model import Kind
from bot.core.stance import said_as

SURE, LIKELY = 0.75, 0.45
"""How near a message must be to an intent: to outweigh the deal, and where it is not about the deal."""
_PLAIN = 0.75
_YOU = ("你", "您")
_PERSONS = frozenset({"first_person", "second_person"})
_FAINT = 0.3
"""How near an intent must be to be meant by a message that can only be about the bot; else it is told who it is."""
_WHO = "identity"


def abuse(case: Case) -> Single | None:
    """An order to the program, or an advert."""
    if "injection" in case.roles:
        return OffTopic("injection")
    own = case.reading.own
    offers = {token.text for token in own.tokens if token.id_of("role") == "advert"}
    return OffTopic("advert") if len(offers) > 1 or (offers and not own.entities) else None


def small_talk(case: Case) -> Single | None:
    """What people say to a bot, word for word."""
    near = case.intent
    if near is None or near.nearness < SURE or (case.best and case.best.score > near.nearness):
        return None
    return _decision(near.entry, case)


def to_bot(case: Case) -> Single | None:
    """A message that begins with 你 and names nobody is about the bot."""
    own = case.reading.own
    first = own.tokens[0] if own.tokens else None
    if first is None or not first.text.startswith(_YOU) or own.entities or own.amounts:
        return None
    if own.roles & {"advice", "forecast", "promise", "trade"}:
        return None
    near = case.intent
    return _decision(near.entry, case) if near and near.nearness >= _FAINT else AboutBot(_WHO)


def advice(case: Case) -> Single | None:
    """Whether to buy or sell, what a price will be, a promise: all declined."""
    roles, entities = case.roles, case.reading.entities
    asked = [role for role in ("promise", "advice", "forecast") if role in roles]
    if not asked and {"reach", "yesno"} <= roles and case.reading.own.amounts:
        asked = ["forecast"]
    if not asked and "trade" in roles and roles & _PERSONS:
        asked = ["advice"]
    if not asked and "trade" in roles and roles & {"yesno", "either"} and case.confidence < FIRM:
        asked = ["advice"]
    strangers = any(case.knowledge.entities[e].role == "outsider" for e in case.reading.own.entities)
    if not asked or _stated(case) or (strangers and not roles & (_PERSONS | {"trade"})):
        return None
    of_companies = entities and not roles & (_PERSONS | {"trade"})
    if of_companies and ("why" in roles or (case.best_fact and case.confidence >= FIRM)):
        return None
    return Declined(asked[0])


def chat(case: Case) -> Single | None:
    """What nothing of the material answers and an intent comes near to."""
    near = case.intent
    if near is None or case.of_the_deal:
        return None
    if near.nearness >= LIKELY:
        return _decision(near.entry, case)
    return AboutBot(_WHO) if "second_person" in case.roles else None


def _stated(case: Case) -> bool:
    """Whether a message plainly says of a company what a fact bears out or denies."""
    if case.best is None or case.best_fact is None or not case.reading.own.entities:
        return False
    return case.best.score >= _PLAIN or ("yesno" not in case.roles and said_as(case.best, case.reading) == "refute")


def _decision(intent_id: str, case: Case) -> Single:
    match case.knowledge.intents[intent_id].kind:
        case Kind.DECLINED:
            return Declined(intent_id)
        case Kind.OFF_TOPIC:
            return OffTopic(intent_id)
        case _:
            return AboutBot(intent_id)
