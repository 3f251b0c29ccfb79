"""The bot as a program of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.sandbox.model import Person
from bot.sandbox.server import SandboxServer

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from bot.app import run
from bot.settings import Limits, Settings
from tests.chat.standin import StandIn
token, url, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
database = f"sqlite:///{folder}/dealbot.db"
sys.exit(run(Settings(token, url, database, folder, folder, folder, "DEBUG", Limits()), StandIn()))
"""


def test_signal(server: SandboxServer, wang: Person, tmp_path: Path) -> None:
    """A signal ends it with exit code 0, and even the chattiest log holds neither token nor question."""
    arguments = [sys.executable, "-c", PROGRAM, server.token, server.url, str(tmp_path)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(arguments, env=environ, stderr=subprocess.PIPE, text=True) as program:  # noqa: S603
        question = server.say(wang, wang, "今年的茶怎么样")
        server.wait_for(lambda: server.replies(question), 20)
        program.send_signal(signal.SIGTERM)
        _, log = program.communicate(timeout=20)
    assert program.returncode == 0
    assert "answering as @dealbot_sandbox_bot" in log
    assert "Traceback" not in log
    assert server.token.partition(":")[2] not in log
    assert "今年的茶" not in log
