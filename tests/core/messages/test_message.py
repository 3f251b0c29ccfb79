"""Whole messages: several questions in one, one buried in talk, and how long any of them takes."""

import time

import pytest

from bot.core.answer import Answerer
from bot.core.model import Kind

CHATTER = (
    "今天天气不错啊 中午吃的面 下午还得开会。", "昨天看了个电影 一般般吧，周末打算去爬山！",
    "我家猫又把杯子打翻了 哈哈哈",
    "群里好久没这么热闹了 大家早上好。", "刚下班 地铁挤死了 累。", "有人一起打球吗？我差不多八点能到，",
)  # fmt: skip
TELEGRAM, SEVERAL_QUESTIONS = 4096, 700
BURIED = [
    ("英伟达打算投多少钱啊？", {"nvidia-amount", "nvidia-share", "top-investor"}),
    ("600亿的纪录是哪家媒体说的？", {"source-record", "record-claim"}),
    ("目标估值到底是多少？", {"valuation-target"}),
    ("AWS 的短板有哪些？", {"aws-shortcomings"}),
]
MANY = [
    ("1. 英伟达投多少 2. 微软投多少", ["nvidia-amount", "microsoft-amount"]),
    ("1、估值多少\n2、谁说的估值\n3、谈成了没", ["valuation-target", "source-valuation", "deal-status"]),
    ("钱已经到账了吧 官宣没", ["deal-status", "official-confirmation"]),
    ("亚马逊出多少？船票售罄什么意思？", ["amazon-amount", "ticket-sold-out"]),
    (
        "①英伟达投多少 ②亚马逊投多少 ③微软投多少 ④估值多少",
        ["nvidia-amount", "amazon-amount", "microsoft-amount", "valuation-target"],
    ),
]  # fmt: skip
LONG = ["英伟达投多少", "OpenAI", "<b>", "zhong guo ", "1. ", "？", "啊啊啊", "how much is it ", "🚀", "a" * 60 + " "]


def chatter(length: int, question: str, place: float) -> str:
    """Talk about nothing with a question somewhere in it."""
    talk = "\n".join(CHATTER * (length // sum(map(len, CHATTER)) + 1))[:length]
    at = talk.find("\n", int(len(talk) * place)) + 1
    return f"{talk[:at]}{question}\n{talk[at:]}"


@pytest.mark.parametrize("place", [0.0, 0.5, 0.95])
@pytest.mark.parametrize(("question", "facts"), BURIED)
def test_a_buried_question_is_found(question: str, facts: set[str], place: float, answerer: Answerer) -> None:
    """One question in three thousand characters of chat is answered, wherever it stands."""
    reply = answerer.answer(chatter(3_000, question, place)).reply
    assert reply.kind is Kind.ANSWER
    assert facts & set(reply.fact_ids)


@pytest.mark.parametrize(("text", "facts"), MANY)
def test_several_questions(text: str, facts: list[str], answerer: Answerer) -> None:
    """Each of several questions is answered, in order, in one reply that fits."""
    reply = answerer.answer(text).reply
    assert list(reply.fact_ids) == facts
    assert len("".join(reply.text.split())) <= SEVERAL_QUESTIONS
    assert reply.text.startswith("1. ")
    assert f"\n{len(facts)}. " in reply.text


def test_at_most_four(answerer: Answerer) -> None:
    """Of more than four questions four are answered."""
    asked = ("英伟达投多少", "微软投多少", "亚马逊投多少", "估值多少", "谈成了没", "船票售罄什么意思")
    reply = answerer.answer("\n".join(f"{number}. {text}" for number, text in enumerate(asked, 1))).reply
    assert "\n4. " in reply.text
    assert "\n5. " not in reply.text


def test_one_question_is_not_numbered(answerer: Answerer) -> None:
    """A single question gets a plain reply, however it is typed."""
    for text in ("英伟达投多少", "1. 英伟达投多少", "英伟达，投多少？？"):
        assert not answerer.answer(text).reply.text.startswith("1.")


@pytest.mark.parametrize("piece", [*LONG, "600亿"])
def test_no_text_takes_long(piece: str, answerer: Answerer) -> None:
    """The longest message that Telegram lets through takes at most two seconds of computing."""
    begun = time.process_time()
    answerer.answer((piece * TELEGRAM)[:TELEGRAM])
    assert time.process_time() - begun < 2
