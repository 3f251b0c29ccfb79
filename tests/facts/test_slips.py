"""Each likely slip of an editor has its own message, at its own place."""

import pytest

from bot.facts.load import load_with_places
from bot.facts.near_misses import check_near_misses
from tests.facts.conftest import Folder, Spoil

FACT = "pack/facts/amounts.yaml"
DEAL = "pack/deal.yaml"
GAP = "pack/gaps.yaml"
COLON = "full-width '：'; write ': ' (ASCII colon and a space)"
COMMA = "full-width comma in a list; write ', ' between items, or put the text in quotes"
BRACKETS = "full-width brackets; write [ ] for a list and { } for a map"
EMPTY = "is empty; write it, or leave it out where it is optional"
TWICE = "keep it in one place"
NO_FIGURE = "5:8: 'say' does not name its figure: '300 亿美元' is expected"
SIX = "(words for it: 至多, 最高, 不超过)"
LONG = "长" * 101

KEYS = [
    (FACT, "  title:", "  titel:", "4:3: a fact has no key 'titel'; did you mean 'title'?"),
    (FACT, "  title: 茶厂出资\n", "", "1:3: this fact has no 'title'"),
    (GAP, "  title: ", "  colour: 红\n  title: ", "2:3: a gap has no key 'colour'; known are about, asks, "
     "concepts, id, near, not_asks, say, share_of, title"),
    (FACT, "  refutes:", "  asks: [茶]\n  refutes:", "12:3: duplicate key 'asks', first at line 10"),
    (FACT, "bound: at_most", "bond: at_most", "6:66: a figure has no key 'bond'; did you mean 'bound'?"),
    (DEAL, "count: mill", "cuont: mill", "21:35: a map of premises has no key 'cuont'; did you mean 'count'?"),
    (DEAL, "scope: 茶厂拟买茶园这笔交易\n", "", "1:1: this deal has no 'scope'"),
]  # fmt: skip
VALUES = [
    (FACT, "[茶厂没出钱]", "茶厂没出钱", "12:12: refutes must be a list ([a, b]), not '茶厂没出钱'"),
    (FACT, "[茶厂没出钱]", "[a: b]",
     "12:13: an item of refutes must be text, not a map (put text that holds ': ' in quotes)"),
    (FACT, "title: 茶厂出资", "title: [茶]", "4:10: title must be text, not a list"),
    (FACT, "title: 茶厂出资", "title:", f"4:9: title {EMPTY}"),
    (FACT, "[茶厂没出钱]", '[茶, "  "]',
     f"12:16: an item of refutes {EMPTY}"),
    (FACT, "value: 300", "value: 三百", "6:50: value must be a number, not '三百'"),
    (FACT, "point: 1", "point: 0", "8:44: point must be a whole number from 1, not '0'"),
    (FACT, "approximate: true", "approximate: yes", "6:95: approximate must be true or false, not 'yes'"),
    (FACT, "bound: at_most", "bound: at_must", "6:73: bound cannot be 'at_must'; did you mean 'at_most'?"),
    (FACT, "title: 茶厂出资", f"title: {LONG[:21]}", "4:10: title has 21 characters; at most 20"),
    (GAP, "say: 材料没有写何时交割。", f"say: 材料 {LONG}", "3:8: say has 103 characters; at most 100"),
    (FACT, "[茶厂出多少, 老茶掏多少]", "[]", "10:9: asks is empty; at least 1 is needed"),
    (FACT, "source: {by: plan, section: lead, point: 1}", "source: plan",
     "8:11: source must be a map ('key: value' lines), not 'plan'"),
    (FACT, "id: mill-amount", "id: Mill amount",
     "1:7: id must be an id (small letters and digits, parted by '-' or '_'), not 'Mill amount'"),
    (DEAL, "2026-01-02", "2026/01/02", "5:7: date must be a date as YYYY-MM-DD, not '2026/01/02'"),
    (DEAL, "2026-01-02", "2026-02-30", "5:7: date must be a date as YYYY-MM-DD, not '2026-02-30'"),
    ("language/smalltalk.yaml", "about_bot", "unclear",
     "1:21: kind cannot be 'unclear'; known are about_bot, answer, clarify, declined, off_topic"),
    ("language/numbers.yaml", "1.0e+8", "many", "1:12: 亿 must be a number, not 'many'"),
    ("language/rewrites.yaml", "咋: 怎么", "咋: [怎么]", "2:6: 咋 must be text, not a list"),
    ("pack/entities.yaml", "role: target", "role: traget",
     "7:9: role cannot be 'traget'; did you mean 'target'?"),
]  # fmt: skip
REFERENCES = [
    (FACT, "about: [mill]", "about: [mil]", "3:11: unknown entity 'mil'; did you mean 'mill'?"),
    (FACT, "topic: amount", "topic: rain", "2:10: unknown topic 'rain'; known are amount"),
    (FACT, "standing: proposed", "standing: porposed",
     "7:13: unknown standing 'porposed'; did you mean 'proposed'?"),
    (FACT, "by: plan", "by: plane", "8:16: unknown source 'plane'; did you mean 'plan'?"),
    (FACT, "section: lead", "section: laed", "8:31: unknown section 'laed'; did you mean 'lead'?"),
    (FACT, "[harvest]", "[harvst]", "9:14: unknown concept 'harvst'; did you mean 'harvest'?"),
    (FACT, "measure: investment", "measure: investmnt",
     "6:31: unknown measure 'investmnt'; did you mean 'investment'?"),
    (FACT, "point: 1", "point: 3", "8:44: section 'lead' has 2 points, so there is no point 3"),
    (DEAL, "count: mill-amount", "count: mill-amout",
     "21:42: unknown fact 'mill-amout'; did you mean 'mill-amount'?"),
    (DEAL, "[mill]", "[mill, miller]", "9:19: unknown entity 'miller'; did you mean 'mill'?"),
    (DEAL, "target: garden", "target: gardne", "8:9: unknown entity 'gardne'; did you mean 'garden'?"),
    (GAP, "near: [mill-amount]", "near: [mill]", "4:10: unknown fact 'mill'; known are mill-amount"),
    (GAP, "id: closing", "id: mill-amount",
     "1:7: duplicate id 'mill-amount', first at {root}/" + FACT + ":1:7"),
    ("pack/concepts.yaml", "id: season", "id: harvest",
     "4:7: duplicate id 'harvest', first at {root}/pack/concepts.yaml:1:7"),
]  # fmt: skip
OWNERS = [
    (GAP, "[啥时候交割]", "[啥时候交割, 茶厂 出多少？]",
     "5:17: '茶厂 出多少？' is a phrasing of 'mill-amount' already: {root}/" + FACT + ":10:10; " + TWICE),
    (FACT, "[茶厂没出钱]", "[茶廠出多少]",
     "12:13: '茶廠出多少' is here already: {root}/" + FACT + ":10:10; " + TWICE),
    (FACT, "[茶厂值多少]", "[老茶掏多少!]",
     "13:14: '老茶掏多少!' is a near miss here and a phrasing of its own at {root}/" + FACT + ":10:17"),
    (FACT, "[茶厂没出钱]", "[？！]", "12:13: '？！' has no word in it"),
    ("pack/entities.yaml", "name: 茶园", "name: 老茶",
     "6:9: '老茶' is a name of 'mill' already: {root}/pack/entities.yaml:4:15; keep it in one place"),
    ("pack/concepts.yaml", "[春天]", "[春天, 收成]",
     "6:15: '收成' is a word of 'harvest' already: {root}/pack/concepts.yaml:3:15; keep it in one place"),
]  # fmt: skip
AMOUNTS = [
    ("最高约 300 亿美元", "最高约 30 亿美元", NO_FIGURE),
    ("最高约 300 亿美元", "最高约 1300 亿美元", NO_FIGURE),
    ("最高约 300 亿美元", "最高约 300 亿元", NO_FIGURE),
    ("最高约 300", "约 300",
     "6:73: the bound is at_most, but 'say' has no bound beside the number " + SIX),
    ("最高约 300", "逾约 300",
     "6:73: the bound is at_most, but 'say' has more_than beside the number " + SIX),
    ("最高约 300", "最高 300",
     "6:95: approximate is true, but 'say' does not say 'about' beside the number"),
]  # fmt: skip
SYNTAX = [
    (FACT, "  title: ", "  title：", f"4:8: {COLON}"),
    (FACT, "- id: ", "- id：", f"1:5: {COLON}"),
    (FACT, "{of: mill", "{of：mill", f"6:12: {COLON}"),
    (FACT, "title: 茶", "title:茶", "4:8: no space after ':'; write ': ' (ASCII colon and a space)"),
    (FACT, "about: [mill]", "about: ［mill］",
     f"3:10: about must be a list ([a, b]), not '［mill］': {BRACKETS}"),
    (FACT, "about: [mill]", "about: [mill］", f"3:15: {BRACKETS}"),
    (FACT, "about: [mill]", "about: [mill，garden]", f"3:11: 'mill，garden': {COMMA}"),
    (FACT, "[茶厂出多少, 老", "[茶厂出多少，老", f"10:10: '茶厂出多少，老茶掏多少': {COMMA}"),
    (FACT, "  title: ", "\u3000\u3000title: ", "4:1: full-width space; indent with ordinary spaces"),
    (FACT, "  title: ", "\ttitle: ", "4:1: tab; write spaces instead"),
    (FACT, "title: 茶", "title:\t茶", "4:9: tab; write spaces instead"),
    (FACT, "title: 茶厂出资", "title: 茶: 厂",
     "4:11: not YAML: mapping values are not allowed in this context; "
     "put text that holds ': ' in quotes, and line up the keys of a record"),
    (FACT, "title: 茶厂出资", "title: @茶",
     "4:10: not YAML: while scanning for the next token: found character that cannot start any token; "
     "put text that begins with a sign in quotes"),
    (FACT, "老茶掏多少]", "老茶掏多少",
     "11:10: not YAML: while parsing a flow sequence that begins at line 10: "
     "did not find expected ',' or ']'; "
     "is a comma or the closing bracket missing?"),
    (FACT, "title: 茶厂出资", 'title: "茶厂出资', "4:10: not YAML: while scanning a quoted scalar: found "
     "unexpected end of stream"),
    (FACT, "title: 茶", "title: \x07茶", "4:10: invisible control character U+0007; delete it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "message"), KEYS + VALUES + REFERENCES + OWNERS + SYNTAX)
def test_slip(folder: Folder, spoil: Spoil, name: str, old: str, new: str, message: str) -> None:
    """A slip is the one problem reported, at its line and column, with what was probably meant."""
    found = [line for line in spoil(name, old, new) if not line.endswith(_follow_ups(message))]
    assert found == [f"{name}:{message.replace('{root}', str(folder.root))}"]


def _follow_ups(message: str) -> tuple[str, ...]:
    """What a slip brings with it: items that are not parted are no id either."""
    if COMMA in message and "mill" in message:
        return (f"unknown entity 'mill，garden': {COMMA}",)
    return ("\0",)


@pytest.mark.parametrize(("old", "new", "message"), AMOUNTS)
def test_amount(spoil: Spoil, old: str, new: str, message: str) -> None:
    """A figure and the words that state it cannot disagree."""
    assert spoil(FACT, old, new) == [f"{FACT}:{message}"]


@pytest.mark.parametrize("said", ["最高约三百亿美元", "约 300 亿美元，不超过 300 亿美元", "至多约300亿美元"])
def test_amount_said_otherwise(folder: Folder, said: str) -> None:
    """A figure may be stated in hanzi, without space, or with any word for its bound."""
    folder.change(FACT, "最高约 300 亿美元", said)
    assert folder.load().facts


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("见 https://example.org/a", "https://example.org/a"),
        ("见t.me/tea", "t.me/tea"),
        ("问 @tea_bot", "@tea_bot"),
        ("详见aicha.com", "aicha.com"),
        ("快来加群", "加群"),
    ],
)
def test_advert(spoil: Spoil, text: str, what: str) -> None:
    """Links, handles and invitations are no facts."""
    expected = f"{GAP}:3:8: '{what}' in a statement: links, @names and invitations are no facts"
    assert spoil(GAP, "say: 材料没有写何时交割。", f'say: "{text}"') == [expected]


