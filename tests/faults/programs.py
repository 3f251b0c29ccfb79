"""Bots as programs of their own, to be killed."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Self

from bot.sandbox.server import SandboxServer
from bot.settings import Limits, Web

ROOT = Path(__file__).resolve().parents[2]
SECRET = "abcdefghij-0123456789"
LIMITS = Limits(
    flood_burst=1000, press_burst=1000, sends_per_second=0, chat_pause_ms=0, group_sends_per_minute=0, lease_seconds=2,
    sends_at_once=8,
)  # fmt: skip
PROGRAM = """
import json, sys
from pathlib import Path
from bot.app import run
from bot.settings import Limits, Settings, Web
from bot.answering import load_living
from bot.settings import load_settings
from tests.chat.standin import StandIn
given = json.loads(sys.argv[1])
here = Path()
web, limits = Web(**given["web"]), Limits(**given["limits"])
address, owners = (given["token"], given["url"], given["database"]), tuple(given["owners"])
settings = Settings(*address, here, here, here, "INFO", limits, web, owners=owners)
core = load_living(load_settings({"DEALBOT_PACK": given["pack"]})) if given["pack"] else StandIn()
sys.exit(run(settings, core))
"""


class Program:
    """One bot in a process of its own."""

    def __init__(
        self, server: SandboxServer, database: str, port: int = 0, pack: str = "", owners: tuple[int, ...] = ()
    ) -> None:
        """A bot on `server`: behind a webhook on `port` or fetching, with the facts of `pack` or the stand-in's."""
        web = Web("127.0.0.1", port, "https://bot.example/hook", SECRET) if port else Web()
        given = {
            "token": server.token, "url": server.url, "database": database,
            "web": asdict(web), "limits": asdict(LIMITS), "pack": pack, "owners": owners,
        }  # fmt: skip
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        arguments = [sys.executable, "-c", PROGRAM, json.dumps(given)]
        self._process = subprocess.Popen(arguments, env=environ, stderr=subprocess.PIPE, text=True)  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """End it without a warning."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    def end(self) -> tuple[int, str]:
        """End it as a platform does; return its exit code and log."""
        self._process.send_signal(signal.SIGTERM)
        _, log = self._process.communicate(timeout=20)
        return self._process.returncode, log
