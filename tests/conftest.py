"""What all tests may use."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def calm_logging() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
