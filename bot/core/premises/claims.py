"""False amounts: another number, unit or currency than the material's."""

from collections.abc import Iterable, Iterator

from bot.core.figures import Quantity
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.lexicon import Token
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.conflict import Asked, Conflict
from bot.core.referents import (
    clause_of,
    company,
    directly,
    equals,
    figure_named,
    in_its_unit,
    referent,
    same_figures,
)
from bot.core.sums.deduced import adds_up, follows
from bot.core.sums.guessed import guesses, is_goal

_NO_CLAIM = frozenset({"hypothetical", "guesses", "ratio", "difference", "divide"})
"""Roles of messages whose numbers are supposed or reckoned with."""


def wrong_currency(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """500亿人民币: the right number in the wrong money."""
    home = knowledge.pack.deal.currency
    for amount in money(asked.read):
        alone = currencies(asked.read, knowledge) if asked.read.roles & {"yesno", "tag"} else []
        other = amount.currency or (alone[0] if len(alone) == 1 else "")
        if other and other != home and same_figures(amount, knowledge):
            yield Conflict("currency", knowledge.against("currency"), {"claimed": other})


def currencies(read: Understanding, knowledge: Knowledge) -> list[str]:
    """The currencies that a message names."""
    words = {token.text for token in read.tokens}
    return [c for c, names in knowledge.pack.language.currencies.items() if not words.isdisjoint(names)]


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
        if amount.denied or fact is None or fact.figure is None or equals(amount, fact, knowledge):
            continue
        if follows(amount, asked.read, knowledge) or adds_up(amount, asked.read, knowledge):
            continue
        if is_goal(amount, asked.read, knowledge) or _reckoned(amount, asked.read, knowledge):
            continue
        said_of_it = directly(amount, fact, asked.read, knowledge)
        if (own_money and not said_of_it) or _put_in(amount, asked.read, knowledge.pack.language.signs["own_price"]):
            continue
        parts = any(other.kind in {"share", "multiple"} for other in asked.read.amounts)
        reckoned = parts or asked.read.roles & {"share", "takes_up", "remainder", "continuation"} or not said_of_it
        # 那20亿呢 after 甲投多少 asks after the 20亿 that the material names, and says them of nobody.
        several = len(_companies(amount, asked.read, knowledge)) > 1 and not _right_after(
            amount, fact, asked.read, knowledge
        )
        if same_figures(amount, knowledge) and (reckoned or several):
            continue
        yield Conflict(_how_false(amount, fact, knowledge), fact.id, {"claimed": amount.text})
        yield from _of_another_measure(amount, fact, knowledge)


def _of_another_measure(amount: Amount, fact: Fact, knowledge: Knowledge) -> Iterator[Conflict]:
    """What a number is in the material, where it is said of another quantity: 估值500亿 of a sum that is the total."""
    own = [other for other in same_figures(amount, knowledge) if other.measured.measure != fact.measured.measure]
    if len(own) == 1:
        yield Conflict("quantity", own[0].id, {"claimed": amount.text})


def _reckoned(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether an amount is what a message takes a sum of several figures to come to."""
    named = {fact.id for token in read.tokens if (fact := figure_named(token, knowledge))}
    whole = bool(read.roles & {"this_deal", "collective"})
    return len(named) + whole > 1 and amount in guesses(read, knowledge)


def _how_false(amount: Amount, fact: Fact, knowledge: Knowledge) -> str:
    """The rule that another number than the material's falls under: one that its bounds allow is only not said."""
    allowed = Quantity.of(fact.measured).allows(in_its_unit(amount, fact, knowledge), 0.0)
    another_s = any(other.id != fact.id for other in same_figures(amount, knowledge))
    return "amount_open" if allowed and amount.bound is None and not another_s else "amount"


def _companies(amount: Amount, read: Understanding, knowledge: Knowledge) -> set[str]:
    """The figures that the companies of an amount's clause have; of the whole message where that names none."""
    beside = {fact.id for t in clause_of(read, amount.start) if (fact := company(t, knowledge))}
    return beside or {fact.id for t in read.tokens if (fact := company(t, knowledge))}


def _right_after(amount: Amount, fact: Fact, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether the name of the company stands right before an amount: 甲20亿 乙50亿."""
    return any(token.end == amount.start and company(token, knowledge) is fact for token in read.tokens)


def _put_in(amount: Amount, read: Understanding, own_price: tuple[str, ...]) -> bool:
    """Whether an amount is what the asker means to invest, or has paid: 我妈20万放甲, 成本185."""
    if read.text[: amount.start].rstrip().endswith(own_price):
        return True
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
    """Whether a message reckons with numbers rather than naming one: 三个数加起来才500, 甲30 乙20 够吗, 按50比700算."""
    adds = read.roles & {"sum", "enough", "compare"} or "+" in read.text
    return bool(adds) and (len(list(money(read))) > 1 or len(knowledge.investors(read)) > 1)


def stated(read: Understanding, knowledge: Knowledge) -> Iterator[Amount]:
    """The amounts of money that a message says of the deal as it is, not of other times or things."""
    for amount in money(read):
        own = clause_of(read, amount.start)
        # A clause that names nothing goes on about the ones before it: 之前投过多少? 130亿?
        clause = (
            own if any(figure_named(t, knowledge) for t in own) else [t for t in read.tokens if t.start < amount.end]
        )
        if (
            not (amount.vague or (amount.denied and amount.bound is None))
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
    roles = {term.id for part in (token, *token.inner) for term in part.terms if term.kind == "role"}
    of_now = "pays" in roles or any(role.startswith("bound_") for role in roles)
    return plays(token, "earlier") or (not of_now and token.id_of("concept") in knowledge.gap_concepts)
