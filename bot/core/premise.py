"""What a question takes for granted and the material does not bear out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.amounts import Amount
from bot.core.figures import Quantity, percent
from bot.core.knowledge import Knowledge
from bot.core.lexicon import Token
from bot.core.model import Bound, Fact, Figure
from bot.core.referents import clause_of, directly, equals, figure_named, figure_of, referent, same_figures
from bot.core.understand import Understanding


@dataclass(frozen=True, slots=True)
class Conflict:
    """A premise that does not hold: by which `rule`, which `fact` stands against it, words for the reply."""

    rule: str
    fact: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message to check: what it says, the fact that the talk is about, and the fact nearest to it, if any."""

    read: Understanding
    context: Fact | None
    nearest: Fact | None


Rule = Callable[[Asked, Knowledge], Conflict | None]

_OPEN = frozenset({"hypothetical"})
_SUMS = frozenset({"sum", "ratio", "difference"})


def conflict(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """The first premise that does not hold, or None."""
    return next((found for rule in RULES if (found := rule(asked, knowledge))), None)


def wrong_currency(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """600亿人民币: the right number in the wrong money."""
    home = _home_currency(knowledge)
    for amount in _money(asked.read):
        facts = same_figures(amount, knowledge)
        if amount.currency and amount.currency != home and facts:
            return Conflict(
                "currency", knowledge.pack.deal.premises["currency"], {"claimed": amount.currency}
            )
    return None


def wrong_amount(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """英伟达投400亿, 估值73亿, 微软投300亿: another number than the material's."""
    if asked.read.roles & (_OPEN | _SUMS | {"first_person"}):
        return None
    for amount in _claims(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if fact is None or fact.figure is None or equals(amount, fact, knowledge):
            continue
        if same_figures(amount, knowledge) and not directly(amount, fact, asked.read, knowledge):
            continue
        return Conflict("amount", fact.id, {"claimed": amount.text})
    return None


def wrong_bound(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """保底300亿: the right number with the wrong limit."""
    for amount in _claims(asked.read, knowledge):
        fact = referent(amount, asked.read, knowledge) or asked.context
        if amount.upper or not (fact and fact.figure and equals(amount, fact, knowledge)):
            continue
        if _against(amount.bound, fact.figure):
            return Conflict("bound", fact.id, {"claimed": amount.text})
    return None


def wrong_share(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """英伟达占82%: a share that the figures rule out."""
    for amount in (a for a in asked.read.amounts if a.kind == "share"):
        fact = _investor_before(amount, asked.read, knowledge)
        whole = next((f for f, figure in knowledge.figure_facts() if figure.of == "total"), None)
        if not (fact and fact.figure and whole and whole.figure):
            continue
        share = Quantity.of(fact.figure) / Quantity.of(whole.figure)
        if not share.allows(amount.value, 0.1) or (
            fact.figure.bound is Bound.AT_MOST and amount.value < share.high * 0.8
        ):
            return Conflict("share", fact.id, {"claimed": percent(amount.value)})
    return None


def wrong_count(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """四家一起投: more investors than the material names."""
    investors = len(knowledge.pack.deal.investors)
    for amount in (a for a in asked.read.amounts if a.kind == "count"):
        if amount.value > investors or (amount.value < investors and "only" in asked.read.roles):
            return Conflict(
                "count", knowledge.pack.deal.premises["count"], {"claimed": f"{amount.value:.0f} 家"}
            )
    return None


def reversed_direction(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """OpenAI要投300亿给英伟达: the money the other way round."""
    deal = knowledge.pack.deal
    tokens = clause_of(asked.read, _first_place(asked.read, deal.target, knowledge))
    names = [(i, knowledge.owner(t.id_of("entity"))) for i, t in enumerate(tokens) if t.id_of("entity")]
    if len(names) < 2 or names[0][1] != deal.target or names[1][1] not in deal.investors:
        return None
    (first, _), (second, investor) = names[0], names[1]
    between, after = tokens[first + 1 : second], tokens[second + 1 :]
    if any(_is_role(t, "receives") for t in between):
        return None
    paid = any(_is_role(t, "pays") for t in between)
    gives = any(_is_role(t, "gives_to") for t in between) and any(_is_role(t, "pays") for t in after)
    if not (paid or gives):
        return None
    return Conflict("direction", deal.premises["direction"], {"investor": knowledge.entities[investor].name})


def wrong_status(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """钱都打过去了吧: taken for done what the material calls planned."""
    roles, premises = asked.read.roles, knowledge.pack.deal.premises
    done = "done" in roles or {"event", "perfective"} <= roles
    if (
        not done
        or roles & {"hypothetical", "negation", "when", "status_ask"}
        or _of_something_else(asked, knowledge)
    ):
        return None
    if "yesno" in roles and not roles & {"perfective", "tag"}:
        return None
    return Conflict("status", premises["status"], {})


def wrong_source(asked: Asked, knowledge: Knowledge) -> Conflict | None:
    """官方公布的吧, 彭博说的: another source than the material's."""
    read, premises = asked.read, knowledge.pack.deal.premises
    about = _figure_talked_of(read, knowledge) or asked.context or asked.nearest
    by = about.source.by if about else ""
    named = {e for e in read.entities if knowledge.entities[e].role in {"outlet", "source"}}
    claimed = named - {by} or (read.roles & {"official", "many_sources"})
    if not claimed or by in named or read.roles & {"negation", "hypothetical"} or not asserts(read):
        return None
    own = next((f.id for f in knowledge.pack.facts if f.topic == "source" and f.source.by == by), "")
    return Conflict("source", own or premises["official"], {})


RULES: tuple[Rule, ...] = (
    reversed_direction,
    wrong_source,
    wrong_currency,
    wrong_bound,
    wrong_amount,
    wrong_share,
    wrong_count,
    wrong_status,
)


def asserts(read: Understanding) -> bool:
    """Whether a message takes something for granted or wants it confirmed, rather than asking whether it is so."""
    return "tag" in read.roles or not read.roles & {"yesno", "either"}


def _of_something_else(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether what is said to be done is not the deal: 纪录已经破了."""
    status = knowledge.facts[knowledge.pack.deal.premises["status"]]
    return asked.nearest is not None and asked.nearest.topic not in {status.topic, "amount"}


def _money(read: Understanding) -> Iterator[Amount]:
    return (a for a in read.amounts if a.kind == "money")


def _claims(read: Understanding, knowledge: Knowledge) -> Iterator[Amount]:
    for amount in _money(read):
        clause = clause_of(read, amount.start)
        if not amount.vague and not any(_elsewhere(t, knowledge) for t in clause):
            yield amount


def _elsewhere(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token says that the amount is of another time or of something that the pack has no figure of."""
    return _is_role(token, "earlier") or token.id_of("concept") in knowledge.gap_concepts


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


def _investor_before(amount: Amount, read: Understanding, knowledge: Knowledge) -> Fact | None:
    names = [
        knowledge.owner(t.id_of("entity"))
        for t in read.tokens
        if t.start < amount.start and t.id_of("entity")
    ]
    investors = [n for n in names if n in knowledge.pack.deal.investors]
    return figure_of(investors[-1], knowledge) if investors else None


def _figure_talked_of(read: Understanding, knowledge: Knowledge) -> Fact | None:
    same = (facts[0] for a in _money(read) if len(facts := same_figures(a, knowledge)) == 1)
    named = (f for t in read.tokens if (f := figure_named(t, knowledge)))
    return next(same, None) or next(named, None)


def _first_place(read: Understanding, entity: str, knowledge: Knowledge) -> int:
    return next((t.start for t in read.tokens if knowledge.owner(t.id_of("entity")) == entity), 0)


def _is_role(token: Token, role: str) -> bool:
    return any(t.kind == "role" and t.id == role for t in token.terms)


def _home_currency(knowledge: Knowledge) -> str:
    units = {figure.unit for _, figure in knowledge.figure_facts()}
    names = knowledge.pack.language.currencies
    return next((c for c in names if any(c in unit for unit in units)), "")
