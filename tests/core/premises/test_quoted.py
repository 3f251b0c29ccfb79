"""Quoted sentences that somebody wants judged: which they are, and what is too firm in them."""

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Answer, Correction, Several
from bot.core.premises.quoted import drafted

DRAFTS = ["我打算写“微软低于100亿美元”行不行", "标题「亚马逊逾100亿」能用吗", "“英伟达最高约300亿”，这么写有没有错"]
QUESTIONS = ["“卖铲子”是什么意思", "标题写“AI船票已售罄”是谁的意思", "我写“短”行吗", "网上说“微软退出了”是真的吗"]


@pytest.mark.parametrize("text", DRAFTS)
def test_what_is_quoted_to_be_judged_is_a_draft(text: str, answerer: Answerer) -> None:
    """A quote is a draft where the words around it ask whether it may be written."""
    assert drafted(text, answerer.knowledge)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_is_asked_of_a_quote_makes_no_draft(text: str, answerer: Answerer) -> None:
    """A question about a quoted word, or about who says it, wants no verdict on a draft."""
    assert drafted(text, answerer.knowledge) is None


def test_a_draft_keeps_its_letters_and_whose_word_it_is(answerer: Answerer) -> None:
    """Clauses stand as they were typed; a clause that only names a source goes with the next one."""
    draft = drafted("微软那格我写“多家媒体证实，OpenAI估值约7300亿，还没签约”行吗", answerer.knowledge)
    assert draft
    assert draft.clauses == ("多家媒体证实 OpenAI估值约7300亿", "还没签约")
    assert draft.whom == "微软"


@pytest.mark.parametrize(
    ("text", "rule", "claimed"),
    [
        ("我写“英伟达将出资300亿美元”行吗", "too_firm", "将」「300亿美元"),
        ("我写“亚马逊计划出资100亿”行吗", "too_firm", "100亿"),
        ("我写“巨头抱团会抬高后来者门槛”行吗", "no_room", "可能"),
        ("我写“微软这轮是最大金主”行吗", "clause", "微软这轮是最大金主"),
    ],
)
def test_a_draft_gets_a_verdict(text: str, rule: str, claimed: str, answerer: Answerer) -> None:
    """What is wrong, too firm, or lacks the material's "may" is named."""
    decision = answerer.answer(text).decision
    assert isinstance(decision, Correction)
    assert (decision.rule, decision.values["claimed"]) == (rule, claimed)


def test_every_wrong_clause_is_named(answerer: Answerer) -> None:
    """A clause without a subject is of whom the clause before it names."""
    decision = answerer.answer("草稿“微软此前投了130亿美元，本轮仍是最大金主”哪里错了").decision
    assert isinstance(decision, Several)
    assert all(isinstance(part, Correction) for part in decision.parts)


def test_what_holds_may_be_written(answerer: Answerer) -> None:
    """Limits and conditions that the draft keeps leave nothing to set right."""
    decision = answerer.answer("我写“英伟达拟出资最高约300亿美元”行吗").decision
    assert decision == Answer(("nvidia-amount",), "fits")
