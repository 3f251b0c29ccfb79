"""One contender on one trial, in a process of its own: neither time nor memory of another gets into its figures."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from bench.clock import Times, clocked
from bench.finders import Build
from bench.sizes import spread
from bench.trial import Trial

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_RESET_PEAK = "5"
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What a contender needs and finds; `grown` is by how many bytes it raises the memory's peak, if that is known."""

    times: Times
    right: float
    asked: int
    build: float
    grown: int | None


def measure(build: Build, trial: Trial, asked: int) -> Measured:
    """How the contender that `build` builds does on `asked` questions of `trial`, in a fresh process."""
    few = replace(trial, questions=spread(trial.questions, asked))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measure, build, few).result()


def _measure(build: Build, trial: Trial) -> Measured:
    before, begun = _memory_at_rest(), perf_counter()
    find = build(trial)
    built = perf_counter() - begun
    # Known phrasings, not the questions: what is kept between calls fills, and no question has been seen.
    clocked(find, (text for _, text in spread(trial.phrasings, _WARM_UP)))
    found, times = clocked(find, [text for _, text in trial.questions])
    if trial.messages:
        _, times = clocked(find, trial.messages)
    after = _memory("VmHWM")
    grown = after - before if after is not None and before is not None else None
    return Measured(times, _share(found, trial), len(trial.questions), built, grown)


def _share(found: Sequence[str], trial: Trial) -> float:
    """How many of `found` are the entry that the question was held out of."""
    right = sum(entry == wanted for entry, (wanted, _) in zip(found, trial.questions, strict=True))
    return right / len(found)


def _memory_at_rest() -> int | None:
    """What is in memory now, from which the peak is measured anew where the system can forget the old one."""
    try:
        _RESET.write_text(_RESET_PEAK, encoding="ascii")
    except OSError:
        return _memory("VmHWM")
    return _memory("VmRSS")


def _memory(name: str) -> int | None:
    """A figure of this process in bytes; only Linux keeps one that a process does not inherit."""
    if not _STATUS.exists():
        return None
    line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
