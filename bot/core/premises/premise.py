"""What a question takes for granted and the material does not bear out."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money, plays
from bot.core.language.understand import Understanding
from bot.core.premises.absence import wrong_absence
from bot.core.premises.claims import wrong_amount, wrong_currency
from bot.core.premises.conflict import Asked, Conflict
from bot.core.premises.each import of_each
from bot.core.premises.limits import wrong_bound, wrong_share
from bot.core.premises.order import swapped, wrong_order, wrong_payee
from bot.core.premises.sources import wrong_source
from bot.core.premises.stating import OPEN, claims
from bot.core.premises.status import wrong_status
from bot.core.referents import clause_of, company, same_figures

Rule = Callable[[Asked, Knowledge], Iterator[Conflict]]


def conflicts(asked: Asked, knowledge: Knowledge) -> list[Conflict]:
    """The premises that do not hold, one for each fact that stands against them."""
    said = [replace(asked, read=read) for read in of_each(asked.read, knowledge)] or [asked]
    found = [conflict for one in said for rule in RULES for conflict in rule(one, knowledge) if conflict.fact]
    return list({conflict.fact: conflict for conflict in reversed(found)}.values())[::-1]


def wrong_count(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """四家一起投: more investors than the material names."""
    investors = len(knowledge.pack.deal.investors)
    for amount in (a for a in asked.read.amounts if a.kind == "count"):
        if amount.value > investors or (amount.value < investors and _only(amount, asked.read)):
            yield Conflict("count", knowledge.against("count"), {"claimed": f"{amount.value:.0f} 家"})


def wrong_sole_investor(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """只有甲出钱: one said to pay in alone where the material names several."""
    tokens = [token for token in asked.read.tokens if not plays(token, "filler_function")]
    for alone, one, act in zip(tokens, tokens[1:], tokens[2:], strict=False):
        pays = plays(act, "pays") or plays(act, "joins")
        if plays(alone, "only") and company(one, knowledge) and pays and not asked.read.amounts:
            yield Conflict("count", knowledge.against("count"), {"claimed": f"{alone.text}{one.text}"})


def reversed_direction(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """收钱的投给出钱的: the money the other way round."""
    deal = knowledge.pack.deal
    if len(asked.read.entities) < 2:
        return
    tokens = clause_of(asked.read, _first_place(asked.read, deal.target, knowledge))
    names = [(i, knowledge.owner(t.id_of("entity"))) for i, t in enumerate(tokens) if t.id_of("entity")]
    if len(names) < 2 or names[0][1] != deal.target or names[1][1] not in deal.investors:
        return
    (first, _), (second, investor) = names[0], names[1]
    between, after = tokens[first + 1 : second], tokens[second + 1 :]
    if any(plays(t, "receives") for t in between):
        return
    # 丁啥时候出新货 还有甲投多少: what comes after a space may be another question.
    paid = any(" " not in asked.read.text[t.end : tokens[second].start].strip() for t in between if plays(t, "pays"))
    gives = any(plays(t, "gives_to") for t in between) and any(plays(t, "pays") for t in after)
    if paid or gives:
        yield Conflict("direction", knowledge.against("direction"), {"investor": knowledge.entities[investor].name})


def wrong_stranger(asked: Asked, knowledge: Knowledge) -> Iterator[Conflict]:
    """某某也投了吧: said to pay in, though the material does not name them as one who does."""
    read, investors = asked.read, knowledge.against("count")
    named, near = knowledge.outsiders(read), asked.nearest
    of_another = near and near.id != investors and not knowledge.mentions[near.id].isdisjoint(named)
    if not named or of_another or read.roles & (OPEN | {"earlier", "hypothetical"}):
        return
    said = clause_of(read, next(t.start for t in read.tokens if t.id_of("entity") in named), in_a_row=True)
    counted = any(a.kind == "count" for a in read.amounts) and any(company(t, knowledge) for t in said)
    words = [word for token in said for word in (token, *token.inner)]
    if not counted and not any(plays(word, "pays") or plays(word, "joins") for word in words):
        return
    paid = [fact.id for amount in money(read) for fact in same_figures(amount, knowledge)]
    happened = any(plays(t, "perfective") for t in said) and not any(plays(t, "yesno") for t in said)
    alone = "tag" in read.roles and not knowledge.investors(read) and len(named) == 1
    if len(paid) == 1 or ((happened or claims(read, knowledge)) and (alone or not asked.elsewhere)):
        names = "、".join(knowledge.entities[entity].name for entity in named)
        yield Conflict("stranger", paid[0] if len(paid) == 1 else investors, {"name": names})


PLAIN = frozenset({"direction", "currency", "bound", "swapped"})
"""Conflicts with the material's own names and numbers, turned round: they hold whatever else a message asks for."""
RULES: tuple[Rule, ...] = (
    reversed_direction,
    wrong_payee,
    wrong_currency,
    swapped,
    wrong_bound,
    wrong_amount,
    wrong_share,
    wrong_source,
    wrong_order,
    wrong_count,
    wrong_sole_investor,
    wrong_status,
    wrong_absence,
    wrong_stranger,
)


def _only(amount: Amount, read: Understanding) -> bool:
    """Whether a message says that a number is all: 只有两家."""
    before = [token for token in read.tokens if token.end <= amount.start][-_CLOSE_BY:]
    return any(plays(token, "only") for token in before)


_CLOSE_BY = 2


def _first_place(read: Understanding, entity: str, knowledge: Knowledge) -> int:
    return next((t.start for t in read.tokens if knowledge.owner(t.id_of("entity")) == entity), 0)
