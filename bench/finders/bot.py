"""The bot itself, from the message to the finished reply."""

from bench.finders import Find
from bench.trial import Trial
from bot.core.answer import Answerer
from bot.core.knowledge import Knowledge


def build(trial: Trial) -> Find:
    """The bot on the pack of `trial`; what comes first is the best candidate, whether or not it is sure enough."""
    answerer = Answerer(Knowledge.of(trial.pack), trial.texts)

    def find(text: str) -> str:
        matches = answerer.answer(text).matches
        return matches[0].entry if matches else ""

    return find
