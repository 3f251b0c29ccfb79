"""Amounts as people write them."""

import pytest

from bot.core.language.amount import Amount
from bot.core.language.amounts import AmountParser
from bot.core.language.normalise import normalise
from bot.core.model import Bound

YI = 1e8

MONEY = [
    ("600亿", 600 * YI), ("六百亿", 600 * YI), ("600 亿美元", 600 * YI), ("$60B", 600 * YI),
    ("60 billion", 600 * YI), ("60bn", 600 * YI), ("US$60bn", 600 * YI), ("30B", 300 * YI),
    ("0.73 trillion", 7300 * YI), ("7300亿", 7300 * YI), ("7,300 亿", 7300 * YI), ("7.3千亿", 7300 * YI),
    ("六千亿", 6000 * YI), ("0.6万亿", 6000 * YI), ("3.5万亿", 35000 * YI), ("1兆", 10000 * YI),
    ("三百来亿", 300 * YI), ("一百二十亿", 120 * YI), ("两百亿", 200 * YI), ("600万", 0.06 * YI),
    ("73亿", 73 * YI), ("600个小目标", 600 * YI), ("三百亿刀", 300 * YI), ("300個億", 300 * YI),
    ("占300亿几个点", 300 * YI), ("贰佰亿", 200 * YI), ("7千3百亿", 7300 * YI),
]  # fmt: skip
SHARES = [
    ("82%", 0.82), ("82 percent", 0.82), ("五成", 0.5), ("八成", 0.8), ("三分之一", 1 / 3), ("一半", 0.5),
    ("半数", 0.5), ("百分之五", 0.05), ("百分之八十", 0.8), ("2/3", 2 / 3), ("二十个点", 0.2),
    ("快一成了", 0.1), ("占六成了", 0.6),
]  # fmt: skip
COUNTS = [("三家", 3), ("四个巨头", 4), ("五大巨头", 5), ("两家公司", 2)]
BOUNDS = [
    ("保底300亿", Bound.MORE_THAN), ("至少300亿", Bound.MORE_THAN), ("逾100亿", Bound.MORE_THAN),
    ("超过100亿", Bound.MORE_THAN), ("一百多亿", Bound.MORE_THAN), ("100亿出头", Bound.MORE_THAN),
    ("不到100亿", Bound.LESS_THAN), ("低于100亿", Bound.LESS_THAN), ("100亿以下", Bound.LESS_THAN),
    ("最高300亿", Bound.AT_MOST), ("不超过300亿", Bound.AT_MOST), ("约300亿", None), ("300亿左右", None),
    ("300亿", None), ("最高约300亿", Bound.AT_MOST), ("最多300亿", Bound.AT_MOST),
    ("最少也得掏200亿", Bound.MORE_THAN), ("200亿 上不封顶", Bound.MORE_THAN), ("起步就是200亿", Bound.MORE_THAN),
    ("没超过200亿", Bound.AT_MOST), ("没出到200亿", Bound.LESS_THAN), ("不是最多200亿", Bound.MORE_THAN),
    ("不是200亿", None), ("有没有超过200亿", Bound.MORE_THAN),
]  # fmt: skip
CURRENCIES = [
    ("600亿", ""), ("600亿美元", "美元"), ("600亿刀", "美元"), ("$60B", "美元"), ("30 bn usd", "美元"),
    ("600亿人民币", "人民币"), ("600亿rmb", "人民币"), ("NT$600亿", "台币"), ("600亿台币", "台币"),
]  # fmt: skip
VAGUE = ["数百亿", "几百亿", "好几百亿", "百亿级", "百亿美元级"]
NO_AMOUNTS = [
    "2026年1月29日", "1月29号", ("2026-01-29"), ("1/29"),
    "gpt6", "gpt-6", "gpt4o", "h100", "b200", "i7", "5g",
    "第3点", "三条战线", "两轮", "3倍", "9点半", "24小时", "一次", "单轮", "三个月", "成了没", "三人", "2025年",
    "一家一家看", "",
]  # fmt: skip


def parse(parser: AmountParser, text: str) -> tuple[Amount, ...]:
    """The amounts of a text as it is typed."""
    return parser.parse(normalise(text))


