"""The pieces of a message, each as a message of its own that goes on from the ones before it."""

import re
from collections.abc import Iterable, Sequence

from bot.core.conflict import plays_a_role
from bot.core.context import points_within
from bot.core.decision import Clarify, Declined, NotCovered
from bot.core.features import substance
from bot.core.knowledge import Knowledge
from bot.core.model import Kind, Turn
from bot.core.normalise import CJK
from bot.core.split import segments
from bot.core.stance import OPEN
from bot.core.understand import Understanding
from bot.core.weighed import BEYOND_DOUBT, CERTAIN, QUESTION_ROLES, SOLID, Weighed, asks, facts_of, key_of, weigh_one

_LITTLE = 4.5
"""How little a piece may say and still go on about what the piece before it asked."""


def cut_up(text: str, knowledge: Knowledge) -> list[str]:
    """`text` cut where a new thought begins; before a Latin name only where what stands before it asks or ends."""
    pieces: list[str] = []
    for segment in segments(text):
        head, *rest = _BEFORE_LATIN.split(segment)
        for part in rest:
            if _ENDS.search(head) or has_question_word(head, knowledge):
                pieces.append(head)
                head = part
            else:
                head = f"{head} {part}"
        if pieces and _only_asks_back(head, pieces[-1], knowledge):
            pieces[-1] = f"{pieces[-1]} {head}"
        else:
            pieces.append(head)
    return pieces


_BEFORE_LATIN = re.compile(f"(?<=[{CJK}])\\s+(?=[a-z])")
_ENDS = re.compile("[了吧呢吗嘛啊呀]$")
"""How a clause ends that another one follows."""
_SHORT = 8


def _only_asks_back(piece: str, before: str, knowledge: Knowledge) -> bool:
    """Whether a piece says nothing by itself, and only wants the one before it confirmed: 对吧, 是真的吗."""
    if len(piece) > _SHORT:
        return False
    read = knowledge.reader.read(piece)
    sure = read.roles & {"certainty", "yesno"} and not has_question_word(before, knowledge)
    words = [token for token in read.tokens if token.text[0].isalnum()]
    return bool("tag" in read.roles or sure) and bool(words) and all(map(plays_a_role, words))


def has_question_word(piece: str, knowledge: Knowledge) -> bool:
    """Whether a piece asks with a word: 多少, 为什么, 谁."""
    return bool(knowledge.reader.asking.search(knowledge.reader.speller.spelt(piece)))


def weigh_in_turn(
    pieces: Iterable[Understanding], turns: Sequence[Turn], whole: Weighed, knowledge: Knowledge
) -> list[Weighed]:
    """Each piece read after the ones before it: 谁给谁供货 谁又是客户."""
    found: list[Weighed] = []
    before, whom, topic = tuple(turns), "", ""
    for piece in pieces:
        if not _worth_weighing(piece):
            continue
        part = weigh_one(piece, before, knowledge)
        if found and points_within(piece) and _leaves_no_room(found[-1], piece):
            continue
        named = knowledge.names(piece) or _strangers(piece, knowledge)
        subject = whom or (topic if isinstance(part.decision, Clarify) else "")
        if part.sure < BEYOND_DOUBT and (named or piece.concepts) and len(before) > len(turns):
            part = max(part, weigh_one(piece, turns, knowledge), key=_sureness)
        doubted = CERTAIN if piece.concepts else BEYOND_DOUBT
        if part.sure < doubted and subject and not named and asks(piece):
            part = max(part, weigh_one(_of(subject, piece, knowledge), turns, knowledge), key=_sureness)
        if found and key_of(part.decision) == key_of(found[-1].decision) and topic and asks(piece):
            part = _anew(part, _of(topic, piece, knowledge), turns, knowledge)
        whom, topic = named or whom, _topic(piece) or topic
        if found and _leans(part) and _leaves_no_room(found[-1], piece):
            continue
        if not part.anchored and not whole.anchored and not facts_of(whole.decision):
            continue
        found.append(part)
        if part.sure >= SOLID:
            before = (*before, Turn(piece.raw, Kind.ANSWER, facts_of(part.decision)))
    return found


def _anew(part: Weighed, read: Understanding, turns: Sequence[Turn], knowledge: Knowledge) -> Weighed:
    """A piece that would say once more what the one before it said, as `read` instead, where that says something."""
    other = weigh_one(read, turns, knowledge)
    return other if other.sure >= CERTAIN and key_of(other.decision) != key_of(part.decision) else part


def weigh_listed(head: str, items: Iterable[str], turns: Sequence[Turn], knowledge: Knowledge) -> list[Weighed]:
    """Each item of a list: of those whom its heading names, else by itself, else after the items before it."""
    found: list[Weighed] = []
    of_all, before, whom = knowledge.names(knowledge.reader.read(head)), tuple(turns), ""
    for item in map(knowledge.reader.read, items):
        named = knowledge.names(item)
        part = weigh_one(_of(of_all if not named else "", item, knowledge), turns, knowledge)
        if part.sure < CERTAIN and not of_all:
            part = max(part, weigh_one(_of("" if named else whom, item, knowledge), before, knowledge), key=_sureness)
        found.append(part)
        before, whom = (*before, Turn(item.raw, Kind.ANSWER, facts_of(part.decision))), named or whom
    return found


def _of(whom: str, read: Understanding, knowledge: Knowledge) -> Understanding:
    return knowledge.reader.read(f"{whom} {read.raw}") if whom else read


def _sureness(part: Weighed) -> float:
    return part.sure


def _strangers(read: Understanding, knowledge: Knowledge) -> str:
    """Whom a piece names that has no part in the deal."""
    return " ".join(knowledge.entities[entity].name for entity in knowledge.outsiders(read))


def _topic(read: Understanding) -> str:
    """What a piece is about where it names nobody: its first amount of money, or word that is a concept of the pack."""
    money = (read.text[amount.start : amount.end] for amount in read.amounts if amount.kind == "money")
    return next(money, "") or next((token.text for token in read.tokens if token.id_of("concept")), "")


def _worth_weighing(read: Understanding) -> bool:
    """Whether a piece asks something or names something of the deal at all."""
    return bool(read.entities or read.concepts or read.amounts or read.roles & (QUESTION_ROLES | _OF_STATUS))


_OF_STATUS = frozenset({"done", "failed", "official"})
"""Roles of what may be said of the deal without a name: 都签完了."""


def _leaves_no_room(part: Weighed, after: Understanding) -> bool:
    """Whether what goes on about a piece cannot be held against the figures: nothing answers it, or of another time."""
    of_then = "earlier" in part.reading.own.roles and after.roles.isdisjoint(_OF_NOW)
    return isinstance(part.decision, NotCovered | Declined) or of_then


_OF_NOW = frozenset({"which_one", "either", "collective", "this_deal"})
"""Roles of what asks anew, or of this deal, after something that was said of another time."""


def _leans(part: Weighed) -> bool:
    """Whether a piece names nobody, and little or nothing sure: it goes on about what the piece before it asked.

    A word of the pack with a question word is a question of its own, and so is how far the deal is; 有结论吗 is not.
    """
    own = part.reading.own
    asked = bool(own.concepts) and (not own.roles.isdisjoint(OPEN) or any(name[0] == "m" for name in own.features))
    of_its_own = asked or not own.roles.isdisjoint(_OF_STATUS)
    little = not of_its_own and sum(map(substance, own.features)) <= _LITTLE
    return not own.entities and (part.sure < BEYOND_DOUBT or little)
