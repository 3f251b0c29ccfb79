"""Whether a goal is reached: 四百亿够吗, 甲和乙加起来够不够50亿, 甲要是只出9亿 剩下两家够吗."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.roles import money
from bot.core.model import Fact
from bot.core.referents import directly, equals, figures_of, in_its_unit, referent, same_figures, total_of
from bot.core.sums import remainders
from bot.core.sums.guessed import is_goal
from bot.core.sums.reckoning import Sum
from bot.core.sums.supposed import basis


def reached(reading: Reading, given: Mapping[str, float], knowledge: Knowledge) -> Sum | None:
    """Whether what a message names or supposes (`given`) reaches what it names as enough, else the total."""
    total, named = remainders.given_total(knowledge, given), knowledge.investors(reading.own)
    if total is None:
        return None
    whole, share = total.measured.value, _share(reading, knowledge)
    goal = share * whole if share else _goal(reading, given, total, knowledge)
    if not named and not given and (goal is None or "collective" not in reading.own.roles):
        return suffices(reading, knowledge)
    if not given and (goal == whole if not named else goal is None and "sum" not in reading.own.roles):
        # The whole is the sum by the material's own words; a company and no goal is another question.
        return None
    if goal == whole and len(named) == 1 and not given and "sum" in reading.own.roles:
        # 加上甲够50亿吗 adds to what was talked of, and the whole is the sum by the material's own words.
        return None
    every = given and (goal is None or (goal == whole and len(named) == 1))
    used = figures_of(knowledge.pack.deal.investors if every else named, knowledge) or [total]
    found = remainders.enough(total, used, given, whole if goal is None else goal, share)
    own_goal = "material" if goal in {None, whole} else "goal"
    return replace(found, basis=basis(given, knowledge) if given else own_goal)


def _share(reading: Reading, knowledge: Knowledge) -> float:
    """The part of the total that is to be reached, nothing where a message names none: 够总额的三成吗."""
    shares = [amount for amount in reading.own.amounts if amount.kind == "share"]
    return next((a.value for a in reversed(shares) if is_goal(a, reading.own, knowledge)), 0.0)


def _goal(reading: Reading, given: Mapping[str, float], total: Fact, knowledge: Knowledge) -> float | None:
    """What is to be reached, in the unit of the total: an amount that is nobody's."""
    for amount in reversed(reading.own.amounts):
        if amount.kind != "money" or amount.vague or not is_goal(amount, reading.own, knowledge):
            continue
        if not _of_somebody(amount, given, reading, knowledge):
            return total.measured.value if equals(amount, total, knowledge) else in_its_unit(amount, total, knowledge)
    return None


def _of_somebody(amount: Amount, given: Mapping[str, float], reading: Reading, knowledge: Knowledge) -> bool:
    """Whether an amount is what a company gives, by the material or as is supposed."""
    fact = referent(amount, reading.own, knowledge)
    if fact is None or fact is total_of(knowledge):
        return False
    own = equals(amount, fact, knowledge) and directly(amount, fact, reading.own, knowledge)
    return own or given.get(fact.id) == in_its_unit(amount, fact, knowledge)


def suffices(reading: Reading, knowledge: Knowledge) -> Sum | None:
    """Whether the one amount that a message names is enough for the total: 四百亿凑得够吗."""
    total, amounts = total_of(knowledge), list(money(reading.own))
    if total is None or len(amounts) != 1 or knowledge.investors(reading.own) or same_figures(amounts[0], knowledge):
        return None
    said = amounts[0]
    most = in_its_unit(replace(said, value=said.upper or said.value), total, knowledge)
    return remainders.suffices(total, said.text, most, below=bool(said.upper))
