"""The bot as a program of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox.model import Person
from bot.sandbox.server import SandboxServer

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from bot.app import run
from bot.settings import Limits, Settings
from tests.chat.standin import StandIn
token, url, folder, form = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]
database = f"sqlite:///{folder}/dealbot.db"
settings = Settings(token, url, database, folder, folder, folder, "DEBUG", Limits(), log_format=form)
sys.exit(run(settings, StandIn()))
"""


def run(server: SandboxServer, folder: Path, form: str, person: Person, text: str) -> tuple[int, str]:
    """Run the program until it has answered a question and a signal ends it; return its exit code and log."""
    arguments = [sys.executable, "-c", PROGRAM, server.token, server.url, str(folder), form]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(arguments, env=environ, stderr=subprocess.PIPE, text=True) as program:  # noqa: S603
        question = server.say(person, person, text)
        server.wait_for(lambda: server.replies(question), 20)
        program.send_signal(signal.SIGTERM)
        _, log = program.communicate(timeout=20)
    return program.returncode, log


@pytest.mark.parametrize("form", ["text", "json"])
def test_signal(server: SandboxServer, wang: Person, tmp_path: Path, form: str) -> None:
    """A signal ends it with exit code 0, and even the chattiest log holds neither token nor question."""
    code, log = run(server, tmp_path, form, wang, "今年的茶怎么样")
    assert code == 0
    assert "answering as @dealbot_sandbox_bot" in log
    assert "Traceback" not in log
    assert server.token.partition(":")[2] not in log
    assert "今年的茶" not in log
    assert json.dumps("今年的茶").strip('"') not in log


def test_a_failure_names_its_update(server: SandboxServer, wang: Person, tmp_path: Path) -> None:
    """When an update cannot be worked on, the log's one line about it is JSON with the update's number."""
    _, log = run(server, tmp_path, "json", wang, "崩溃")
    (failure,) = [line for line in map(json.loads, log.splitlines()) if line["level"] == "ERROR"]
    assert server.world.updates.last
    assert failure["update"] == server.world.updates.last["update_id"]
    assert "RuntimeError" in failure["exc_info"]
