"""What follows from the material's figures is no false amount, and what an asker supposes is reckoned as theirs."""

from collections.abc import Sequence

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Answer, Computed, Correction
from bot.core.model import Kind
from tests.exam.judge import converse

DEDUCED = ["英伟达300亿 微软100亿 那亚马逊得200亿才够600亿", "英伟达微软加起来四百亿 剩下的亚马逊岂不是要两百亿"]
SUPPOSED = [
    (("亚马逊出多少", "就当它出130亿 比微软多多少"), "sum.difference_least"),
    (("微软出多少", "我猜它出80亿 跟英伟达差多少"), "sum.difference_most"),
    (("亚马逊出多少", "假设它投150亿 占总额几成"), "sum.share"),
]


@pytest.mark.parametrize("text", DEDUCED)
def test_a_rest_of_the_total(text: str, answerer: Answerer) -> None:
    """What the others leave of the total is said to follow, where the bounds allow it."""
    decision = answerer.answer(text).decision
    assert isinstance(decision, Computed)
    assert decision.key == "sum.deduced"


def test_a_plain_claim(answerer: Answerer) -> None:
    """The same number said of a company without any reckoning is set right."""
    assert isinstance(answerer.answer("亚马逊投了200亿吧").decision, Correction)


@pytest.mark.parametrize(("turns", "key"), SUPPOSED)
def test_supposed(turns: Sequence[str], key: str, answerer: Answerer) -> None:
    """An amount that the asker supposes takes the place of the material's, and the reply says whose it is."""
    outcome = converse(answerer, turns)
    assert isinstance(outcome.decision, Computed)
    assert (outcome.decision.key, outcome.decision.basis) == (key, "supposed")
    assert "照你的假设" in outcome.reply.text


def test_a_share_of_the_valuation(answerer: Answerer) -> None:
    """A named amount is reckoned as a share of the valuation; a stake that names none is not covered."""
    assert "不等于持股" in answerer.answer("600亿能换多少股份").reply.text
    assert answerer.answer("英伟达投完占多少股").reply.kind is Kind.NOT_COVERED


def test_a_no_that_names_whom(answerer: Answerer) -> None:
    """A stranger and a wrong currency are named in the reply."""
    asked = answerer.answer("港币还是人民币还是美元")
    assert isinstance(asked.decision, Answer)
    assert asked.reply.text.startswith("不是人民币、港币。") or asked.reply.text.startswith("不是港币、人民币。")
    assert "谷歌" in answerer.answer("谷歌也有份吗").reply.text
