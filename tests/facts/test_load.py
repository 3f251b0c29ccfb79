"""A pack without problems becomes the values of the core."""

import contextlib
import time
from pathlib import Path

import pytest

from bot.core.model import Bound, Citation, Concept, Figure, Kind, Measure, Section
from bot.facts.load import load_pack, load_with_places
from bot.facts.problems import PackError, Place
from bot.paths import data_root
from tests.facts.conftest import Folder

KNOWLEDGE = data_root() / "knowledge"
PACKS = sorted(path.parent.name for path in KNOWLEDGE.glob("*/deal.yaml"))


@pytest.mark.parametrize("name", PACKS)
def test_knowledge_loads(name: str) -> None:
    """Every pack of the project is free of problems."""
    pack = load_pack(KNOWLEDGE / name, KNOWLEDGE / "language")
    assert bool(pack.facts) == (name != "template")
    assert pack.deal.id == name


def test_fast_enough() -> None:
    """The biggest pack is read and checked within a second of computing even on a slow machine."""
    begun = time.process_time()
    for name in PACKS:
        with contextlib.suppress(PackError):
            load_pack(KNOWLEDGE / name, KNOWLEDGE / "language")
    assert time.process_time() - begun < 1


def test_a_fact(folder: Folder) -> None:
    """A fact keeps all that its record says."""
    (fact,) = folder.load().facts
    assert (fact.id, fact.topic, fact.about, fact.more) == ("mill-amount", "amount", ("mill",), "")
    assert fact.figure == Figure("mill", "investment", 300.0, "亿美元", Bound.AT_MOST, approximate=True)
    assert fact.source == Citation("plan", "lead", 1)
    assert fact.asks == ("茶厂出多少", "老茶掏多少")
    assert fact.not_asks == ("茶厂值多少",)


def test_the_deal(folder: Folder) -> None:
    """The deal maps sources to their names; a date stays the text that was typed."""
    deal = folder.load().deal
    assert deal.date == "2026-01-02"
    assert deal.sources == {"plan": "方案"}
    assert deal.sections == {"lead": Section("导语", 2)}
    assert deal.premises["status"] == "mill-amount"
    assert deal.measures == (Measure("investment", "出资额", "出资", ("出资",)),)


def test_the_rest(folder: Folder) -> None:
    """Names, nicknames and typos are one list; rewrites lose their groups; roles keep theirs."""
    pack = folder.load()
    assert pack.entities[0].names == ("老茶",)
    assert pack.gaps[0].near == ("mill-amount",)
    assert pack.concepts[0] == Concept("harvest", "topic", "采摘", ("采茶", "收成"))
    assert pack.language.rewrites == {"咋": "怎么", "啦": ""}
    assert pack.language.roles[-1] == Concept("advert", "act", "advert", ("加群",))
    assert pack.language.intents[0].kind is Kind.ABOUT_BOT
    assert pack.language.units == {"亿": 1e8}
    assert pack.language.currencies == {"美元": ("美元", "美金")}


def test_several_files(folder: Folder) -> None:
    """Concepts, facts, roles and thesaurus may stand in any number of files."""
    folder.write("pack/concepts-more.yaml", "- {id: rain, name: 雨水, words: []}\n")
    folder.write("language/thesaurus-things.yaml", "- {id: big, role: sense, words: [大]}\n")
    pack = folder.load()
    assert {c.id for c in pack.concepts} == {"rain", "harvest", "season"}
    assert pack.language.roles[-1].id == "big"


def test_text_stays_as_typed(folder: Folder) -> None:
    """`no`, `1.0` and `2026-01-02` are texts like any other."""
    folder.change("pack/facts/amounts.yaml", "[茶厂没出钱]", "[no, 1.0, 2026-01-02]")
    assert folder.load().facts[0].refutes == ("no", "1.0", "2026-01-02")


def test_byte_order_mark(folder: Folder) -> None:
    """A file saved by Notepad, with a byte order mark and CRLF, is as good as any."""
    path = folder.root / "pack/gaps.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert folder.load().gaps[0].id == "closing"


def test_places(folder: Folder) -> None:
    """A loaded pack knows where each phrasing stands."""
    loaded = load_with_places(folder.root / "pack", folder.root / "language")
    path = folder.root / "pack/facts/amounts.yaml"
    assert loaded.places("mill-amount", "asks") == (Place(path, 10, 10), Place(path, 10, 17))


def test_all_at_once(folder: Folder) -> None:
    """All problems of all files come at once, sorted by file, line and column."""
    folder.change("pack/facts/amounts.yaml", "topic: amount", "topic: amuont")
    folder.change("pack/facts/amounts.yaml", "[harvest]", "[season, harvets]")
    folder.change("pack/deal.yaml", "2026-01-02", "2026-1-2")
    folder.change("language/smalltalk.yaml", "[你好]", "[]")
    places = [problem.split(": ")[0] for problem in folder.problems()]
    assert places == [
        "language/smalltalk.yaml:1:38",
        "pack/deal.yaml:5:7",
        "pack/facts/amounts.yaml:2:10",
        "pack/facts/amounts.yaml:9:22",
    ]


def test_format(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem reads `path:line:col: what`, with the path as short as it gets from here."""
    folder.change("pack/gaps.yaml", "[mill-amount]", "[mill-amuont]")
    monkeypatch.chdir(folder.root)
    with pytest.raises(PackError) as caught:
        folder.load()
    assert str(caught.value) == (
        f"{Path('pack/gaps.yaml')}:4:10: unknown fact 'mill-amuont'; did you mean 'mill-amount'?"
    )
