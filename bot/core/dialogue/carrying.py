"""What a question goes on with from the one before it: a reckoning for another company, a quantity to compare."""

from collections.abc import Sequence

from bot.core.dialogue.leaning import only_names
from bot.core.figures import number
from bot.core.knowledge import Knowledge
from bot.core.language.roles import money, plays, plays_a_role, words
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import company, figure_named, named_by_number, total_of

_ADDING_LITTLE = frozenset(
    {"bound_at_most", "bound_at_least", "superlative_most", "superlative_least", "share", "how_much", "which_one",
     "which", "yesno", "continuation", "demonstrative", "further", "filler_function", "filler_chat", "ending",
     "gives_to", "takes_up", "divide", "request"}
)  # fmt: skip
"""Roles of what asks no more than the same of another: 乙呢, 给个上限."""


def reckoned_of_another(read: Understanding, before: Understanding, knowledge: Knowledge) -> str:
    """The share that was asked before, asked of whom `read` names; empty where none was.

    甲最多出20亿 按估值算几个点 and 乙呢 给个上限 are 乙 估值 几个点 给个上限; one of no named whole is of the total.
    """
    named, quantity = knowledge.investors(read), quantity_talked_of(before, knowledge)
    of_total = not quantity and not only_names(read) and len(knowledge.investors(before)) == 1
    whole = bool(quantity) or of_total
    if not whole or "share" not in before.roles or len(named) != 1 or not _asks_the_same(read, knowledge):
        return ""
    shares = "" if "share" in read.roles else _said_of_shares(before)
    rest = "".join(token.text for token in read.tokens if not token.id_of("entity"))
    return f"{knowledge.entities[named[0]].name} {quantity} {shares} {rest}"


def reckoned_of_another_whole(read: Understanding, before: Understanding, knowledge: Knowledge) -> str:
    """The share that was asked before, of the whole that `read` names: 占估值又是多少, 按估值算呢; empty where none."""
    whom, wholes = knowledge.investors(before), wholes_named(read, knowledge)
    of_a_share = "share" in before.roles or before.roles >= {"takes_up", "how_much"}
    if not of_a_share or len(whom) != 1 or read.entities:
        return ""
    name = knowledge.entities[whom[0]].name
    if whole := _reckoned_by(read, knowledge):
        return f"{name} {_measure(whole, knowledge)} {_said_of_shares(before)}"
    asked = "share" in read.roles or read.roles >= {"takes_up", "how_much"}
    others = [fact for _, fact in named_by_number(read, knowledge) if fact not in wholes]
    return f"{name} {read.text}" if asked and wholes and not others else ""


def _reckoned_by(read: Understanding, knowledge: Knowledge) -> Fact | None:
    """The whole that a message reckons by and says nothing more of: 按总额算呢, 换成 20 亿."""
    signs = knowledge.pack.language.signs["reckoned_by"]
    by = next((token.end for token in read.tokens if token.text in signs), None)
    wholes = [fact for fact in _figures_named(read, knowledge) if fact.measured.of not in knowledge.pack.deal.investors]
    told = [token for token in words(read) if token.text not in signs and not figure_named(token, knowledge)]
    said = [token for token in told if not any(amount.start <= token.start < amount.end for amount in money(read))]
    return wholes[0] if by and len(wholes) == 1 and all(map(plays_a_role, said)) else None


def _said_of_shares(read: Understanding) -> str:
    """The words of a message that ask for a share: 几成, 占多少."""
    said = [word for token in read.tokens for word in (*token.inner, token)]
    share = next((word.text for word in said if plays(word, "share")), "")
    return share or "".join(word.text for word in said if plays(word, "takes_up") or plays(word, "how_much"))


def with_figures(read: Understanding, facts: Sequence[Fact], knowledge: Knowledge) -> str:
    """`read` with the names of the figures just told for the words that point at them; empty where none does.

    后者是前者的几倍 after 总额和估值各多少 is 估值是总额的几倍.
    """
    figures, signs = [fact for fact in facts if fact.figure], knowledge.pack.language.signs
    pointing = (signs["the_former"], signs["the_latter"]) if len(figures) > 1 else (signs["the_number"],)
    text = read.text
    for words_of_it, fact in zip(pointing, figures, strict=False):
        for word in words_of_it:
            text = text.replace(word, f" {_called(fact, knowledge)} ")
    return text if text != read.text else ""


