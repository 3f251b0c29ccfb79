"""What all tests may use."""

import logging
from collections.abc import Iterator, Mapping

import hypothesis
import pytest

from bot.answering import load_answerer
from bot.core.answer import Answerer
from bot.core.model import Fact, Gap, Pack
from bot.facts.load import load_pack
from bot.facts.texts import load_texts
from bot.settings import Settings, load_settings

# The same examples on every machine, however slow it is.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("steady")


@pytest.fixture
def calm_logging() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of a machine on which nothing is set."""
    return load_settings(environ={})


@pytest.fixture(scope="session")
def pack(settings: Settings) -> Pack:
    """The pack that the bot answers from."""
    return load_pack(settings.pack, settings.language)


@pytest.fixture(scope="session")
def entries(pack: Pack) -> tuple[Fact | Gap, ...]:
    """All that a question may be answered with: facts, and gaps that say what is missing."""
    return (*pack.facts, *pack.gaps)


@pytest.fixture(scope="session")
def answerer(settings: Settings) -> Answerer:
    """The bot's answerer, as the command line builds it."""
    return load_answerer(settings)


@pytest.fixture(scope="session")
def spoken(settings: Settings) -> Mapping[str, str]:
    """The sentences that the bot says by itself."""
    return load_texts(settings.texts)
