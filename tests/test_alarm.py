"""Errors reported to a server that stands for Sentry."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from bot.sandbox.model import Person
from bot.sandbox.server import SandboxServer

ROOT = Path(__file__).parents[1]
PROGRAM = """
import sys
from pathlib import Path
from bot.__main__ import main
from bot import answering
from tests.chat.standin import StandIn
answering.load_living = lambda settings: StandIn()
if sys.argv[1:]:
    sys.modules[sys.argv[1]] = None
sys.exit(main(["run"]))
"""
QUESTION = "崩溃，我的电话是13800138000"


class Listener:
    """Takes reports as Sentry does; `events` are those that came."""

    def __init__(self) -> None:
        self.raw: Queue[bytes] = Queue()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.raw.put(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Be silent."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.dsn = f"http://0123abcd@127.0.0.1:{self._server.server_port}/17"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def event(self) -> tuple[str, dict[str, Any]]:
        """Wait for a report and return it as it came, and the event in it."""
        raw = self.raw.get(timeout=20)
        return raw.decode(), json.loads(raw.splitlines()[2])

    def close(self) -> None:
        """Take no more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def sentry() -> Iterator[Listener]:
    """What stands for Sentry."""
    listener = Listener()
    yield listener
    listener.close()


def program(server: SandboxServer, folder: Path, dsn: str, *absent: str) -> "subprocess.Popen[str]":
    """Start a bot as a program of its own, `absent` packages not installed."""
    environ = os.environ | {
        "PYTHONPATH": str(ROOT), "TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_BASE_URL": server.url,
        "DATABASE_URL": f"sqlite:///{folder}/dealbot.db", "SENTRY_DSN": dsn,
    }  # fmt: skip
    arguments = [sys.executable, "-c", PROGRAM, *absent]
    return subprocess.Popen(arguments, env=environ, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603


def test_a_failure_is_reported(sentry: Listener, tmp_path: Path) -> None:
    """An error arrives with its kind, its place and its update, and with no word, name, token or machine in it."""
    with SandboxServer(privacy=False) as server, program(server, tmp_path, sentry.dsn) as bot:
        wang: Person = server.add_person("王小明", "xiaoming", started=True)
        server.say(wang, wang, QUESTION)
        raw, event = sentry.event()
        bot.terminate()
        _, log = bot.communicate(timeout=20)
    (failure,) = event["exception"]["values"]
    frame = failure["stacktrace"]["frames"][-1]
    assert server.world.updates.last
    assert (failure["type"], frame["function"]) == ("RuntimeError", "answer")
    assert event["tags"] == {"update": str(server.world.updates.last["update_id"])}
    assert event["release"].startswith("dealbot@")
    for private in ("1380013", "王小明", "xiaoming", str(wang.id), server.token.partition(":")[2], os.uname().nodename,
                    str(tmp_path)):  # fmt: skip
        assert private not in raw
        assert json.dumps(private).strip('"') not in raw
    assert bot.returncode == 0
    assert "RuntimeError" in log


@pytest.mark.parametrize("dsn", ["", "http://0123abcd@127.0.0.1:1/17"])
def test_no_sentry(tmp_path: Path, dsn: str) -> None:
    """Without a DSN, or with one that nothing answers at, the bot goes on and ends as ever."""
    with SandboxServer(privacy=False) as server, program(server, tmp_path, dsn) as bot:
        wang = server.add_person("王小明", "xiaoming", started=True)
        server.say(wang, wang, QUESTION)
        asked = server.say(wang, wang, "茶")
        server.wait_for(lambda: server.replies(asked), 20)
        bot.terminate()
        bot.communicate(timeout=20)
    assert bot.returncode == 0


def test_the_extra_is_missing(tmp_path: Path) -> None:
    """Where SENTRY_DSN is set and sentry-sdk is not installed, one line says how to install it."""
    with (
        SandboxServer() as server,
        program(server, tmp_path, "https://0123abcd@sentry.example/17", "sentry_sdk") as bot,
    ):
        _, said = bot.communicate(timeout=20)
    assert bot.returncode == 2
    assert said == (
        "dealbot: sentry_sdk is not installed: pip install 'dealbot[sentry]', "
        "in a checkout pip install -e '.[sentry]'\n"
    )
