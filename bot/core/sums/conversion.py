"""The same number in another unit: 50亿是多少万亿, 5亿等于几个千万."""

from dataclasses import replace

from bot.core.knowledge import Knowledge
from bot.core.language.amount import Amount
from bot.core.language.lexicon import Token
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.referents import same_figures
from bot.core.sums.reckoning import Sum, sum_of

_ASKING = ("多少", "几", "换成", "折成", "换算成")
_NEAR = 8
"""How many characters may stand between a number and the unit that is asked for."""
_SMALLEST = 1e4
"""The smallest unit that is asked for: 百 in 多少百分比 is none."""
_DIGITS = 12
_OF_SOMETHING = frozenset({"pays", "takes_up", "sum", "divide", "more", "less"})
"""Roles of words after which another number is asked for, not the same in another unit: 总额5亿 占多少."""


def asked_unit(read: Understanding, knowledge: Knowledge) -> Sum | None:
    """A number of the material that a message wants in another unit; None where it wants none, or another currency."""
    for amount in read.amounts:
        wanted, (said_as, fares) = _wanted(amount, read, knowledge), _said_as(amount, read, knowledge)
        unit = wanted or said_as
        facts = same_figures(amount, knowledge) if amount.kind == "money" and not amount.bare else []
        if not unit or not facts or unit == _unit_of(amount, knowledge) or _of_other_money(amount, read, knowledge):
            continue
        value = amount.value / knowledge.pack.language.units[unit]
        values = {"said": amount.text, "result": f"{value:.{_DIGITS}g} {unit}"}
        return replace(sum_of("sum.converted", values, facts[:1]), verdict="" if wanted else fares)
    return None


def _said_as(amount: Amount, read: Understanding, knowledge: Knowledge) -> tuple[str, str]:
    """The unit in which a message puts a number once more, and how that fares: 50亿就是0.5万亿吧."""
    after = (
        a for a in read.amounts if a.kind == "money" and not a.vague and amount.end < a.start <= amount.end + _NEAR
    )
    other = next(after, None)
    same = other and read.text[amount.end : other.start].strip(" 也不就") in _SAME
    unit = _unit_of(other, knowledge) if other and same and read.roles & {"yesno", "tag"} else ""
    right = other is not None and abs(other.value - amount.value) <= _EVEN * amount.value
    return unit, "yes" if right else "no"


_SAME = frozenset({"是", "等于", "合", "相当于", "="})
_EVEN = 0.001


def _wanted(amount: Amount, read: Understanding, knowledge: Knowledge) -> str:
    """The unit that the words right after a number ask for; empty where they ask for none."""
    after = read.text[amount.end :]
    found = sorted((place, word) for word in _ASKING if 0 <= (place := after.find(word)) <= _NEAR)
    between = [t for t in read.tokens if found and amount.end <= t.start < amount.end + found[-1][0]]
    if any(map(_of_something, between)) or any(a.kind == "share" for a in read.amounts):
        return ""
    rests = [after[place + len(word) :].lstrip() for place, word in found]
    units = (unit for unit, size in knowledge.pack.language.units.items() if size >= _SMALLEST)
    return max((unit for unit in units if any(rest.startswith(unit) for rest in rests)), key=len, default="")


def _unit_of(amount: Amount, knowledge: Knowledge) -> str:
    """The unit in which a number is given."""
    return max((unit for unit in knowledge.pack.language.units if unit in amount.text.lower()), key=len, default="")


def _of_something(token: Token) -> bool:
    named = any(token.id_of(kind) for kind in ("entity", "measure"))
    return named or any(plays(token, role) for role in _OF_SOMETHING)


def _of_other_money(amount: Amount, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a message names a currency that is not the deal's."""
    home = knowledge.pack.deal.currency
    others = (names for currency, names in knowledge.pack.language.currencies.items() if currency != home)
    named = (name for names in others for name in names if len(name) > 1 + name.isascii())
    return amount.currency not in {"", home} or any(name in read.text for name in named)
