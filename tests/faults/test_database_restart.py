"""The database crashes and comes back while questions are asked."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from bot.sandbox.model import Message, Person
from bot.sandbox.server import SandboxServer
from tests.faults.deliveries import PATIENCE, deliver, free_port, wait_answered, wait_fit
from tests.faults.programs import Program
from tests.storage.databases import own_server

PEOPLE = 20
DELIVERIES = 40
"""How many Telegram has under way at once."""


class Crowd:
    """People who ask one after the other; what they ask is delivered to `port` until it is taken, or fetched."""

    def __init__(self, server: SandboxServer, port: int) -> None:
        names = ((f"人{number}", f"person{number}") for number in range(PEOPLE))
        self.asked: list[Message] = []
        self._people: list[Person] = [server.add_person(*name, started=True) for name in names]
        self._numbers = count()
        self._server = server
        self._port = port

    def ask(self, questions: int, telegram: ThreadPoolExecutor) -> None:
        """Ask so many questions."""
        for _, number in zip(range(questions), self._numbers, strict=False):
            person = self._people[number % PEOPLE]
            self.asked.append(self._server.say(person, person, f"茶 {number}"))
            if self._port:
                telegram.submit(deliver, self._server.world.updates.last, [self._port])


@pytest.mark.parametrize("hook", [False, True])
def test_database_restarts(hook: bool) -> None:
    """PostgreSQL crashes amid 200 questions and comes back: each is answered once, and the program lives."""
    port = free_port() if hook else 0
    with (
        own_server() as postgres,
        SandboxServer(privacy=False) as server,
        Program(server, postgres.url, port) as program,
        ThreadPoolExecutor(DELIVERIES) as telegram,
    ):
        if hook:
            wait_fit(port)
        crowd = Crowd(server, port)
        crowd.ask(120, telegram)
        server.wait_for(lambda: len(server.called("sendMessage")) > 40, PATIENCE)
        postgres.crash()
        crowd.ask(40, telegram)
        postgres.start()
        crowd.ask(40, telegram)
        wait_answered(server, crowd.asked)
        code, log = program.end()
        answers = [len(server.replies(question)) for question in crowd.asked]
    assert set(answers) == {1}
    assert code == 0, log
