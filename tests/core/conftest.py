"""What the tests of the core stand on."""

import pytest

from bot.core.language.amounts import AmountParser
from bot.core.model import Pack


@pytest.fixture(scope="session")
def parser(pack: Pack) -> AmountParser:
    """A parser of the shared language's amounts."""
    return AmountParser.of(pack.language)
