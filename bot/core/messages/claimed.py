"""What a part of a message gets wrong, beside what the whole of it is answered with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.decision import Answer, Correction, Declined, NotCovered
from bot.core.knowledge import Knowledge
from bot.core.messages.joined import AGREEING, agrees, distinct, refutes, several
from bot.core.messages.parts import asks_openly, compares, plainly_wrong, wants_an_answer
from bot.core.messages.weighed import BEYOND_DOUBT, SOLID, Weighed, key_of
from bot.core.premises.stating import OPEN, claims


def claimed(whole: Weighed, knowledge: Knowledge) -> bool:
    """Whether a message that a fact answers states something, so that a part of it may be wrong."""
    own = whole.reading.own
    asks_else = own.roles & OPEN and "tag" not in own.roles
    return isinstance(whole.decision, Answer) and not asks_else and claims(own, knowledge)


def wrong_in_part(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """What a part of a message gets wrong, where the whole brings a fact to mind or is agreed with: 不到20亿 要撤吧."""
    if not isinstance(whole.decision, Answer) or whole.decision.lead not in {"", *AGREEING}:
        return None
    least = SOLID if agrees(whole) else BEYOND_DOUBT
    stated = [part for part in parts if not asks_openly(part.reading.own) or "tag" in part.reading.own.roles]
    wrong = [part for part in stated if (refutes(part) or _rather_refutes(part)) and part.sure >= least and _says(part)]
    others = [part for part in wrong if key_of(part.decision) != key_of(whole.decision) and refutes(part)]
    if agrees(whole):
        beside = [p for p in stated if compares(p) and p.sure >= BEYOND_DOUBT and _says(p)] if not others else []
        beside = [part for part in beside if key_of(part.decision) != key_of(whole.decision)]
        told = replace(whole, decision=Answer(whole.decision.facts)) if beside else whole
        return several(whole, [*others, *beside, told]) if others or beside else None
    open_ended = any(asks_openly(part.reading.own) and "tag" not in part.reading.own.roles for part in parts)
    return next((part for part in wrong if part not in others and not open_ended), None)


def _rather_refutes(part: Weighed) -> bool:
    """Whether a part is held beside a fact that is likelier to refute than to affirm it."""
    return compares(part) and part.matches[0].refuted > part.matches[0].affirmed


def _says(part: Weighed) -> bool:
    """Whether a part says something of its own rather than of what was said: 这点没说错吧."""
    return any(name[0] in "ct" for name in part.reading.own.features)


def both_refuted(whole: Weighed, parts: Iterable[Weighed]) -> Weighed | None:
    """Claims of one message that several facts refute, each set right: 丁写的吧 平台还担保."""
    wrong = distinct([part for part in parts if refutes(part) and part.sure >= BEYOND_DOUBT])
    others = [part for part in wrong if key_of(part.decision) != key_of(whole.decision)]
    return several(whole, [*others, whole]) if others and refutes(whole) else None


def after_claim(whole: Weighed, parts: Iterable[Weighed], knowledge: Knowledge) -> Weighed:
    """An answer to the whole message, after what a piece that asks nothing gets plainly wrong."""
    stated = (part for part in parts if not asks_openly(part.reading.own))
    wrong = next((part for part in stated if plainly_wrong(part, knowledge)), None)
    return several(whole, [wrong, whole]) if wrong and isinstance(whole.decision, Answer) else whole


def beside_refusal(best: Weighed, parts: Iterable[Weighed]) -> Weighed:
    """A refusal with what another part of the message gets plainly wrong: 都签了吧 现在上车晚不晚."""
    wrong = next((p.decision for p in parts if isinstance(p.decision, Correction) and p.sure >= 1.0), None)
    if not isinstance(best.decision, Declined) or best.decision.wrong or wrong is None:
        return best
    return replace(best, decision=replace(best.decision, wrong=wrong))


def denied(whole: Weighed, parts: Sequence[Weighed]) -> Weighed | None:
    """The part of a message that asks nothing which a fact sets right, where the whole only brings a fact to mind."""
    asked = any(wants_an_answer(part.reading.own) and part.anchored for part in parts)
    open_ended = isinstance(whole.decision, Answer | NotCovered) or compares(whole)
    if whole.sure >= 1.0 or asked or not open_ended:
        return None
    if agrees(whole) or compares(whole):
        parts = [part for part in parts if not compares(part)]
    wrong = [part for part in parts if isinstance(part.decision, Correction) and part.sure >= SOLID]
    same = key_of(whole.decision)
    wrong = [p for p in wrong if (whole.sure < BEYOND_DOUBT if key_of(p.decision) == same else p.sure >= whole.sure)]
    # What names somebody is said of them; what names nobody may be of anything.
    return max(wrong, key=lambda part: (bool(part.reading.own.entities), part.sure), default=None)