def with_the_last(read: Understanding, lately: Sequence[str], before: Understanding, knowledge: Knowledge) -> str:
    """What was asked, of the only company that was not talked of yet: 那第三家呢 after 甲图什么 and 乙呢."""
    left = [one for one in knowledge.pack.deal.investors if one not in lately]
    sign = next((word for word in knowledge.pack.language.signs["the_last"] if word in read.text), "")
    if not sign or len(left) != 1 or read.entities:
        return ""
    name = knowledge.entities[left[0]].name
    named = read.text.replace(sign, name)
    asked = "".join(token.text for token in before.tokens if not company(token, knowledge))
    return f"{name} {asked}" if only_names(knowledge.reader.read(named)) else named


def asked_of_the_others(read: Understanding, told: Sequence[str], before: Understanding, knowledge: Knowledge) -> str:
    """What was asked of one company, asked of each of the others: 那另外两家呢 after 甲占几成."""
    sign = next((word for word in knowledge.pack.language.signs["the_others"] if word in read.text), "")
    subject = knowledge.investors(before) or tuple(told)
    rest = knowledge.reader.read(read.text.replace(sign, " ", 1))
    said = [token for token in words(rest) if not plays_a_role(token)]
    if not sign or len(subject) != 1 or read.entities or said:
        return ""
    if "sum" in rest.roles:
        # 另外两家一共占多少 asks something itself.
        return ""
    others = (knowledge.entities[one].name for one in knowledge.pack.deal.investors if one not in subject)
    asked = "".join(token.text for token in before.tokens if not company(token, knowledge))
    each = knowledge.pack.language.signs["of_each"]
    return f"{' '.join(others)} {_each(each)}{asked}"


def _each(words_of_each: Sequence[str]) -> str:
    """The shortest word that says that something holds of each."""
    return min(words_of_each, key=len)


def _called(fact: Fact, knowledge: Knowledge) -> str:
    """What tells a figure from the others: the name of its company, else its number."""
    if fact.measured.of in knowledge.pack.deal.investors:
        return knowledge.entities[fact.measured.of].name
    return f"{number(fact.measured.value)} {fact.measured.unit}"


def _asks_the_same(read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message names somebody and asks no more than what was asked, or its limit."""
    said = [token for token in words(read) if not company(token, knowledge)]
    little = all(plays_a_role(token) or len(token.text) == 1 for token in said)
    return little and read.roles <= _ADDING_LITTLE and not any(name[0] in "cmn" for name in read.features)


def quantity_talked_of(read: Understanding, knowledge: Knowledge) -> str:
    """The name of the quantity, other than what the investors give, that a message is about; empty where none is."""
    found = next(iter(wholes_named(read, knowledge)), None)
    return _measure(found, knowledge) if found else ""


def _measure(fact: Fact, knowledge: Knowledge) -> str:
    """The name of what a figure measures."""
    return next(measure.name for measure in knowledge.pack.deal.measures if measure.id == fact.measured.measure)


def wholes_named(read: Understanding, knowledge: Knowledge) -> list[Fact]:
    """The figures of another measure than the total that a message names, by a word or by their number."""
    return [fact for fact in _figures_named(read, knowledge) if _is_another_whole(fact, knowledge)]


def _figures_named(read: Understanding, knowledge: Knowledge) -> list[Fact]:
    by_name = (figure_named(token, knowledge) for token in read.tokens)
    return [*filter(None, by_name), *(fact for _, fact in named_by_number(read, knowledge))]


def _is_another_whole(fact: Fact, knowledge: Knowledge) -> bool:
    """Whether a figure is of another measure than the total."""
    total = total_of(knowledge)
    return total is not None and fact.measured.measure != total.measured.measure
