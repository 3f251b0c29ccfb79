"""`python -m bench.load`: updates a second and CPU per update from webhook to sent reply, beside two echo bots."""

import argparse
import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

import httpx
import psutil

from bench.course import Course, Point, percentile
from bench.rows import ROWS, Row, fresh_database
from bench.telegram import FakeTelegram, Load, deliver, serve
from tests.exam.items import read_items

WARM_UP, PATIENCE = 50, 120.0
LINE = "{:40} {:>9} {:>11} {:>8} {:>8} {:>8} {:>9}"
POINT = "{:>40} {:>38} {:>8}"


@dataclass(frozen=True, slots=True)
class Result:
    """A contender's figures; times in milliseconds, memory in MiB."""

    per_second: float
    cpu: float
    median: float
    p99: float
    memory: float
    answered: int
    course: tuple[Point, ...]


async def measure(row: Row, texts: Sequence[str], database: str) -> Result:
    """Load the bots of a row with `texts`, and watch them."""
    fake, api, ports = FakeTelegram(), _free_port(), [_free_port() for _ in range(row.replicas)]
    server, task = await serve(fake, api)
    bots = [_start(row.kind, port, f"http://127.0.0.1:{api}", database) for port in ports]
    try:
        for port in ports:
            await _listening(port)
        await deliver(ports, Load(["你好"] * WARM_UP, first=10**6, at_once=1))
        await _all(fake, WARM_UP)
        fake.replied.clear()
        watched = [psutil.Process(bot.pid) for bot in bots]
        course = Course(lambda: _memory(watched))
        fake.heard = course.answered
        before, started = sum(map(_cpu, watched)), time.perf_counter()
        sent = await deliver(ports, Load(texts, rate=row.rate))
        await _all(fake, len(texts))
        took, spent = time.perf_counter() - started, sum(map(_cpu, watched)) - before
        waits = [(at - sent[number]) * 1000 for number, at in fake.replied.items()]
        memory = _memory(watched)
    finally:
        for bot in bots:
            bot.kill()
            bot.wait()
        server.should_exit = True
        await task
    count, ordered = len(waits), sorted(waits)
    median, p99 = percentile(ordered, 0.5), percentile(ordered, 0.99)
    return Result(count / took, spent * 1000 / count, median, p99, memory, count, course.points(waits))


def _start(kind: str, port: int, api: str, database: str) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-m", "bench.bots", kind, str(port), api, database]
    return subprocess.Popen(arguments)  # noqa: S603


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _memory(processes: Sequence[psutil.Process]) -> float:
    return float(sum(process.memory_info().rss for process in processes)) / 2**20


async def _listening(port: int) -> None:
    until = time.perf_counter() + 60
    async with httpx.AsyncClient() as client:
        while time.perf_counter() < until:
            try:
                await client.get(f"http://127.0.0.1:{port}/")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise TimeoutError(f"nothing listens on port {port}")


async def _all(fake: FakeTelegram, count: int) -> None:
    until = time.perf_counter() + PATIENCE
    while len(fake.replied) < count and time.perf_counter() < until:  # noqa: ASYNC110 - the fake notes, it does not tell
        await asyncio.sleep(0.02)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure everything and print a table, below it the courses."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--only", default="", metavar="WORDS", help="only the rows that have these words in their name")
    args = parser.parse_args(argv)
    _print(LINE, "bot", "updates/s", "CPU ms each", "p50 ms", "p99 ms", "MiB", "answered")
    courses = [(row, _run(row, args.updates).course) for row in ROWS if args.only in row.name]
    for row, course in courses:
        if row.course:
            _show(row.name, course)
    return 0


def _show(name: str, course: Sequence[Point]) -> None:
    _print(POINT, name, "p99 ms", "MiB")
    for point in course:
        _print(POINT, point.answered, f"{point.p99:.1f}", f"{point.memory:.1f}")


def _run(row: Row, updates: int) -> Result:
    questions = cycle(item.turns[-1] for item in read_items() if len(item.turns) == 1)
    with fresh_database(row.database) as url:
        found = asyncio.run(measure(row, [*islice(questions, row.updates or updates)], url))
    figures = (found.per_second, found.cpu, found.median, found.p99, found.memory)
    _print(LINE, row.name, *(f"{figure:.1f}" for figure in figures), found.answered)
    return found


def _print(form: str, *cells: object) -> None:
    sys.stdout.write(form.format(*cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
