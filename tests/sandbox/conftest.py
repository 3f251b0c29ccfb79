"""A running server, a plain HTTP client to it, and a clock that tests turn."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.sandbox import Chat, Person, SandboxServer


class Clock:
    """Time that moves when told to."""

    def __init__(self) -> None:
        self.now = 1_770_000_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Api:
    """The Bot API as any HTTP client sees it."""

    def __init__(self, server: SandboxServer, client: httpx.Client) -> None:
        self.root = f"{server.url}/bot{server.token}"
        self.client = client

    def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole answer to a request in JSON."""
        answer = self.client.post(f"{self.root}/{method}", json=params)
        body: dict[str, Any] = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return body

    def ok(self, method: str, **params: Any) -> Any:
        """The result of a request that must be granted."""
        body = self(method, **params)
        assert body["ok"], body
        return body["result"]

    def error(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and description of a request that must be refused."""
        body = self(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]

    def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What waits, without waiting, confirmed for the next time."""
        batch: list[dict[str, Any]] = self.ok("getUpdates", **params)
        if batch:
            self.ok("getUpdates", offset=batch[-1]["update_id"] + 1)
        return batch


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[SandboxServer]:
    """A server with Telegram's default privacy mode."""
    with SandboxServer(clock=clock) as running:
        yield running


@pytest.fixture
def api(server: SandboxServer) -> Iterator[Api]:
    """A client of that server."""
    with httpx.Client(timeout=10) as client:
        yield Api(server, client)


@pytest.fixture
def wang(server: SandboxServer) -> Person:
    """Someone who started the bot."""
    return server.add_person("王小明", "xiaoming", started=True)


@pytest.fixture
def group(server: SandboxServer, wang: Person) -> Chat:
    """A supergroup without topics that wang owns."""
    return server.add_group("票友群", admins=(wang,))
