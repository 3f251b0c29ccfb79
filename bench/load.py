"""`python -m bench.load`: updates a second and CPU per update from webhook to sent reply, beside two echo bots."""

import argparse
import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bench.telegram import FakeTelegram, Load, deliver, serve
from tests.exam.items import read_items
from tests.storage.databases import empty_database, postgres_server

WARM_UP, PATIENCE = 50, 120.0
ROW = "{:28} {:>9} {:>11} {:>8} {:>8} {:>8} {:>9}"


@dataclass(frozen=True, slots=True)
class Result:
    """A contender's figures; times in milliseconds, memory in MiB."""

    per_second: float
    cpu: float
    median: float
    p99: float
    memory: float
    answered: int


async def measure(kind: str, texts: Sequence[str], database: str, replicas: int = 1, rate: float = 0.0) -> Result:
    """Load `replicas` bots of a kind with `texts`, and watch them."""
    fake, api, ports = FakeTelegram(), _free_port(), [_free_port() for _ in range(replicas)]
    server, task = await serve(fake, api)
    bots = [_start(kind, port, f"http://127.0.0.1:{api}", database) for port in ports]
    try:
        for port in ports:
            await _listening(port)
        await deliver(ports, Load(["你好"] * WARM_UP, first=10**6, at_once=1))
        await _all(fake, WARM_UP)
        fake.replied.clear()
        watched = [psutil.Process(bot.pid) for bot in bots]
        before, started = sum(map(_cpu, watched)), time.perf_counter()
        sent = await deliver(ports, Load(texts, rate=rate))
        await _all(fake, len(texts))
        took, spent = time.perf_counter() - started, sum(map(_cpu, watched)) - before
        waits = sorted((fake.replied[n] - at) * 1000 for n, at in sent.items() if n in fake.replied)
        memory = sum(process.memory_info().rss for process in watched) / 2**20
    finally:
        for bot in bots:
            bot.kill()
            bot.wait()
        server.should_exit = True
        await task
    count = len(waits)
    return Result(count / took, spent * 1000 / count, waits[count // 2], waits[int(count * 0.99)], memory, count)


def _start(kind: str, port: int, api: str, database: str) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-m", "bench.bots", kind, str(port), api, database]
    return subprocess.Popen(arguments)  # noqa: S603


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


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
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    args = parser.parse_args(argv)
    questions = [item.turns[-1] for item in read_items() if len(item.turns) == 1]
    texts = (questions * (args.updates // len(questions) + 1))[: args.updates]
    sys.stdout.write(ROW.format("bot", "updates/s", "CPU ms each", "p50 ms", "p99 ms", "MiB", "answered") + "\n")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = stack.enter_context(postgres_server())
        for name, kind, database, replicas, rate in (
            ("python-telegram-bot echo", "telegram", "", 1, 0.0),
            ("aiogram echo", "aiogram", "", 1, 0.0),
            ("dealbot, SQLite", "dealbot", f"sqlite:///{folder}/a.db", 1, 0.0),
            ("dealbot, SQLite, 30/s", "dealbot", f"sqlite:///{folder}/b.db", 1, 30.0),
            ("dealbot, PostgreSQL", "dealbot", "postgres", 1, 0.0),
            ("dealbot, PostgreSQL, two", "dealbot", "postgres", 2, 0.0),
        ):
            url = stack.enter_context(empty_database(postgres)) if database == "postgres" else database
            some = texts[: int(rate * 30)] if rate else texts
            found = asyncio.run(measure(kind, some, url, replicas, rate))
            figures = (found.per_second, found.cpu, found.median, found.p99, found.memory)
            sys.stdout.write(ROW.format(name, *(f"{figure:.1f}" for figure in figures), found.answered) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
