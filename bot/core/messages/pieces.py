"""The pieces of a message, each as a message of its own that goes on from the ones before it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core.decision import Answer, Clarify, Computed, NotCovered
from bot.core.dialogue.another import said_of
from bot.core.dialogue.leaning import asks_only_why, only_names
from bot.core.knowledge import Knowledge
from bot.core.language.pointing import begins, points_within
from bot.core.language.roles import money, plays, words
from bot.core.language.understand import Understanding
from bot.core.messages.hanging import OF_STATUS, drifts, hangs, is_told, leaves_no_room, only_goes_on
from bot.core.messages.parts import compares
from bot.core.messages.weighed import (
    BEYOND_DOUBT,
    CERTAIN,
    QUESTION_ROLES,
    SOLID,
    Weighed,
    asks,
    facts_of,
    key_of,
    weigh_one,
)
from bot.core.model import Kind, Turn
from bot.core.referents import named_by_number


def weigh_in_turn(
    pieces: Iterable[Understanding], turns: Sequence[Turn], whole: Weighed, knowledge: Knowledge
) -> list[Weighed]:
    """Each piece read after the ones before it: 谁给谁供货 谁又是客户."""
    found: list[Weighed] = []
    topics: tuple[str, ...] = ()
    before, whom = tuple(turns), ""
    for piece in filter(_worth_weighing, pieces):
        part, within = weigh_one(piece, before, knowledge), points_within(piece)
        named = knowledge.names(piece) or _strangers(piece, knowledge)
        if found and (hangs(piece, found[-1], named, knowledge) or is_told(piece, found, knowledge)):
            continue
        if found and not named and _of_then(found[-1], piece):
            continue
        of_source = isinstance(part.decision, Answer) and part.decision.lead == "told_by"
        goes_on = of_source or (only_names(piece) and not asks(piece))
        if part.sure < BEYOND_DOUBT and (named or piece.concepts) and len(before) > len(turns) and not goes_on:
            part = max(part, weigh_one(piece, turns, knowledge), key=_sureness)
        unclear = isinstance(part.decision, Clarify) or not part.anchored
        if found and asks_only_why(piece) and (named_before := _answered_by_name(found[-1], knowledge)):
            part = weigh_one(knowledge.reader.read(f"{named_before} {piece.raw}"), turns, knowledge)
        if whom and not knowledge.names(piece) and _strays(part, whom, knowledge):
            part = weigh_one(_of(whom, piece, knowledge), turns, knowledge)
        of_whom = whom or _target_named(found, knowledge)
        if of_whom and not named and isinstance(part.decision, NotCovered) and part.decision.gap:
            # 丁的营收多少 亏了多少: what is not written is asked of the same one.
            part = max(part, weigh_one(_of(of_whom, piece, knowledge), turns, knowledge), key=_sureness)
        alone = within or "remainder" in piece.roles or _compares_with_then(found, piece)
        subjects = () if alone else (whom,) if whom else topics if unclear else ()
        if part.sure < (CERTAIN if piece.concepts else BEYOND_DOUBT) and not named and asks(piece):
            part = max((part, *_of_each(subjects, piece, turns, knowledge)), key=_sureness)
        of_two = len(named_by_number(piece, knowledge)) > 1
        if whom and not (named or of_two) and isinstance(part.decision, Computed) and "takes_up" in piece.roles:
            # 甲占总额几成 占估值又是几成: a share without a name is the same one's.
            part = weigh_one(_of(whom, piece, knowledge), turns, knowledge)
        if "share" in piece.roles and isinstance(part.decision, NotCovered):
            # 估值50亿是美元吗 甲出的占几个点: of what the piece before names.
            of_those = _of_each(topics, piece, turns, knowledge)
            part = next((p for p in of_those if isinstance(p.decision, Computed)), part)
        if found and _repeats(part, found[-1]) and asks(piece) and not of_source:
            others = (weigh_one(piece, turns, knowledge), *_of_each(topics, piece, turns, knowledge))
            part = next((p for p in others if p.sure >= CERTAIN and not _repeats(p, part)), part)
        whom, topics = named or _pointed_at(part, knowledge) or whom, _topics(piece) or topics
        if found and not named and drifts(part, found[-1], knowledge):
            continue
        if found and only_goes_on(part) and leaves_no_room(found[-1], piece):
            continue
        if not part.anchored and not whole.anchored and not facts_of(whole.decision):
            continue
        found.append(part)
        if part.sure >= SOLID:
            before = (*before, Turn(piece.raw, Kind.ANSWER, facts_of(part.decision)))
    return found


def _pointed_at(part: Weighed, knowledge: Knowledge) -> str:
    """Whom a piece points at in the talk before its message: 它卖货不香吗, after an answer on 甲."""
    reading = part.reading
    pointed = reading.inherited and "pronoun" in reading.own.roles and len(reading.entities) == 1
    return knowledge.entities[reading.entities[0]].name if pointed else ""


def _target_named(found: Sequence[Weighed], knowledge: Knowledge) -> str:
    """The name of the company that the money goes to, where the piece before names it and nobody else."""
    target = knowledge.pack.deal.target
    return knowledge.entities[target].name if found and found[-1].reading.own.entities == (target,) else ""


def _of_then(before: Weighed, piece: Understanding) -> bool:
    """Whether a piece only asks if a number is that of the other time that the one before it was about: 有50亿吗."""
    asks_so = bool(piece.amounts) and piece.roles & {"yesno", "tag"}
    of_now = piece.roles & {"collective", "this_deal", "how_much"} or piece.concepts
    return "earlier" in before.reading.own.roles and bool(asks_so) and not of_now


def _compares_with_then(found: Sequence[Weighed], piece: Understanding) -> bool:
    """Whether a piece lacks what it compares, and the one before it told of another time: 以前那些 比这轮多几倍."""
    return bool(found) and "earlier" in found[-1].reading.own.roles and begins(piece, "compare")


def _of_each(
    subjects: Iterable[str], piece: Understanding, turns: Sequence[Turn], knowledge: Knowledge
) -> Iterator[Weighed]:
    return (weigh_one(_of(subject, piece, knowledge), turns, knowledge) for subject in subjects)


def _answered_by_name(part: Weighed, knowledge: Knowledge) -> str:
    """What a part asked of an unknown one, said of the one who answers it: 甲投得最少 of 谁投得最少; or nothing."""
    own, facts = part.reading.own, facts_of(part.decision)
    about = knowledge.facts[facts[0]].about if facts and isinstance(part.decision, Answer) else ()
    if own.entities or len(about) != 1:
        return ""
    said = said_of(knowledge.entities[about[0]].name, own.text, knowledge)
    return said if said != own.text else ""


def _strays(part: Weighed, whom: str, knowledge: Knowledge) -> bool:
    """Whether a piece that names nobody is answered with another one's fact than `whom` the message is about.

    Of somebody who has no part in the deal no figure of it is told: 那家急了没 融了多少.
    """
    own, about = part.reading.own, knowledge.reader.read(whom)
    if knowledge.outsiders(about) and own.roles.isdisjoint({"collective", "this_deal"}) and not own.entities:
        return any(knowledge.facts[fact].figure for fact in facts_of(part.decision))
    of = {one for fact in facts_of(part.decision) for one in knowledge.facts[fact].about}
    told = of.intersection(knowledge.pack.deal.investors)
    return bool(told) and told.isdisjoint(knowledge.investors(about))


def _repeats(part: Weighed, other: Weighed) -> bool:
    """Whether a piece would get once more what another one got: then it asked something else."""
    return key_of(part.decision) == key_of(other.decision)


def weigh_listed(head: str, items: Iterable[str], turns: Sequence[Turn], knowledge: Knowledge) -> list[Weighed]:
    """Each item of a list: of those whom its heading names, else by itself, else after the items before it."""
    found: list[Weighed] = []
    heading, before, whom = knowledge.reader.read(head), tuple(turns), ""
    of_all = knowledge.names(heading)
    asked = " ".join(token.text for token in heading.tokens if any(plays(token, role) for role in QUESTION_ROLES))
    for item in map(knowledge.reader.read, items):
        named = knowledge.names(item)
        part = weigh_one(_of(of_all if not named else "", item, knowledge), turns, knowledge)
        if asked and not item.concepts and item.roles.isdisjoint(QUESTION_ROLES - {"sum"}):
            # 金额栏 1.甲 2.乙: the heading asks, the items say of whom.
            part = weigh_one(knowledge.reader.read(f"{item.raw} {asked}"), turns, knowledge)
        settled = part.sure >= CERTAIN and (isinstance(part.decision, Answer | Computed) or not only_goes_on(part))
        if not settled and not of_all:
            part = max(part, weigh_one(_of("" if named else whom, item, knowledge), before, knowledge), key=_sureness)
        found.append(_told(part))
        before, whom = (*before, Turn(item.raw, Kind.ANSWER, facts_of(part.decision))), named or whom
    return found


def _told(part: Weighed) -> Weighed:
    """An item of a list that only names its subject asks for it: 2. 短板."""
    return replace(part, decision=Answer(facts_of(part.decision))) if compares(part) else part


def _of(whom: str, read: Understanding, knowledge: Knowledge) -> Understanding:
    return knowledge.reader.read(f"{whom} {read.raw}") if whom else read


def _sureness(part: Weighed) -> float:
    return part.sure


def _strangers(read: Understanding, knowledge: Knowledge) -> str:
    """Whom a piece names that has no part in the deal."""
    return " ".join(knowledge.entities[entity].name for entity in knowledge.outsiders(read))


def _topics(read: Understanding) -> tuple[str, ...]:
    """What a piece is about where it names nobody: its first amount of money, its first word that is a concept."""
    amounts = (read.text[amount.start : amount.end] for amount in money(read))
    concepts = (token.text for token in read.tokens if token.id_of("concept"))
    return tuple(found for words in (amounts, concepts) if (found := next(words, "")))


def _worth_weighing(read: Understanding) -> bool:
    """Whether a piece asks something or names something of the deal at all; "yes or no" alone does neither."""
    if all(plays(token, "filler_chat") for token in words(read)):
        return False
    asks, says = read.roles & (QUESTION_ROLES | OF_STATUS), any(name[0] in "cwt" for name in read.features)
    return bool(read.entities or read.concepts or read.amounts or (asks if says else asks - _EITHER_WAY))


_EITHER_WAY = frozenset({"yesno", "tag", "either"})
