"""False amounts: another number, unit, currency, limit or share than the material's."""

from collections.abc import Iterable, Iterator

from bot.core.amounts import Amount
from bot.core.conflict import Asked, Conflict, asserts, plays
from bot.core.figures import Quantity, percent
from bot.core.knowledge import Knowledge
from bot.core.lexicon import Token
from bot.core.model import Bound, Fact, Figure
from bot.core.referents import (
    clause_of,
    directly,
    equals,
    figure_named,
    figure_of,
    referent,
    same_figures,
    total_of,
)
from bot.core.understand import Understanding

_NO_CLAIM = frozenset({"hypothetical", "ratio", "difference", "divide"})
"""Roles of messages whose numbers are supposed or reckoned with."""


def wrong_currency(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """500亿人民币: the right number in the wrong money."""
    home = knowledge.pack.deal.currency
    for amount in money(asked.read):
        other = amount.currency or (_named_alone(asked.read, knowledge) if asked.read.roles & {"yesno", "tag"} else "")
        if other and other != home and same_figures(amount, knowledge):
            yield Conflict("currency", knowledge.against("currency"), {"claimed": other})


def _named_alone(read: Understanding, knowledge: Knowledge) -> str:
    """The only currency that a message names, else nothing."""
    words = {token.text for token in read.tokens}
    named = [c for c, names in knowledge.pack.language.currencies.items() if not words.isdisjoint(names)]
    return named[0] if len(named) == 1 else ""


def wrong_amount(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲投400亿, 估值73亿, 乙投了甲的数: another number than the material's."""
    own_money = "first_person" in asked.read.roles and not asked.read.roles & {"hearsay", "tag"}
    if (
        asked.elsewhere
        or asked.read.roles & _NO_CLAIM
        or _reckons(asked.read, knowledge)
        or _weighs(asked.read, knowledge)
    ):
        return
    for amount in stated(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if fact is None or fact.figure is None or equals(amount, fact, knowledge):
            continue
        said_of_it = directly(amount, fact, asked.read, knowledge)
        if (own_money and not said_of_it) or _put_in(amount, asked.read):
            continue
        reckoned = asked.read.roles & {"share", "takes_up"} or not said_of_it
        several = len(_companies(amount, asked.read, knowledge)) > 1
        if same_figures(amount, knowledge) and (reckoned or several):
            continue
        yield Conflict("amount", fact.id, {"claimed": amount.text})


def _companies(amount: Amount, read: Understanding, knowledge: Knowledge) -> set[str]:
    """The figures that the companies of an amount's clause have; of the whole message where that names none."""
    beside = {fact.id for t in clause_of(read, amount.start) if (fact := company(t, knowledge))}
    return beside or {fact.id for t in read.tokens if (fact := company(t, knowledge))}


def company(token: Token, knowledge: Knowledge) -> Fact | None:
    """The figure of the investor that a word names."""
    owner = knowledge.owner(token.id_of("entity"))
    return figure_of(owner, knowledge) if owner in knowledge.pack.deal.investors else None


def matching_amount(read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The fact that a number in a message is rightly said of, where it is the message's only number."""
    claims = list(stated(read, knowledge))
    fact = referent(claims[0], read, knowledge) if len(claims) == 1 else None
    return fact if fact and equals(claims[0], fact, knowledge) and directly(claims[0], fact, read, knowledge) else None


def _put_in(amount: Amount, read: Understanding) -> bool:
    """Whether an amount is what the asker means to invest: 我妈20万放甲."""
    if not read.roles & {"advice", "trade", "promise"}:
        return False
    breath = max(read.text.rfind(stop, 0, amount.start) for stop in " ,。?!")
    return any(plays(t, "first_person") for t in read.tokens if breath < t.start < amount.start)


def _weighs(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message leaves open which of its numbers holds, or whether one is enough: 110还是190, 500亿够吗."""
    open_ended = "either" in read.roles and len(list(money(read))) > 1
    enough = read.roles >= {"enough", "yesno"} and "tag" not in read.roles
    return open_ended or (enough and not knowledge.investors(read))


def _reckons(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message adds numbers up rather than naming one: 三个数加起来才500."""
    return "sum" in read.roles and (len(list(money(read))) > 1 or len(knowledge.investors(read)) > 1)


def wrong_bound(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """保底200亿: the right number with the wrong limit."""
    if "sum" in asked.read.roles and not asserts(asked.read):
        return
    for amount in stated(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if amount.upper or not (fact and fact.figure and equals(amount, fact, knowledge)):
            continue
        if _against(amount.bound, fact.figure):
            yield Conflict("bound", fact.id, {"claimed": _with_limit(amount, asked.read)})


def _with_limit(amount: Amount, read: Understanding) -> str:
    """The number as it was said, with the word that limits it: 低于80亿."""
    limits = (t for t in read.tokens if any(term.id.startswith("bound_") for term in t.terms))
    start = next((t.start for t in limits if t.end == amount.start), amount.start)
    return read.text[start : amount.end].strip()


def wrong_share(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """甲占82%: a share that the figures rule out."""
    whole = total_of(knowledge)
    if asked.elsewhere or not knowledge.gap_concepts.isdisjoint(asked.read.concepts):
        return
    if whole and _of_another_whole(asked.read, whole, knowledge):
        return
    for amount in (a for a in asked.read.amounts if a.kind == "share"):
        fact = _investor_beside(amount, asked.read, knowledge)
        if not (fact and fact.figure and whole):
            continue
        share = Quantity.of(fact.figure) / Quantity.of(whole.measured)
        if not share.allows(amount.value, 0.1) or (
            fact.figure.bound is Bound.AT_MOST and amount.value < share.high * 0.8
        ):
            yield Conflict("share", fact.id, {"claimed": percent(amount.value)})


def _of_another_whole(read: Understanding, whole: Fact, knowledge: Knowledge) -> bool:
    """Whether a message names another whole than the total, by its word or by its number: 按甲数算占几成."""
    by_number = (fact.measured.measure for amount in money(read) for fact in same_figures(amount, knowledge))
    by_word = (token.id_of("measure") for token in read.tokens)
    return not {*by_number, *by_word} <= {"", whole.measured.measure}


def money(read: Understanding) -> Iterator[Amount]:
    """The amounts of money in a message."""
    return (a for a in read.amounts if a.kind == "money")


def stated(read: Understanding, knowledge: Knowledge) -> Iterator[Amount]:
    """The amounts of money that a message says of the deal as it is, not of other times or things."""
    for amount in money(read):
        own = clause_of(read, amount.start)
        # A clause that names nothing goes on about the ones before it: 之前投过多少? 130亿?
        clause = (
            own if any(figure_named(t, knowledge) for t in own) else [t for t in read.tokens if t.start < amount.end]
        )
        if (
            not amount.vague
            and not _of_an_outsider(own, knowledge)
            and not any(_elsewhere(t, knowledge) for t in clause)
        ):
            yield amount


def _of_an_outsider(clause: Iterable[Token], knowledge: Knowledge) -> bool:
    """Whether a clause names somebody whom the material does not, and nothing that it has a figure of."""
    named = [t for t in clause if t.id_of("entity")]
    roles = {knowledge.entities[t.id_of("entity")].role for t in named}
    return "outsider" in roles and not any(figure_named(t, knowledge) for t in clause)


def _elsewhere(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token says that the amount is of another time or of something that the pack has no figure of."""
    limit = any(term.id.startswith("bound_") for term in token.terms)
    return plays(token, "earlier") or (not limit and token.id_of("concept") in knowledge.gap_concepts)


def _against(bound: Bound | None, figure: Figure) -> bool:
    match figure.bound:
        case Bound.AT_MOST:
            return bound is Bound.MORE_THAN
        case Bound.LESS_THAN:
            return bound is Bound.MORE_THAN
        case Bound.MORE_THAN:
            return bound in {Bound.AT_MOST, Bound.LESS_THAN}
        case Bound.EXACTLY:
            return bound is not None


def _investor_beside(amount: Amount, read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The investor named last before a share, else the first after it in its clause: 一半是甲掏的."""
    before = [t for t in read.tokens if t.start < amount.start][::-1]
    after = [t for t in clause_of(read, amount.start) if t.start >= amount.end]
    return next((fact for t in (*before, *after) if (fact := company(t, knowledge))), None)
