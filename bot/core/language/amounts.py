"""Amounts as people write them: 500亿, 五百亿美金, $50B, 0.5 trillion, 五百来亿, 82%, 五成, 三家."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.core.language.amount import Amount, fractions
from bot.core.language.denial import Denials
from bot.core.language.numerals import HANZI, parse_number
from bot.core.model import Bound, Language

_MOST = 40
"""How many amounts of money are read in one message."""
_NEARBY = 16
"""How many characters around a number are looked at."""
_NOT_MONEY = re.compile(
    r"\s*(?:年|月|日|号|点|岁|天|周|小时|分钟|季|次|轮|倍|届|代|期|个月|句|条|样|种|战|段|问|题|层|方面|部分|只|头|脚|位|人|名|席|座|块板)"
)
_COUNT = re.compile(r"\s*个?(?:家|大?巨头|公司|金主|股东|投资方|投资人)")
_TENTHS = re.compile(r"\s*成(?![功为本交立])")
_DONE = re.compile(r"\s*成了")
_UP_TO = ("占", "的", "快", "近", "约", "到", "过", "超", "足", "有", "是")
"""What stands before a share: 快一成了 is one, 这事一成了 is none."""
_SOME_MORE = re.compile(r"\s*多(?!少)")
_TIMES = re.compile(r"\s*倍")
_PERCENT = re.compile(r"\s*(?:%|个百分点|percent|per cent|个点)")


@dataclass(frozen=True)
class AmountParser:
    """Finds amounts by the units, currencies and bound words of a language."""

    units: Mapping[str, float]
    currencies: Mapping[str, str]
    bounds: Mapping[str, Bound]
    denials: Denials
    about: re.Pattern[str] = field(repr=False)
    verbs: re.Pattern[str] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)
    garbled: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, language: Language) -> "AmountParser":
        """A parser for `language`: its units, currencies and the roles named bound_*."""
        units = {u.lower(): factor for u, factor in language.units.items()}
        currencies = {w.lower(): c for c, ws in language.currencies.items() for w in ws}
        bounds = {w: b for r in language.roles if (b := BOUNDS.get(r.id)) for w in r.words}
        about = _either({w: 0 for r in language.roles if r.id in _BETWEEN for w in r.words})
        money = _either(currencies)
        pattern = re.compile(
            rf"(?:(?P<cur1>{money})\s*)?(?P<vague>(?<![最至顶])[数几好多]{{1,2}}(?!\s*\d))?"
            rf"(?:(?P<num>\d[千百]\d百?(?!\d)|\de\d{{1,2}}(?![\da-z])|\d(?:,?\d)*(?:\.\d+)?|[{HANZI}]+(?:点[{HANZI}]+)?)|(?<=[数几好多])|(?P<lone>(?<=[破超过近逾])(?=万亿)))(?P<odd>[来余几]|多(?!少))?\s*个?\s*"
            rf"(?:(?P<unit>{_either(units)})(?!分[比之点]))?(?P<odd2>来(?!着)|余|几(?!个?[点成倍]|个百分)|多(?!少))?\s*(?P<cur2>{money})?(?![a-z]|(?<=e)\d)"
        )
        passing = re.compile(rf"(?:(?:{about}|[了也就都才得要会能是])\s*)+$")
        verbs = re.compile(rf"(?:(?:{_either(bounds)}|{about}|[了也才要得到够满足])\s*)+$")
        # 40鯧亿: no one can tell which number that was to be.
        garbled = re.compile(rf"[^\W\d_{HANZI}]{{1,3}}(?:{_either(units)})")
        return cls(units, currencies, bounds, Denials.of(language), passing, verbs, pattern, garbled)

    def parse(self, text: str) -> tuple[Amount, ...]:
        """Every amount in normalised `text`, in order."""
        shares = fractions(text)
        inside = {place for share in shares for place in range(share.start, share.end)}
        found = (self._read(text, m) for m in self.pattern.finditer(text) if m.group() and m.start() not in inside)
        amounts = (amount for amount in found if amount and amount.start not in inside)
        bounded = (replace(share, bound=share.bound or self._bound(text, share.start, share.end)) for share in shares)
        return (*bounded, *islice(amounts, _MOST))

    def _bound(self, text: str, start: int, end: int) -> Bound | None:
        """The bound that the words right before or after a number give it."""
        head = self.about.sub("", text[max(0, start - _NEARBY) : start].rstrip()).rstrip()
        return _suffix_of(head, self.bounds) or _prefix_of(text[end : end + _NEARBY].lstrip(" 的都也还"), self.bounds)

    def _read(self, text: str, match: re.Match[str]) -> Amount | None:
        number, unit = match["num"], match["unit"]
        if not number and not (unit and (match["vague"] or match["lone"] is not None)):
            return None
        if number and match.start("num") and re.match(r"[a-z.\d]", text[match.start("num") - 1]) and not match["cur1"]:
            return None
        value = parse_number(number) if number else 1.0
        if value is None:
            return None
        rest = text[match.end() : match.end() + _NEARBY]
        if not unit and not match["cur1"] and not match["cur2"]:
            return self._unitless(text, match, value, rest)
        scale = self.units[unit] if unit else 1.0
        currency = self.currencies.get(match["cur1"] or match["cur2"] or "", "")
        vague = bool(match["vague"]) or bool(re.match(r"\s*(?:美元|元)?\s*(?:级|量级|规模的)", rest))
        return self._bounded(text, match, Amount(0, 0, value * scale, "money", currency, None, vague))

    def _unitless(self, text: str, match: re.Match[str], value: float, rest: str) -> Amount | None:
        end, number = match.end("odd") if match["odd"] else match.end("num"), match["num"]
        tail = text[end : end + _NEARBY]
        if unit := _PERCENT.match(tail):
            return self._bounded(text, match, Amount(0, 0, value / 100, "share"), end + unit.end())
        done = value == 1 and _DONE.match(tail) and not text[: match.start()].rstrip().endswith(_UP_TO)
        if value <= 10 and not done and (unit := _TENTHS.match(tail)):
            return self._bounded(text, match, Amount(0, 0, value / 10, "share"), end + unit.end())
        if unit := _TIMES.match(tail):
            return self._bounded(text, match, Amount(0, 0, value, "multiple"), end + unit.end())
        if _COUNT.match(tail) and 2 <= value < 100:
            return Amount(match.start("num"), end, value, "count", text=number)
        if (
            _NOT_MONEY.match(rest)
            or self.garbled.match(rest)
            or not number[0].isdigit()
            or value < 10
            or _dated(text, match)
        ):
            return None
        return self._bounded(text, match, Amount(0, 0, value, "money", bare=True))

    def _bounded(self, text: str, match: re.Match[str], amount: Amount, unit_end: int = 0) -> Amount:
        first = match["cur1"] or match["vague"] or match["num"] or match["unit"]
        start = match.start() + match.group().index(first)
        end = unit_end or match.end()
        before, after = text[max(0, match.start() - _NEARBY) : match.start()], text[end:][:_NEARBY]
        bound = self._bound(text, match.start(), end)
        bound, turned_down = self.denials.denied(bound, before, self.verbs.sub("", before), after)
        some_more = _SOME_MORE.match(text, unit_end) if unit_end else None
        if not bound and (some_more or (match["odd"] or match["odd2"] or "来") in "多几余"):
            bound = Bound.MORE_THAN
        end = match.end()
        odd = match["odd"] or match["odd2"] or some_more
        upper = amount.value + 10 ** math.floor(math.log10(amount.value)) if odd and amount.value else 0.0
        return replace(
            amount, start=start, end=end, bound=bound, text=text[start:end].strip(), upper=upper, denied=turned_down
        )


_BETWEEN = frozenset({"bound_about", "pays", "joins", "takes_up"})
"""Roles of words that may stand between a limit and its number: 最多就出约50亿."""
BOUNDS = {
    "bound_at_least": Bound.MORE_THAN,
    "bound_more_than": Bound.MORE_THAN,
    "bound_at_most": Bound.AT_MOST,
    "bound_less_than": Bound.LESS_THAN,
    "superlative_most": Bound.AT_MOST,
    "superlative_least": Bound.MORE_THAN,
}
"""The bound that words of a role give a number."""


def _dated(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - _NEARBY) : match.start("num")], text[match.end() :][:_NEARBY]
    if re.match(r"\s*[-./]\s*\d", after) or re.search(r"\d\s*[-./]\s*$", before):
        return True
    return 1990 <= (parse_number(match["num"]) or 0) <= 2035


def _either(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def _suffix_of(text: str, bounds: Mapping[str, Bound]) -> Bound | None:
    # 出得最多 80亿: it is compared, the number has no limit.
    cuts = ((text[-size:], text[-size - 1 :]) for size in _SIZES)
    return next((bounds[word] for word, more in cuts if word in bounds and "得" not in more), None)


def _prefix_of(text: str, bounds: Mapping[str, Bound]) -> Bound | None:
    return next((bounds[word] for size in _SIZES if (word := text[:size]) in bounds), None)


_SIZES = range(_NEARBY, 0, -1)
"""How long the words beside a number may be, the longest first."""
