"""`python -m tests.faults.crash`: kill -9 at random moments; every question is answered or listed, few are twice."""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.model import Message
from bot.sandbox.server import SandboxServer
from tests.faults.programs import LIMITS, Program

CHATS = 10
LONGEST_LIFE = 1.6
"""Seconds that a program lives at most before it is killed; about half of it is its start."""
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the questions: `extra` answers beyond the first, of at most `window` that the kills allow."""

    questions: int
    unanswered: int
    listed: int
    extra: int
    window: int
    kills: int


def crash(rounds: int, questions: int, folder: Path, chance: random.Random) -> Outcome:
    """Ask `questions` while a bot is killed `rounds` times, let one live, and count."""
    database = folder / "dealbot.db"
    with SandboxServer(privacy=False) as server:
        asked = _ask(server, questions)
        for _ in range(rounds):
            with Program(server, f"sqlite:///{database}"):
                # Which moment it hits is what is tested.
                time.sleep(chance.uniform(0.3, LONGEST_LIFE))
        with Program(server, f"sqlite:///{database}") as program:
            _settle(server, asked, database)
            program.end()
        answers = [len(server.replies(question)) for question in asked]
    listed = _listed(database)
    extra = sum(max(0, found - 1) for found in answers)
    return Outcome(questions, answers.count(0), listed, extra, rounds * LIMITS.sends_at_once, rounds)


def _ask(server: SandboxServer, questions: int) -> list[Message]:
    people = [server.add_person(f"人{number}", f"person{number}", started=True) for number in range(CHATS)]
    return [server.say(people[number % CHATS], people[number % CHATS], f"茶 {number}") for number in range(questions)]


def _settle(server: SandboxServer, asked: Sequence[Message], database: Path) -> None:
    """Wait until every question is answered or listed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        missing = sum(not server.replies(question) for question in asked)
        if missing <= _listed(database):
            return
        time.sleep(0.05)


def _listed(database: Path) -> int:
    """How many messages were given up; none before a program has lived long enough to make its tables."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone():
            return 0
        return int(db.execute("SELECT COUNT(*) FROM outbox WHERE state = 'dead'").fetchone()[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Run and print; 1 where a question was lost or too many answers came twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        # Nothing here is secret: the same seed kills at the same moments.
        outcome = crash(args.rounds, args.questions, Path(folder), random.Random(args.seed))  # noqa: S311
    sys.stdout.write(f"{outcome}\n")
    return int(outcome.unanswered > outcome.listed or outcome.extra > outcome.window)


if __name__ == "__main__":
    sys.exit(main())
