"""The benchmark runs and prints its tables; what it measures is nobody's to assert."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import contenders
from bench.clock import Times
from bench.contenders import FUZZY
from bench.finders import Build
from bench.fresh import Measured
from bench.sections import scale
from bench.sizes import QUICK, SEED
from bench.synthetic import grow
from bench.trial import Trial, phrasings, prepare
from bot.core.model import Pack

ROOT = Path(__file__).parents[2]
WANTED = 10_000
SECONDS = 480


def test_every_table_comes_out() -> None:
    """The quick run prints a row of numbers for each contender, length and start, and no complaint."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"], capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^(\d)\. ", done.stdout, re.MULTILINE) == ["1", "2", "3", "4"]
    for name in ("bot", "rapidfuzz", "bm25s"):
        assert len(re.findall(rf"\b{name} +(?:[\d,]+ +)?[\d.]+ +[\d.]+ +[\d.]+% ", done.stdout)) == 2
    assert len(re.findall(r"^  [\d,]+ of \w+ +[\d.]+ +[\d.]+ +\d+$", done.stdout, re.MULTILINE)) == 4
    assert len(re.findall(r"^  (?:cold|warm) +[\d.]+ +[\d.]+ +1$", done.stdout, re.MULTILINE)) == 2
    assert all(line.startswith("measuring ") for line in done.stderr.splitlines())


def test_growth_and_ratio(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """From size to size the medians of a contender are compared, and at each size the scan's with the bot's."""

    def measured(build: Build, trial: Trial, asked: int) -> Measured:
        seconds = len(trial.phrasings) * (3.0 if build is FUZZY.build else 1.0)
        return Measured(Times([seconds]), 1.0, asked, 0.0, None)

    monkeypatch.setattr(contenders, "measure", measured)
    _, growth, ratio = scale.tables(pack, {}, replace(QUICK, phrasings=(4_000, 8_000)))
    assert re.search(r"^  bot +x(?:1\.[89]|2\.[01])$", growth, re.MULTILINE)
    assert len(re.findall(r" x3\.0$", ratio, re.MULTILINE)) == 2


def test_synthetic_packs(pack: Pack) -> None:
    """A synthetic pack has about the size that is wanted, the same content every time, and no phrasing twice."""
    grown, again = (grow(pack, WANTED, SEED) for _ in range(2))
    said = [text for _, text in phrasings(grown)]
    assert grown == again
    assert 0.95 < len(said) / WANTED < 1.05
    assert len(set(said)) == len(said)
    ids = [*(fact.id for fact in grown.facts), *(gap.id for gap in grown.gaps)]
    assert len(set(ids)) == len(ids)


def test_synthetic_packs_speak_of_nobody_real(pack: Pack) -> None:
    """No investor of the deal stands in a phrasing of a synthetic pack."""
    names = [one.name.lower() for one in pack.entities if one.id in pack.deal.investors]
    said = "\n".join(text for _, text in phrasings(grow(pack, WANTED, SEED)))
    assert [name for name in names if name in said] == []


def test_what_is_held_out(pack: Pack) -> None:
    """Questions and phrasings together are the pack's; no question is in the pack that is searched."""
    trial = prepare(pack, {})
    assert sorted((*trial.phrasings, *trial.questions)) == sorted(phrasings(pack))
    assert set(trial.questions).isdisjoint(phrasings(trial.pack))
    assert 0.08 < len(trial.questions) / len(trial.phrasings) < 0.12
