"""False premises: each rule finds its own kind, and leaves questions alone."""

from dataclasses import replace

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Correction
from bot.core.model import Kind

FALSE = [
    ("direction", "OpenAI 投给英伟达 300 亿"),
    ("direction", "openai要给微软投钱"),
    ("source", "估值是彭博说的吧"), ("source", "7300亿估值是官方公布的"),
    ("currency", "总额600亿人民币吧"), ("currency", "估值7300亿台币"),
    ("amount", "英伟达投了400亿"), ("amount", "亚马逊投300亿对吧"), ("amount_open", "亚马逊投170亿对吧"),
    ("amount", "估值73亿美元"), ("amount", "总额6000亿美元"), ("amount", "微软投了250亿美元"),
    ("bound", "英伟达保底300亿"), ("bound", "亚马逊不到100亿"), ("bound", "微软逾100亿"),
    ("share", "英伟达占82%"), ("share", "英伟达占了九成"), ("count", "四家一起投的"), ("count", "五大巨头都投了"),
    ("status", "钱都打过去了吧"), ("status", "三家已经签约了吧"),
    ("called_off", "微软不是已经退出了吗"),
    ("absent", "英伟达没参与这轮吧"), ("absent", "微软为什么退出"), ("absent", "都知道亚马逊没掏钱"),
    ("bound", "微软最少也得掏100亿"), ("bound", "亚马逊没超过100亿"),
    ("stranger", "苹果、英伟达、微软三家对吧"), ("stranger", "出资的是亚马逊、微软和甲骨文吧"),
    ("whose", "微软在生成式AI上一直掉队吧"), ("whose", "亚马逊靠卖GPU攒了一堆现金"),
]  # fmt: skip
TRUE = [
    "英伟达最高约300亿吧", "亚马逊逾100亿对吧", "微软低于100亿对吧", "总额600亿美元对吧", "估值约7300亿美元对吧",
    "一共三家投", "英伟达占大概一半吧", "出钱最多的是英伟达 这话没毛病吧", "微软没退出对吧", "亚马逊不是出得最多的",
    "还没官宣吧", "7300亿不是官方公布的对吧",
    "英伟达没超过300亿吧", "亚马逊没出到300亿", "英伟达不是最早的金主 微软才是", "钱还没打过去 没错吧",
]  # fmt: skip
QUESTIONS = [
    "英伟达投多少", "微软为什么投得少", "估值多少", "签约了没有", "钱到账了吗", "谁说的", "哪几家投", "占几成",
    "600亿里头谁掏大头", "哪几家过了百亿", "微软没参与吗", "微软为什么不领投",
    "官宣了没", "钱打过去没",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), FALSE)
def test_false_premise(rule: str, text: str, answerer: Answerer) -> None:
    """A premise that does not hold is corrected, by the rule that is made for it."""
    decision = answerer.answer(text).decision
    assert isinstance(decision, Correction), decision
    assert decision.rule == rule


@pytest.mark.parametrize("text", TRUE)
def test_true_premise(text: str, answerer: Answerer) -> None:
    """A premise that matches the material is not corrected."""
    assert answerer.answer(text).reply.kind is Kind.ANSWER


@pytest.mark.parametrize("text", QUESTIONS)
def test_no_premise(text: str, answerer: Answerer) -> None:
    """A question that takes nothing for granted is not corrected."""
    assert answerer.answer(text).reply.kind is not Kind.CORRECTION


@pytest.mark.parametrize("text", ["钱到账了没", "官宣了没", "款打过去了没有"])
def test_a_denial_that_asks(text: str, answerer: Answerer) -> None:
    """A 没 that ends a question denies nothing, so that what the material denies is not agreed with."""
    assert "是的" not in answerer.answer(text).reply.text


def test_asks_more(answerer: Answerer) -> None:
    """What is asked after something true is not agreed with because of that."""
    assert "是的" not in answerer.answer("微软出得最少 是不是跟OpenAI闹僵了").reply.text


def test_no_fact_no_rule(answerer: Answerer) -> None:
    """A pack that names no fact against a kind of false premise gets no correction of that kind."""
    pack = answerer.knowledge.pack
    silent = answerer.on(replace(answerer.knowledge, pack=replace(pack, deal=replace(pack.deal, premises={}))))
    texts = ("三家都打款了吧", "总额600亿人民币对吧", "五家一起投的吧", "OpenAI给英伟达投钱了吧", "软银也投了吧")
    named = set(pack.deal.premises.values())
    assert all(answerer.answer(text).reply.kind is Kind.CORRECTION for text in texts)
    for text in texts:
        decision = silent.answer(text).decision
        assert not (isinstance(decision, Correction) and decision.rule != "refuted" and decision.fact in named)
