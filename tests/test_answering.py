"""What decides what is learned."""

import subprocess
import sys
from pathlib import Path

from bot.answering import LEARNING
from bot.paths import PACKAGE

_OWN_FILES = """
import sys
import bot.core.knowledge, bot.facts.load
for name, module in list(sys.modules.items()):
    if name.startswith("bot.") and not module.__file__.endswith("__init__.py"):
        print(module.__file__)
"""

BESIDE = {PACKAGE / "cache.py"}
"""What loading uses that no result depends on."""


def test_learning_is_watched_whole() -> None:
    """Every file of ours that learning runs through is one whose change makes the fact base be learned anew."""
    used = subprocess.run([sys.executable, "-c", _OWN_FILES], capture_output=True, text=True, check=True)  # noqa: S603 - this very Python
    watched = {path for pattern in LEARNING for path in PACKAGE.glob(pattern)}
    assert {*map(Path, used.stdout.splitlines())} - BESIDE <= watched


def test_watched_files_exist() -> None:
    """Every pattern of what decides names something."""
    assert all(any(PACKAGE.glob(pattern)) for pattern in LEARNING)
