"""From nothing to the first answer: the program started with an empty cache folder and with a filled one."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.clock import Times
from bench.sizes import Sizes
from bench.tables import milliseconds, table

_QUESTION = "英伟达打算出多少钱"
_ROOT = Path(__file__).parents[2]


def tables(sizes: Sizes) -> Sequence[str]:
    """Median and slowest start, cold and warm."""
    with TemporaryDirectory() as folder:
        cold = [_start(Path(folder, str(run))) for run in range(sizes.runs)]
        warm = [_start(Path(folder, "0")) for _ in range(sizes.runs)]
    rows = [_row("cold", cold), _row("warm", warm)]
    notes = ("  cold: nothing is in the cache folder; warm: the compiled pack is.",)
    return (
        table("4. dealbot ask, a process of its own each time", ("cache", "p50 ms", "max ms", "runs"), rows, notes),
    )


def _row(name: str, seconds: Sequence[float]) -> tuple[str, ...]:
    times = Times(sorted(seconds))
    return name, milliseconds(times.median), milliseconds(times.most), f"{len(seconds)}"


def _start(cache: Path) -> float:
    """Seconds until the program has answered and ended, with `cache` as the user's cache folder."""
    environ = os.environ | {"XDG_CACHE_HOME": str(cache)}
    begun = perf_counter()
    subprocess.run(  # noqa: S603 - this Python and this program
        [sys.executable, "-m", "bot", "ask", _QUESTION], env=environ, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return perf_counter() - begun