def test_missing_files(folder: Folder) -> None:
    """A missing file and an empty folder are named, and what they would hold is not called unknown."""
    (folder.root / "pack/entities.yaml").unlink()
    (folder.root / FACT).unlink()
    assert folder.problems() == [
        "pack/entities.yaml:1:1: the file is missing",
        "pack/facts/amounts.yaml:1:1: the file is missing",
    ]


def test_strange_file(folder: Folder) -> None:
    """A file that nothing would read is reported, with the name it was meant to have."""
    folder.write("pack/entites.yaml", "- {}\n")
    assert folder.problems() == [
        "pack/entites.yaml:1:1: no part of the data is read from 'entites.yaml'; did you mean 'entities.yaml'?"
    ]


def test_empty_file(folder: Folder) -> None:
    """A file with nothing in it is reported."""
    folder.write("pack/gaps.yaml", "")
    assert folder.problems() == ["pack/gaps.yaml:1:1: the file is empty"]


def test_only_comments(folder: Folder) -> None:
    """A list of which only the comments are written holds nothing yet; deal.yaml cannot do with that."""
    folder.write("pack/gaps.yaml", "# 以后再写\n")
    assert folder.load().gaps == ()
    folder.write("pack/deal.yaml", "# 以后再写\n")
    assert "pack/deal.yaml:1:1: a deal must be a map ('key: value' lines), not nothing" in folder.problems()


def test_not_utf8(folder: Folder) -> None:
    """A file in another encoding is reported at the first byte that is not UTF-8."""
    (folder.root / "pack/gaps.yaml").write_bytes(b"- id: x\n  title: ab" + "茶".encode("gb18030"))
    assert folder.problems() == ["pack/gaps.yaml:2:12: not UTF-8 (byte 0xb2); save the file as UTF-8"]


def test_not_a_list(folder: Folder) -> None:
    """A file that holds a map where a list of records belongs is reported."""
    folder.write("pack/gaps.yaml", "id: closing\n")
    assert folder.problems() == [
        "pack/gaps.yaml:1:1: the file must be a list ('- id: ...'), not a map (put text that holds ': ' in quotes)"
    ]


def test_near_miss(folder: Folder) -> None:
    """A near miss that its own entry still wins is reported where it is written."""
    loaded = load_with_places(folder.root / "pack", folder.root / "language")
    (problem,) = check_near_misses(loaded, lambda _: "mill-amount")
    assert (problem.path, problem.line, problem.col) == (folder.root / FACT, 13, 14)
    assert problem.message.startswith("near miss '茶厂值多少' is still answered by 'mill-amount'")
    assert check_near_misses(loaded, lambda _: None) == []
