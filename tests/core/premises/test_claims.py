"""What somebody claims, checked: what holds is agreed to, what goes too far, is another's or false is set right."""

from collections.abc import Sequence

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Answer, Correction, Several
from bot.core.language.denial import Denials
from bot.core.model import Pack
from bot.core.premises.statements import Breath, bears_out, denies_falsehood, plainly, speaks_against, squarely_denies

TRUE = Breath(affirmed=80.0)
FALSE = Breath(refuted=85.0, affirmed=50.0)
DENYING = Breath(denying=75.0, refuted=40.0)
DOUBTFUL = Breath(affirmed=62.0, refuted=58.0)


@pytest.mark.parametrize(
    ("found", "borne_out", "plain", "against", "denying"),
    [
        ((), False, False, False, False),
        ((TRUE,), True, True, False, False),
        ((TRUE, FALSE), False, False, True, False),
        ((DENYING,), True, True, False, True),
        ((DOUBTFUL,), True, False, False, False),
    ],
)
def test_breaths(found: Sequence[Breath], borne_out: bool, plain: bool, against: bool, denying: bool) -> None:
    """Each breath of a message must be borne out; plainly so, much more than it is like anything that is false."""
    assert (bears_out(found), plainly(found), speaks_against(found)) == (borne_out, plain, against)
    assert (denies_falsehood(found), squarely_denies(found)) == (denying, denying)


@pytest.mark.parametrize(
    ("text", "times"),
    [("甲没退出", 1), ("甲不是没退出", 2), ("甲很少出手", 1), ("甲出手了", 0), ("it is not so", 1), ("a notion", 0)],
)
def test_denials(text: str, times: int, pack: Pack) -> None:
    """Words that deny are counted wherever they stand, Latin ones only whole."""
    assert Denials.of(pack.language).count(text) == times


@pytest.mark.parametrize(
    ("text", "word"),
    [("中小公司的成本必然变高", "必然"), ("AWS注定成为AI云首选", "注定"), ("亚马逊在生成式AI完全掉队了", "完全")],
)
def test_overstated(text: str, word: str, answerer: Answerer) -> None:
    """A word that makes more of a fact than it says is named."""
    decision = answerer.answer(text).decision
    assert isinstance(decision, Correction)
    assert (decision.rule, decision.values["claimed"]) == ("overstated", word)


def test_not_overstated(answerer: Answerer) -> None:
    """What only doubts that something is certain is neither contradicted nor agreed to."""
    decision = answerer.answer("中小公司成本不一定会变高吧").decision
    assert isinstance(decision, Answer)
    assert not decision.lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("英伟达是供货商 另外两家是大客户 是不是", "yes"),
        ("微软是供货商 英伟达是大客户 是不是", "no"),
        ("微软老早就在OpenAI身上砸过百亿级的钱 对吧", "confirmed"),
    ],
)
def test_agreed_or_not(text: str, lead: str, answerer: Answerer) -> None:
    """What a fact says of several companies is agreed to only with each of them in its place."""
    decision = answerer.answer(text).decision
    assert isinstance(decision, Answer)
    assert decision.lead == lead


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("我写的：亚马逊是最早的金主，微软是来补短板的。有没有写错", ("clause", "whose")),
        ("小编写的：微软超过100亿，亚马逊超过100亿。能发吗", ("bound",)),
    ],
)
def test_wrong_clauses(text: str, rules: Sequence[str], answerer: Answerer) -> None:
    """Every clause of a text to be checked that is wrong is set right, and nothing else is said."""
    decision = answerer.answer(text).decision
    wrong = decision.parts if isinstance(decision, Several) else (decision,)
    assert tuple(part.rule for part in wrong if isinstance(part, Correction)) == tuple(rules)
    assert len(wrong) == len(rules)


def test_right_clauses(answerer: Answerer) -> None:
    """A text all of which holds is said to hold."""
    decision = answerer.answer("我整理的：三家既合作又竞争，中小公司成本可能更高。写对了吗").decision
    assert isinstance(decision, Answer)
    assert (decision.lead, len(decision.facts)) == ("checked", 2)


@pytest.mark.parametrize(
    ("text", "agreed"),
    [("这篇是1月29号的文章 对吧", True), ("这篇是3月29号的文章 对吧", False), ("文章不是1月29日发的吧", False)],
)
def test_days(text: str, agreed: bool, answerer: Answerer) -> None:
    """A day is held against the day that a fact names."""
    assert isinstance(answerer.answer(text).decision, Answer) is agreed


def test_a_number_of_another_quantity(answerer: Answerer) -> None:
    """A number said of the wrong quantity is set right with what it is in the material."""
    decision = answerer.answer("原来7300亿是这回要凑的钱").decision
    assert isinstance(decision, Correction)
    assert [one.rule for one in (decision, *decision.also)] == ["amount", "quantity"]
