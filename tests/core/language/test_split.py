"""Lists and stretches: what is counted one by one, and what is not."""

import pytest

from bot.core.language.split import numbered, segments

LISTS = [
    ("三件事:①总额多少 ②估值多少", ("三件事:", ("总额多少", "估值多少"))),
    ("两个问题 1 甲投多少 2 乙为啥不投", ("两个问题", ("甲投多少", "乙为啥不投"))),
    ("1.谁最多2.谁最少", ("", ("谁最多", "谁最少"))),
    ("（1）谁最多（2）谁最少", ("", ("谁最多", "谁最少"))),
    ("问:(一)谁最多(二)谁最少", ("问:", ("谁最多", "谁最少"))),
    ("第一条 谁最多 第二条 谁最少", ("", ("谁最多", "谁最少"))),
    ("第一个问题,谁最多 第二个问题,谁最少", ("", ("谁最多", "谁最少"))),
    ("a.总额 b.估值 c.时间", ("", ("总额", "估值", "时间"))),
    ("1️⃣ 总额 2️⃣ 估值", ("", ("总额", "估值"))),
    ("其一 甲图啥 其二 乙图啥", ("", ("甲图啥", "乙图啥"))),
    ("一来想知道总额 二来想知道估值", ("", ("想知道总额", "想知道估值"))),
    ("一、多少\n二、为啥", ("", ("多少", "为啥"))),
]
NONE = [
    "甲投300亿 乙投100亿",
    "1家投 2家不投",
    "翻1.5倍还是2.3倍",
    "第一大股东是谁 第二大是谁",
    "甲出1 乙出2",
    "1亿 2亿 哪个对",
    "2. 甲 4. 乙",
    "消息一来就涨",
    "gpt-4. gpt-5.",
]


@pytest.mark.parametrize(("text", "parts"), LISTS)
def test_a_list_is_what_counts_up(text: str, parts: tuple[str, tuple[str, ...]]) -> None:
    """A list has a mark before each item, and the marks count up; what stands before it is its heading."""
    assert numbered(text) == parts


@pytest.mark.parametrize("text", NONE)
def test_numbers_alone_are_no_list(text: str) -> None:
    """Amounts, versions, ranks and marks that leave one out count nothing."""
    assert numbered(text) == (text, ())


def test_words_that_count_need_a_first() -> None:
    """最后 begins the last item after 首先 or 先说, and is a word like any other without them."""
    assert numbered("首先总额多少其次谁投得多最后签了没") == ("", ("总额多少", "谁投得多", "签了没"))
    assert numbered("先问总额,再问估值,最后问出处") == ("", ("总额", "估值", "出处"))
    assert numbered("最后谁投得多 再说一遍") == ("最后谁投得多 再说一遍", ())


def test_another_two_is_no_joining_word() -> None:
    """另外两家 names two, 另外 before a question joins it."""
    assert segments("那另外两家答应吗") == ("那另外两家答应吗",)
    assert segments("甲投多少另外乙投多少") == ("甲投多少", "乙投多少")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("总额多少 顺带说下币种", ("总额多少", "币种呢")),
        ("总额多少 顺便讲讲谁先来", ("总额多少", "谁先来呢")),
        ("顺便说一下甲出了多少吗", ("甲出了多少吗",)),
    ],
)
def test_what_is_to_be_told_besides_is_a_question(text: str, parts: tuple[str, ...]) -> None:
    """A word that asks for something besides makes what follows it a question."""
    assert segments(text) == parts
