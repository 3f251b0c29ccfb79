"""Sums on bounded amounts: goals, limits taken for the amounts, who is above what, and guesses held against them."""

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Computed
from bot.core.figures import Quantity
from bot.core.language.amount import Amount
from bot.core.model import Bound, Kind
from bot.core.sums.guessed import verdict
from bot.core.sums.reckoning import Outcome

MOST, OVER, EXACT = Quantity(0, 0.5, open_low=True), Quantity(0.2, float("inf"), open_low=True), Quantity(0.4, 0.4)
GUESSES = [
    (EXACT, 0.4, None, "yes"), (EXACT, 0.41, None, "yes"), (EXACT, 0.5, None, "no"),
    (EXACT, 0.3, Bound.MORE_THAN, "yes"), (EXACT, 0.5, Bound.MORE_THAN, "no"), (EXACT, 0.5, Bound.LESS_THAN, "yes"),
    (MOST, 0.5, None, "edge"), (MOST, 0.3, None, "open"), (MOST, 0.6, None, "no"),
    (MOST, 0.6, Bound.LESS_THAN, "yes"), (MOST, 0.5, Bound.LESS_THAN, "edge"), (MOST, 0.5, Bound.AT_MOST, "yes"),
    (MOST, 0.3, Bound.LESS_THAN, "open"), (MOST, 0.5, Bound.MORE_THAN, "no"), (MOST, 0.4, Bound.MORE_THAN, "open"),
    (OVER, 0.2, None, "edge"), (OVER, 0.1, None, "no"), (OVER, 0.9, None, "open"),
    (OVER, 0.1, Bound.MORE_THAN, "yes"), (OVER, 0.2, Bound.MORE_THAN, "yes"), (OVER, 0.2, Bound.LESS_THAN, "no"),
]  # fmt: skip
SUMS = [
    ("英伟达和亚马逊凑得够400亿吗", "sum.hangs_on", ["不少于 100"]),
    ("英伟达跟微软够不够凑500亿", "sum.short", ["不够"]),
    ("亚马逊要是只出120亿 三家够不够数", "sum.short", ["不够", "520"]),
    ("英伟达顶格 亚马逊踩线 两家一共多少 占总额几成", "sum.share_of_several", ["400", "66.7%"]),
    ("英伟达微软都按上限 亚马逊按下限 总数多少", "sum.total_exact", ["500"]),
    ("英伟达和微软平均下来多少", "sum.mean", ["低于 200"]),
    ("英伟达和亚马逊平均下来多少", "sum.mean", ["超过 50"]),
    ("估值的十分之一是多少", "sum.part", ["730"]),
    ("超过200亿的有谁", "sum.above", ["肯定没超过的：微软", "没有说死的：英伟达、亚马逊"]),
    ("哪几家不到150亿", "sum.below", ["的：微软"]),
    ("谁过了50亿", "sum.above", ["的：亚马逊"]),
    ("占比超过六成的有谁", "sum.above", ["肯定没超过的：英伟达、微软"]),
    ("0.73万亿是多少亿", "sum.converted", ["7300 亿"]),
    ("600亿等于几个百亿", "sum.converted", ["6 个百亿"]),
    ("如果总额是500亿 英伟达占几成", "sum.share", ["照你的假设", "300÷500"]),
    ("假如估值只有3000亿 600亿占几成", "sum.share", ["照你的假设", "20%"]),
    ("要是总额有900亿 亚马逊得出多少", "sum.rest", ["照你的假设", "500"]),
    ("假如总额是350亿 三家凑得够吗", "sum.unsure", ["没有写死"]),
    ("假如估值只有0亿 600亿占几成", "sum.share", ["按材料的数字算", "8.2%"]),
    ("三家都占几成", "sum.shares", ["50%", "16.7%"]),
]  # fmt: skip
JUDGED = [
    ("估值是总额的12倍吧", "yes"), ("估值是总额的20倍吧", "no"), ("估值是总额的10倍以上对吗", "yes"),
    ("亚马逊占总额超过一成对吧", "yes"), ("微软占比不到两成对吧", "yes"), ("英伟达占一半对吧", "edge"),
    ("英伟达比亚马逊多100亿对吧", "open"), ("英伟达比亚马逊多了500亿对吧", "no"),
    ("融的钱不到估值的一成对吧", "yes"), ("英伟达和微软加起来能过半吗", "open"), ("7300亿等于7.3万亿吗", "no"),
    ("600亿就是6个百亿对吧", "yes"), ("微软占总额不到两成吧", "yes"), ("英伟达和微软加起来占八成吧", "no"),
    ("英伟达和微软加起来400亿对吧", "edge"), ("估值比总额多6700亿吗", "yes"), ("微软是英伟达的一半?", "open"),
    ("600亿大概是估值的一成吧", "near"), ("600亿是不是快到估值的一成了", "near"), ("600亿大约是估值的两成吧", "no"),
    ("微软出的钱不到英伟达三分之一对吗", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("allowed", "value", "bound", "said"), GUESSES)
def test_verdict(allowed: Quantity, value: float, bound: Bound | None, said: str) -> None:
    """A guess is right or wrong only where the bounds leave nothing open; at the very end of one it says so."""
    plain = allowed.low or allowed.high
    assert verdict(Amount(0, 0, value, "share", bound=bound), Outcome("share", allowed, plain)) == said


@pytest.mark.parametrize(("text", "key", "says"), SUMS)
def test_sum(text: str, key: str, says: list[str], answerer: Answerer) -> None:
    """A question that is reckoned gets the sum that it asks for, with the bounds kept."""
    outcome = answerer.answer(text)
    assert isinstance(outcome.decision, Computed), outcome.reply.text
    assert outcome.decision.key == key
    assert all(words in outcome.reply.text for words in says), outcome.reply.text


@pytest.mark.parametrize(("text", "said"), JUDGED)
def test_judged(text: str, said: str, answerer: Answerer) -> None:
    """A guess at a sum is confirmed, set right, or said to be open."""
    outcome = answerer.answer(text)
    assert isinstance(outcome.decision, Computed), outcome.reply.text
    assert outcome.decision.verdict == said
    assert outcome.reply.kind is (Kind.CORRECTION if said == "no" else Kind.ANSWER)


@pytest.mark.parametrize("text", ["600亿美元换成人民币是多少", "7300亿合人民币多少万亿"])
def test_no_exchange_rate(text: str, answerer: Answerer) -> None:
    """Another currency is not reckoned: the material has no rate."""
    assert answerer.answer(text).reply.kind is Kind.NOT_COVERED
