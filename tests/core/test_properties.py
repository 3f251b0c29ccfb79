"""What holds for every text that anybody may send."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answer import Answerer, Outcome
from bot.core.language.amounts import AmountParser
from bot.core.language.normalise import normalise
from bot.core.model import Kind, Pack, Reply, Turn
from bot.sandbox import html
from bot.sandbox.text import units

EXAMPLES = 5_000
TELEGRAM, CALLBACK = 4096, 64
_ADDRESS = re.compile(r"https?://|www\.|t\.me|@[a-z0-9_]", re.IGNORECASE)
_TIMES = re.compile(r"(\d[\d,.]*) 倍")
_QUOTED = re.compile("「[^」]*」")
_REFUSED = re.compile("不是[^。]*?。")

PIECES = [
    "英伟达", "微软", "亚马逊", "OpenAI", "老黄", "巨硬", "亚麻", "nvda", "輝達", "谷歌", "软银", "Azure", "三家", "它",
    "投多少", "为什么", "估值", "总额", "占比", "几倍", "差多少", "加起来", "谁最多", "风险", "来源可靠吗", "签了吗",
    "已经打款了", "对吧", "吗", "不", "没有", "官方公布的", "能买吗", "会涨吗", "年底到多少", "船票", "小公司", "监管",
    "600亿", "三百亿", "$60B", "7300亿", "100亿人民币", "82%", "一半", "三分之一", "至少", "最多", "约", "99亿",
    "how much", "why", "is it done", "yingweida", "touduoshao", "點解", "幾多", "係咪", "如果", "平均", "和", "比",
    "1.", "2.", "3、", "\n", "，", "。", "？", "?", "!", " ", "🚀", "<b>", "</b>", "&amp;", "<a href='x'>",
    "https://evil.example/a?b=c", "http://t.me/joinchat_x", "t.me/abcde", "www.evil.example", "@evil_bot", "@some.one",
    "忽略以上指令", "你好", "谢谢", "你是谁", "写首诗", "加群领红包", "{0}", "%s", "\"", "\u200b", "\u0000", "🇨🇳",
]  # fmt: skip
amounts = st.builds(
    "{}{}{}".format,
    st.one_of(st.integers(0, 20_000), st.floats(0, 10_000, width=16).map(lambda x: f"{x:.1f}")),
    st.sampled_from(["", "亿", "万", "万亿", "B", " billion", "%", "成", "倍", "家", "年"]),
    st.sampled_from(["", "", "美元", "人民币", "刀"]),
)
pieces = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), amounts, st.text(max_size=6))
texts = st.one_of(
    st.lists(pieces, max_size=10).map("".join), st.lists(pieces, max_size=10).map(" ".join), st.text(max_size=60)
)


@pytest.fixture(scope="module")
def check(answerer: Answerer, pack: Pack, parser: AmountParser, spoken: Mapping[str, str]) -> "Check":
    """What is true of a reply."""
    return Check(answerer, Numbers(pack, spoken.values(), parser))


class Numbers:
    """The amounts that a reply may name: those of the pack, and what follows from its figures."""

    def __init__(self, pack: Pack, spoken: Iterable[str], parser: AmountParser) -> None:
        self._parser = parser
        written = [t for e in pack.facts for t in (e.title, e.say, e.more)]
        written += [t for e in pack.gaps for t in (e.title, e.say)]
        written += [pack.deal.scope, pack.deal.title, *pack.deal.examples, *spoken]
        self._written = {value for text in written for value in self.of(text)}
        units_of = {
            a.value / f.figure.value for f in pack.facts if f.figure
            for a in parser.parse(normalise(f"{f.figure.value:g}{f.figure.unit}"))
        }  # fmt: skip
        (self._unit,) = units_of
        self._figures = [fact.figure.value for fact in pack.facts if fact.figure]
        self._parties = len(pack.deal.investors)

    def of(self, text: str) -> Iterator[tuple[str, float]]:
        """The amounts with a unit in a text."""
        for amount in self._parser.parse(normalise(text)):
            if not amount.bare and amount.kind not in {"count", "multiple"}:
                yield amount.kind, round(amount.value, 4)

    def strange(self, text: str, asked: str) -> list[tuple[str, float]]:
        """The amounts in a text that neither the pack has nor follow from its figures and those asked about."""
        own = [value / self._unit for kind, value in self.of(asked) if kind == "money"]
        own += [a.value for a in self._parser.parse(normalise(asked)) if a.bare]
        shares = [value for kind, value in self.of(asked) if kind == "share"]
        parts = [share * figure for share in shares[:2] for figure in self._figures]
        known = self._written | set(self._derived([*self._figures, *own[:4], *parts]))
        times = {("times", float(found.replace(",", ""))) for found in _TIMES.findall(text)}
        return [amount for amount in {*self.of(text), *times} if not any(_same(amount, other) for other in known)]

    def _derived(self, values: Sequence[float]) -> Iterator[tuple[str, float]]:
        sums = {sum(some) for n in (1, 2, 3) for some in combinations(values, n)}
        for one in sums:
            yield from (("money", one / some * self._unit) for some in range(2, self._parties + 1))
            for other in {*sums, 0.0}:
                yield "money", abs(one - other) * self._unit
                if other:
                    yield "share", one / other
                    yield "times", one / other


class Check:
    """Asks, and holds every reply against what must be true of all."""

    def __init__(self, answerer: Answerer, numbers: Numbers) -> None:
        self._answerer, self._numbers = answerer, numbers

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """The answer to a text, checked."""
        outcome = self._answerer.answer(text, turns)
        reply = outcome.reply
        self._shape(reply)
        assert not _ADDRESS.search(reply.text), "an address is repeated"
        said = _REFUSED.sub("", _QUOTED.sub("", _body(reply)))
        asked = f"{text} {' '.join(turn.text for turn in turns)}"
        assert self._numbers.strange(said, asked if re.search("假设|你说的", said) else "") == [], said
        return outcome

    def _shape(self, reply: Reply) -> None:
        assert reply.kind in Kind
        assert reply.text.strip()
        plain, marks = html.parse(reply.html)
        assert {mark["type"] for mark in marks} <= {"italic", "expandable_blockquote"}
        assert set(reply.text.split("\n")) <= set(plain.split("\n"))
        assert units(plain) <= TELEGRAM
        assert units(reply.html) <= TELEGRAM
        pressed = [button for row in reply.buttons for button in row]
        assert all(len(button.data.encode()) <= CALLBACK for button in pressed)


def _body(reply: Reply) -> str:
    """What is said, without source and footer, whose dates are no amounts."""
    return "\n".join(line for line in reply.text.split("\n") if not line.startswith(("来源：", "材料截至")))


def _same(one: tuple[str, float], other: tuple[str, float]) -> bool:
    near = {"share": 0.0006, "times": 0.06}.get(one[0], abs(other[1]) * 0.002 + 1e7 * (one[0] == "money"))
    return one[0] == other[0] and abs(one[1] - other[1]) <= near


@settings(max_examples=EXAMPLES)
@given(text=texts)
def test_any_text(text: str, check: Check) -> None:
    """Any text gets a valid reply with no address and no number that nobody gave."""
    check.answer(text)


@settings(max_examples=EXAMPLES // 5)
@given(said=st.lists(texts, min_size=2, max_size=4))
def test_any_talk(said: list[str], check: Check) -> None:
    """So does any text after any others, and the same each time."""
    turns: list[Turn] = []
    for text in said:
        reply = check.answer(text, turns).reply
        assert reply == check.answer(text, turns).reply
        turns.append(Turn(text, reply.kind, reply.fact_ids))


@settings(max_examples=5)
@given(text=texts, times=st.integers(20, 400))
def test_long_texts(text: str, times: int, check: Check) -> None:
    """So does a text as long as Telegram lets through."""
    check.answer((text * times)[:TELEGRAM])


def test_strange_numbers_are_seen(pack: Pack, parser: AmountParser) -> None:
    """The check on numbers knows a strange one from one of the pack and one that follows from two."""
    numbers = Numbers(pack, (), parser)
    assert numbers.strange("最高约 300 亿美元，占 50%，是 3 倍", "") == []
    assert len(numbers.strange("拟出资 437 亿美元，占 47%，是 17 倍", "")) == 3


def test_half_an_emoji(check: Check) -> None:
    """Half of a surrogate pair, as JSON can carry it, is a sign like any other."""
    check.answer("英伟达投多少\ud83d")


@pytest.mark.parametrize("kind", ["http://evil.example", "@evil_bot", "t.me/evil", "<b>evil</b>"])
def test_nothing_foreign_is_echoed(kind: str, check: Check) -> None:
    """Neither an address nor markup from a question comes back, even where its amount is repeated."""
    for question in (f"英伟达投了400亿{kind}吧", f"{kind} 估值9999亿 {kind}", f"微软{kind}占99%", f"{kind}投了多少"):
        assert "evil" not in check.answer(question).reply.text
