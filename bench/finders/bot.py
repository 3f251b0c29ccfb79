"""The bot itself: the whole way from the message to the finished reply, or only as far as the others go."""

from bench.finders import Find
from bench.trial import Trial
from bot.core.answer import Answerer
from bot.core.deciding.rank import candidates
from bot.core.dialogue.context import place
from bot.core.knowledge import Knowledge


def build(trial: Trial) -> Find:
    """The bot on the pack of `trial`; what comes first is the best candidate, whether or not it is sure enough."""
    answerer = Answerer(Knowledge.of(trial.pack), trial.texts)

    def find(text: str) -> str:
        matches = answerer.answer(text).matches
        return matches[0].entry if matches else ""

    return find


def build_search(trial: Trial) -> Find:
    """The bot's search alone: the message is read, and every entry weighed; nothing is decided or composed."""
    knowledge = Knowledge.of(trial.pack)

    def find(text: str) -> str:
        found = candidates(place(knowledge.reader.read(text), (), knowledge), knowledge)
        return found[0].entry if found else ""

    return find