@pytest.mark.parametrize(("text", "value"), MONEY)
def test_money(text: str, value: float, parser: AmountParser) -> None:
    """An amount of money counts the same in digits, characters, English and slang."""
    (amount,) = parse(parser, f"投了{text}吧")
    assert (amount.kind, amount.vague) == ("money", False)
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), SHARES)
def test_share(text: str, value: float, parser: AmountParser) -> None:
    """Per cent, tenths and fractions are shares of one."""
    (amount,) = parse(parser, f"占{text}")
    assert amount.kind == "share"
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), COUNTS)
def test_count(text: str, value: int, parser: AmountParser) -> None:
    """A number of companies is a count."""
    assert [(a.kind, a.value) for a in parse(parser, text)] == [("count", value)]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_bound(text: str, bound: Bound | None, parser: AmountParser) -> None:
    """Words before and after an amount limit it; about is no limit."""
    (amount,) = parse(parser, f"甲投{text}")
    assert (amount.bound, amount.vague) == (bound, False)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("不到一半", Bound.LESS_THAN), ("一成都不到", Bound.LESS_THAN), ("一半以上", Bound.MORE_THAN),
        ("过半", Bound.MORE_THAN), ("没过半", Bound.LESS_THAN), ("两成多", Bound.MORE_THAN), ("一半", None),
    ],
)  # fmt: skip
def test_bound_of_a_share(text: str, bound: Bound | None, parser: AmountParser) -> None:
    """A share has its limit too."""
    (amount,) = parse(parser, f"甲占{text}")
    assert (amount.kind, amount.bound) == ("share", bound)


@pytest.mark.parametrize(("text", "value"), [("7千3", 7300), ("3e10", 3e10)])
def test_written_short(text: str, value: float, parser: AmountParser) -> None:
    """Numbers as one types them in haste, without a unit."""
    (amount,) = parse(parser, f"甲投{text}")
    assert (amount.value, amount.bare) == (value, True)


@pytest.mark.parametrize(("text", "currency"), CURRENCIES)
def test_currency(text: str, currency: str, parser: AmountParser) -> None:
    """A currency is read where it is named, in front or behind."""
    (amount,) = parse(parser, text)
    assert amount.currency == currency


@pytest.mark.parametrize("text", VAGUE)
def test_vague(text: str, parser: AmountParser) -> None:
    """An order of magnitude is no figure."""
    (amount,) = parse(parser, text)
    assert amount.vague


def test_once_it_is_done(parser: AmountParser) -> None:
    """What is done at a stroke is no tenth."""
    assert [a for a in parse(parser, "这事一成了") if a.kind == "share"] == []


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_no_amount(text: str, parser: AmountParser) -> None:
    """Dates, models, counts of other things and set phrases are no amounts."""
    assert [a for a in parse(parser, text) if a.kind in {"money", "count"}] == []


def test_a_number_without_unit(parser: AmountParser) -> None:
    """A bare number may be an amount and says that its unit is missing."""
    (amount,) = parse(parser, "甲投200")
    assert (amount.value, amount.bare) == (200, True)


def test_in_order_with_places(parser: AmountParser) -> None:
    """Amounts come in order, each with its place in the text."""
    text = normalise("甲投300亿，乙投一百多亿美元")
    first, second = parser.parse(text)
    assert (text[first.start : first.end], text[second.start : second.end]) == ("300亿", "一百多亿美元")


@pytest.mark.parametrize(("text", "value"), [("三倍", 3), ("2.5倍", 2.5), ("3:1", 3), ("3比1", 3)])
def test_multiples(text: str, value: float, parser: AmountParser) -> None:
    """How many times one thing is another is read as a multiple, not as money."""
    (amount,) = parser.parse(normalise(f"甲出的是乙的{text}"))
    assert (amount.kind, amount.value) == ("multiple", value)


@pytest.mark.parametrize(
    ("text", "denied"),
    [("不是200亿", True), ("没出200亿", True), ("没超过200亿", True), ("200亿", False), ("是不是200亿", False),
     ("不是200亿吗", False), ("不超过200亿", False), ("要不要投200亿", False)],
)  # fmt: skip
def test_denied(text: str, denied: bool, parser: AmountParser) -> None:
    """A number that is said not to be it, or not to be reached or passed, is no claim; a question denies nothing."""
    (amount,) = parser.parse(normalise(text))
    assert amount.denied is denied
