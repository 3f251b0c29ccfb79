"""The bot as it runs, beside a Bot API server of its own, over a real database file."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest

from bot.app import serve
from bot.chat.moderation.ports import Core
from bot.sandbox.model import Chat, Message, Person, Press
from bot.sandbox.server import SandboxServer
from bot.settings import Limits, Settings
from tests.chat.standin import StandIn

PATIENCE = 10.0
# Generous, so that only the tests about floods meet one; short, so that no test waits for a retry.
LIMITS = Limits(
    flood_burst=100, press_burst=100, send_attempts=3, longest_wait=5,
    sends_per_second=0, chat_pause_ms=0, group_sends_per_minute=0,
)  # fmt: skip


class Bench:
    """One bot and one server; the bot can stop and start again on what it kept."""

    def __init__(self, server: SandboxServer, folder: Path, core: Core | None = None) -> None:
        self.server = server
        self.core = core or StandIn()
        self.settings = Settings(
            token=server.token,
            api_root=server.url,
            database=f"sqlite:///{folder / 'data' / 'dealbot.db'}",
            pack=folder,
            language=folder,
            texts=folder,
            log_level="INFO",
            limits=LIMITS,
        )
        self.failure: BaseException | None = None
        self._thread: Thread | None = None

    def limit(self, **limits: int) -> None:
        """Change limits before the start."""
        self.settings = replace(self.settings, limits=replace(self.settings.limits, **limits))

    def start(self) -> None:
        """Start the bot in a thread of its own."""
        ready = Event()
        self._thread = Thread(target=self._run, args=(ready,), name="bot")
        self._thread.start()
        ready.wait(10)

    def stop(self) -> None:
        """Stop the bot as a signal would."""
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self.join()

    def join(self) -> None:
        """Wait for the bot's own end."""
        if self._thread is not None:
            self._thread.join(10)
            assert not self._thread.is_alive(), "the bot does not end"
            self._thread = None

    def answer(self, question: Message) -> Message:
        """Wait for the first reply to a message."""
        return self.server.wait_for(lambda: self.server.replies(question))[0]

    def ask(self, person: Person, chat: Chat | Person, text: str, **how: Any) -> Message:
        """Say something and wait for the reply."""
        return self.answer(self.server.say(person, chat, text, **how))

    def press(self, person: Person, message: Message, button: str, *, stale: bool = False) -> str:
        """Press a button, wait until the bot has answered the press and return the notice."""
        press: Press = self.server.press(person, message, button, stale=stale)
        self.server.wait_for(lambda: press.answer is not None)
        return str((press.answer or {}).get("text") or "")

    def rows(self, where: str = "1") -> list[dict[str, Any]]:
        """Read the ledger, oldest row first."""
        with closing(sqlite3.connect(self.settings.database.removeprefix("sqlite:///"))) as db:
            db.row_factory = sqlite3.Row
            sql = f"SELECT * FROM ledger WHERE {where} ORDER BY id"  # noqa: S608  # the tests' own words
            return [dict(row) for row in db.execute(sql)]

    def wait_row(self, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait for a row as it should be: what is sent is recorded a moment after it is seen."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            for row in self.rows():
                if condition(row):
                    return row
            sleep(0.01)
        raise TimeoutError(f"no such row in {self.rows()}")

    def wait_log(self, log: pytest.LogCaptureFixture, words: str) -> None:
        """Wait until the log says something."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            if words in log.text:
                return
            sleep(0.01)
        raise TimeoutError(f"not in the log: {words}")

    def _run(self, ready: Event) -> None:
        try:
            asyncio.run(self._serve(ready))
        except Exception as failure:  # noqa: BLE001  # handed to the test
            self.failure = failure

    async def _serve(self, ready: Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        ready.set()
        await serve(self.settings, self.core, self._stop)
