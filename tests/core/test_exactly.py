"""Replies that say just what was asked: a place, both of two, the word of whom, and no more."""

import pytest

from bot.core.answer import Answerer
from bot.core.decision import Answer, Correction, OffTopic, Several, Single
from bot.core.model import Kind, Turn


def decided(answerer: Answerer, text: str, turns: tuple[Turn, ...] = ()) -> Single | Several:
    """What is decided about a message."""
    return answerer.answer(text, turns).decision


@pytest.mark.parametrize(
    ("text", "lead", "place"),
    [
        ("微软出资排第几", "place_last", "三"),
        ("老黄出的钱在三家里第几名", "place_first", "一"),
        ("亚麻排老几", "place", "二"),
        ("具体亚马逊出资第几", "place", "二"),
    ],
)
def test_the_place_of_one_is_said_first(text: str, lead: str, place: str, answerer: Answerer) -> None:
    """Asked for the place of one company, the reply names it before the order of all."""
    found = decided(answerer, text)
    assert isinstance(found, Answer)
    assert (found.lead, found.values["place"]) == (lead, place)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("亚马逊出资排第二吗", "yes"),
        ("微软出资排第二吗", "no"),
        ("三家里微软倒数第一对吧", "confirmed"),
    ],
)
def test_a_place_that_is_named_is_judged(text: str, lead: str, answerer: Answerer) -> None:
    """A place that the message names itself is confirmed or denied."""
    found = decided(answerer, text)
    assert isinstance(found, Answer)
    assert found.lead == lead


def test_a_wrong_place_is_set_right(answerer: Answerer) -> None:
    """What states a wrong place is corrected, however much it reads like a true statement."""
    assert isinstance(decided(answerer, "微软出资排第二吧"), Correction)


def test_who_came_when_is_no_place(answerer: Answerer) -> None:
    """第几个 asks who came when; no place by amount answers that."""
    found = decided(answerer, "英伟达是第几个加入的")
    assert not (isinstance(found, Answer) and found.lead.startswith("place"))


@pytest.mark.parametrize("text", ["谁更激进 英伟达还是微软", "微软跟英伟达的顾虑有什么不一样"])
def test_two_that_are_compared_get_a_fact_each(text: str, answerer: Answerer) -> None:
    """A comparison of two in what they want or fear is answered with what is said of each."""
    found = decided(answerer, text)
    assert isinstance(found, Answer)
    about = [answerer.knowledge.facts[fact].about for fact in found.facts]
    assert sorted(about) == [("microsoft",), ("nvidia",)]


@pytest.mark.parametrize("text", ["依据在哪", "谁说的", "出自哪里"])
def test_a_basis_is_asked_of_what_was_said(text: str, answerer: Answerer) -> None:
    """Asked for the basis of what the text says in its own name, that is said again with whose word it is."""
    turns = (Turn("AWS有哪些短板", Kind.ANSWER, ("aws-shortcomings",)),)
    found = decided(answerer, text, turns)
    assert isinstance(found, Answer)
    assert (found.facts, found.lead) == (("aws-shortcomings",), "told_by")


def test_very_words_are_not_kept(answerer: Answerer) -> None:
    """Asked for the very words, what was told is told again as what it is: no quotation."""
    turns = (Turn("AWS有哪些短板", Kind.ANSWER, ("aws-shortcomings",)),)
    found = decided(answerer, "原话怎么说", turns)
    assert isinstance(found, Answer)
    assert (found.facts, found.lead) == (("aws-shortcomings",), "verbatim")


def test_a_number_has_a_source_of_its_own(answerer: Answerer) -> None:
    """Asked for the basis of a number, the fact about its source answers."""
    found = decided(answerer, "依据在哪", (Turn("目标估值多少", Kind.ANSWER, ("valuation-target",)),))
    assert isinstance(found, Answer)
    assert found.facts == ("source-valuation",)


@pytest.mark.parametrize("text", ["微软为什么克制 依据在哪", "AWS短板是啥 出自哪"])
def test_a_basis_in_the_same_breath_is_no_second_question(text: str, answerer: Answerer) -> None:
    """Every answer names its place, so that a bare question for it adds nothing."""
    assert isinstance(decided(answerer, text), Answer)


def test_a_joining_word_asks_for_what_follows_it(answerer: Answerer) -> None:
    """顺带说下 asks for what follows it, also without a question word."""
    found = decided(answerer, "估值和总额差多少 顺带说下币种")
    assert isinstance(found, Several)
    assert len(found.parts) == 2


@pytest.mark.parametrize("text", ["write me a script that scrapes binance prices", "code a telegram bot for okx"])
def test_an_order_for_work_is_off_topic(text: str, answerer: Answerer) -> None:
    """Somebody outside who is named in an order for work is not taken for one who might take part."""
    assert isinstance(decided(answerer, text), OffTopic)


@pytest.mark.parametrize("text", ["谁最激进", "哪家最克制"])
def test_who_is_the_most_of_something_presumes_nothing(text: str, answerer: Answerer) -> None:
    """A question for who is the most of something is never contradicted."""
    assert answerer.answer(text, ()).reply.kind is not Kind.CORRECTION


def test_whether_one_pays_is_not_denied(answerer: Answerer) -> None:
    """Whether one has paid is neither yes nor no: how far the deal is answers."""
    found = decided(answerer, "亚马逊投了没")
    assert isinstance(found, Answer)
    assert found.facts == ("deal-status",)
    assert not found.lead
