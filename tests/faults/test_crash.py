"""Programs that die: nothing is lost, next to nothing is said twice."""

import random
from pathlib import Path

from bot.sandbox.server import SandboxServer
from tests.faults.crash import crash
from tests.faults.deliveries import deliver, free_port, wait_answered, wait_fit
from tests.faults.programs import LIMITS, Program
from tests.storage.databases import empty_database, postgres_server


def test_kill_at_random_moments(tmp_path: Path) -> None:
    """A bot that is killed ten times with fifty questions in flight answers all, none twice beyond the window."""
    outcome = crash(10, 50, tmp_path, random.Random(1))  # noqa: S311 - the same moments each time
    assert outcome.unanswered <= outcome.listed
    assert outcome.extra <= outcome.window


def test_two_replicas() -> None:
    """Of two replicas on one PostgreSQL one dies in the middle of 200 questions: the other answers what is left."""
    ports = [free_port(), free_port()]
    with (
        postgres_server() as postgres,
        empty_database(postgres) as database,
        SandboxServer(privacy=False) as server,
        Program(server, database, ports[0]) as first,
        Program(server, database, ports[1]) as second,
    ):
        for port in ports:
            wait_fit(port)
        people = [server.add_person(f"人{number}", f"person{number}", started=True) for number in range(20)]
        asked = []
        for number in range(200):
            asked.append(server.say(people[number % 20], people[number % 20], f"茶 {number}"))
            if number == 100:
                first.kill()
            deliver(server.world.updates.last, ports if number < 100 else ports[::-1])
        answers = wait_answered(server, asked)
        code, log = second.end()
    assert sum(answers) - len(answers) <= LIMITS.sends_at_once
    assert code == 0, log
