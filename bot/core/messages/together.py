"""What the parts of a message come to beside the whole of it: a premise and a question, talk and the question in it."""

from collections.abc import Iterable, Sequence

from bot.core.decision import Answer, Clarify, NotCovered
from bot.core.knowledge import Knowledge
from bot.core.language.pointing import points_within
from bot.core.language.understand import Understanding
from bot.core.messages.claimed import both_refuted
from bot.core.messages.joined import agrees, several
from bot.core.messages.parts import asks_openly, further_questions
from bot.core.messages.weighed import BEYOND_DOUBT, CERTAIN, Weighed, asks, key_of

_PAIR = 2


def together(
    whole: Weighed, told: Sequence[Understanding], parts: Sequence[Weighed], knowledge: Knowledge
) -> Weighed | None:
    """What some of the parts of a message come to, in which the pieces are `told`; None where none stand out."""
    return (
        _beside_premise(whole, parts, knowledge)
        or _as_it_begins(whole, told, parts)
        or both_refuted(whole, parts)
        or _only_question(whole, parts)
        or _asked_of_a_gap(whole, parts)
        or _asked_beside_a_gap(whole, parts)
    )


def _beside_premise(whole: Weighed, parts: Sequence[Weighed], knowledge: Knowledge) -> Weighed | None:
    """What the whole takes for granted set right, and then what is asked besides: 甲只出50亿 那它图什么."""
    further = further_questions(whole, parts, knowledge)
    return several(whole, [whole, *further]) if further else None


def _as_it_begins(whole: Weighed, told: Iterable[Understanding], parts: Sequence[Weighed]) -> Weighed | None:
    """A message whose first piece is unclear or not covered, where the others hang on it: 营收多少 其中几成是丙的."""
    if parts and isinstance(parts[0].decision, Clarify) and isinstance(whole.decision, Clarify):
        return whole
    uncovered = bool(parts) and all(isinstance(part.decision, NotCovered) for part in parts)
    return parts[-1] if uncovered and any(map(points_within, told)) else None


def _only_question(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """The piece that asks, where the whole only answers the one before it, which holds: 票卖完了 还能补票不."""
    if len(parts) != _PAIR or not agrees(parts[0]) or key_of(parts[0].decision) != key_of(whole.decision):
        return None
    asked = parts[1]
    asks_else = asks(asked.reading.own) and asked.anchored and key_of(asked.decision) != key_of(whole.decision)
    known = isinstance(asked.decision, Answer) or (isinstance(asked.decision, NotCovered) and asked.decision.gap)
    return asked if asks_else and asked.sure >= CERTAIN and known else None


def _asked_of_a_gap(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """The one part that asks, of what the material does not say, beside talk that reminds of a fact: 赚多少 真贵."""
    asking = [part for part in parts if asks_openly(part.reading.own)]
    if len(asking) != 1 or not isinstance(whole.decision, Answer) or whole.decision.lead:
        return None
    part = asking[0]
    gap = isinstance(part.decision, NotCovered) and part.decision.gap
    return part if gap and part.anchored and part.sure >= max(CERTAIN, whole.sure) else None


def _asked_beside_a_gap(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """What the one part that asks is answered with, and then what talk beside it names in vain: 亏成这样 凭啥值钱."""
    asking = [part for part in parts if asks_openly(part.reading.own)]
    unsaid = isinstance(whole.decision, NotCovered) and whole.decision.gap
    if not unsaid or len(asking) != 1 or len(parts) != _PAIR:
        return None
    answered = isinstance(asking[0].decision, Answer) and asking[0].sure >= BEYOND_DOUBT and asking[0].anchored
    return several(whole, [*asking, whole]) if answered else None
