"""Programs that die: nothing is lost, next to nothing is said twice."""

import random
import socket
import time
from pathlib import Path

import httpx

from bot.sandbox.model import Message
from bot.sandbox.server import SandboxServer
from tests.faults.crash import crash
from tests.faults.programs import LIMITS, SECRET, Program
from tests.storage.databases import empty_database, postgres_server

PATIENCE = 60.0


def test_kill_at_random_moments(tmp_path: Path) -> None:
    """A bot that is killed ten times with fifty questions in flight answers all, none twice beyond the window."""
    outcome = crash(10, 50, tmp_path, random.Random(1))  # noqa: S311 - the same moments each time
    assert outcome.unanswered <= outcome.listed
    assert outcome.extra <= outcome.window


def test_two_replicas() -> None:
    """Of two replicas on one PostgreSQL one dies in the middle of 200 questions: the other answers what is left."""
    ports = [_free_port(), _free_port()]
    with (
        postgres_server() as postgres,
        empty_database(postgres) as database,
        SandboxServer(privacy=False) as server,
        Program(server, database, ports[0]) as first,
        Program(server, database, ports[1]) as second,
    ):
        for port in ports:
            _wait_fit(port)
        people = [server.add_person(f"人{number}", f"person{number}", started=True) for number in range(20)]
        asked = []
        for number in range(200):
            asked.append(server.say(people[number % 20], people[number % 20], f"茶 {number}"))
            if number == 100:
                first.kill()
            _deliver(server, ports if number < 100 else ports[::-1])
        _wait_answered(server, asked)
        answers = [len(server.replies(question)) for question in asked]
        code, log = second.end()
    assert answers.count(0) == 0
    assert sum(answers) - len(answers) <= LIMITS.sends_at_once
    assert code == 0, log


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_fit(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"nothing fit on port {port}")


def _deliver(server: SandboxServer, ports: list[int]) -> None:
    """Deliver the last update as Telegram does: to the balancer, which takes the next replica where one is gone."""
    for port in ports:
        try:
            answer = httpx.post(
                f"http://127.0.0.1:{port}/hook",
                json=server.world.updates.last,
                headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            )
        except httpx.TransportError:
            continue
        if answer.status_code == httpx.codes.OK:
            return
    raise AssertionError("no replica took the update")


def _wait_answered(server: SandboxServer, asked: list[Message]) -> None:
    server.wait_for(lambda: all(server.replies(question) for question in asked), PATIENCE)
