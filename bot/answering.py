"""From the settings to an answerer: the part of the composition that needs no Telegram."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from bot import cache
from bot.core.answer import Answerer
from bot.core.knowledge import Knowledge
from bot.core.model import Pack
from bot.facts.load import load_pack, load_with_places
from bot.facts.near_misses import check_near_misses
from bot.facts.problems import PackError
from bot.facts.revised import load_revised
from bot.facts.texts import load_texts
from bot.living import Living
from bot.paths import PACKAGE
from bot.settings import Settings

LEARNING = (
    *("core/kin.py", "core/knowledge.py", "core/model.py", "core/records/revision.py"),
    *("core/language/*.py", "core/search/*.py", "facts/*.py"),
)
"""The code that decides what is learned; what only replies with it does not make it be learned anew."""


class BrokenError(Exception):
    """Why the bot cannot start, in words for an operator."""


def load_answerer(settings: Settings) -> Answerer:
    """Read the pack and the texts and make them ready to be asked; BrokenError lists every problem in them."""
    try:
        texts = load_texts(settings.texts)
        answerer = Answerer(_learned(settings, lambda: load_pack(settings.pack, settings.language)), texts)
    except PackError as error:
        raise BrokenError("\n".join(map(str, error.problems)) + "\nMend these first: dealbot check") from error
    # What was learned stays: no answer has to wait while the collector walks through all of it.
    gc.freeze()
    return answerer


def load_living(settings: Settings) -> Living:
    """The same answerer, ready to follow revisions of its facts; BrokenError lists every problem in the files."""
    return Living(load_answerer(settings), lambda nets: load_revised(settings.pack, settings.language, nets))


def check(settings: Settings) -> tuple[list[str], str]:
    """Every problem of the pack and the texts as path:line:col, sorted, and a line that sums up."""
    try:
        loaded, texts = load_with_places(settings.pack, settings.language), load_texts(settings.texts)
    except PackError as error:
        return [str(problem) for problem in error.problems], f"{len(error.problems)} problems"
    answerer = Answerer(_learned(settings, lambda: loaded.pack), texts)
    problems = [str(problem) for problem in check_near_misses(loaded, answerer.owner)]
    phrasings = sum(len(f.asks) + len(f.affirms) + len(f.refutes) for f in loaded.pack.facts)
    counts = f"{len(loaded.pack.facts)} facts, {phrasings} phrasings, {len(loaded.pack.gaps)} gaps"
    return problems, f"{len(problems)} problems; {counts} in {shown(settings.pack)}"


def _learned(settings: Settings, pack: Callable[[], Pack]) -> Knowledge:
    """What was learned from the files as they are now, or else what `pack` teaches, which is kept."""
    code = (path for part in LEARNING for path in PACKAGE.glob(part))
    files = (*settings.pack.rglob("*.yaml"), *settings.language.glob("*.yaml"), *code)
    name = cache.fingerprint(files)
    kept = cache.read(name)
    if isinstance(kept, Knowledge):
        return kept
    loaded = pack()
    if sys.stderr.isatty():
        sys.stderr.write("Learning the fact base (once after each change, about half a minute) ...\n")
    knowledge = Knowledge.of(loaded)
    cache.write(name, knowledge)
    return knowledge


def shown(path: Path) -> Path:
    """`path` as somebody who works in this folder writes it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
