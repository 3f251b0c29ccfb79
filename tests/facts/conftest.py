"""A tiny pack about tea that the tests spoil in one way or another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.model import Pack
from bot.facts.load import load_pack
from bot.facts.problems import PackError

FILES = {
    "pack/deal.yaml": """\
id: tea-deal
name: 茶馆问答
title: 茶园易主
publisher: 茶报
date: 2026-01-02
status: proposed
currency: 美元
target: garden
investors: [mill]
scope: 茶厂拟买茶园这笔交易
disclaimer: 只供参考。
examples: [茶厂出多少钱]
sections:
  lead: {title: 导语, points: 2}
sources:
  plan: {name: 方案, standing: 流出}
standings:
  proposed: 拟议中
topics:
  amount: 金额
premises: {currency: mill-amount, count: mill-amount, direction: mill-amount, status: mill-amount,
  official: mill-amount, parts: mill-amount, rank: mill-amount}
measures:
  - {id: investment, name: 出资额, verb: 出资, words: [出资]}
""",
    "pack/entities.yaml": """\
- id: mill
  name: 茶厂
  role: investor
  nicknames: [老茶]
- id: garden
  name: 茶园
  role: target
""",
    "pack/concepts.yaml": """\
- id: harvest
  name: 采摘
  words: [采茶, 收成]
- id: season
  name: 时节
  words: [春天]
""",
    "pack/gaps.yaml": """\
- id: closing
  title: 交割时间
  say: 材料没有写何时交割。
  near: [mill-amount]
  asks: [啥时候交割]
""",
    "pack/facts/amounts.yaml": """\
- id: mill-amount
  topic: amount
  about: [mill]
  title: 茶厂出资
  say: 茶厂拟出资最高约 300 亿美元。
  figure: {of: mill, measure: investment, value: 300, unit: 亿美元, bound: at_most, approximate: true}
  standing: proposed
  source: {by: plan, section: lead, point: 1}
  concepts: [harvest]
  asks: [茶厂出多少, 老茶掏多少]
  affirms: [茶厂最多出三百亿]
  refutes: [茶厂没出钱]
  not_asks: [茶厂值多少]
""",
    "language/rewrites.yaml": "slang:\n  咋: 怎么\n  啦: ''\n",
    "language/roles.yaml": """\
- {id: bound_at_most, role: marker, words: [至多, 不超过]}
- {id: superlative_most, role: marker, words: [最高]}
- {id: bound_more_than, role: marker, words: [逾, 超过]}
- {id: bound_less_than, role: marker, words: [低于, 不到]}
- {id: bound_about, role: marker, words: [约]}
- {id: advert, role: act, words: [加群]}
""",
    "language/smalltalk.yaml": "- {id: hello, kind: about_bot, asks: [你好]}\n",
    "language/signs.yaml": (
        "denies: [不]\ndenies_number: [不是]\nasks_either_way: [是]\nasks_back: [吗]\nfalls_short: [不如]\n"
        "the_text: [文章]\nwrites: [写]\n"
        "overstates: [必然]\nhedges: [可能]\nleaves_open: [可能]\nundecided: [没给定论]\nsays_no: [还没有]\n"
        "unsaid: [没说]\n"
        "times: [明年]\nof_each: [各]\n"
        "the_former: [前者]\nthe_latter: [后者]\nthe_number: [这个数]\nthe_last: [第三家]\n"
        "reckoned_by: [按]\nown_price: [成本]\nthe_others: [另外两家]\n"
        "ranked_first: [第一]\nranked_second: [第二]\nranked_last: [垫底]\nnow: [现在]\n"
    ),
    "language/numbers.yaml": "units: {亿: 1.0e+8}\ncurrencies:\n  美元: [美元, 美金]\n",
}


class Folder:
    """The tiny pack in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Give a file another text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which the file holds once."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def load(self) -> Pack:
        """The pack, if it can be used."""
        return load_pack(self.root / "pack", self.root / "language")

    def problems(self) -> list[str]:
        """What is wrong, as `file:line:col: message`."""
        with pytest.raises(PackError) as caught:
            self.load()
        assert list(caught.value.problems) == sorted(caught.value.problems)
        return [f"{p.path.relative_to(self.root)}:{p.line}:{p.col}: {p.message}" for p in caught.value.problems]


Spoil = Callable[[str, str, str], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The tiny pack, as it should be."""
    return Folder(tmp_path)


@pytest.fixture
def spoil(folder: Folder) -> Spoil:
    """Change the tiny pack in one place; what is wrong then."""

    def change_and_load(name: str, old: str, new: str) -> list[str]:
        folder.change(name, old, new)
        return folder.problems()

    return change_and_load
