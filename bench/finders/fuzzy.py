"""rapidfuzz: the most alike of all phrasings, each compared in turn."""

from rapidfuzz import fuzz, process, utils

from bench.finders import Find
from bench.trial import Trial


def build(trial: Trial) -> Find:
    """`extractOne` with `WRatio` over the phrasings of `trial`, which are lowered and stripped once, here."""
    entries = [entry for entry, _ in trial.phrasings]
    texts = [utils.default_process(text) for _, text in trial.phrasings]

    def find(text: str) -> str:
        _, _, number = process.extractOne(utils.default_process(text), texts, scorer=fuzz.WRatio)
        return entries[number]

    return find
