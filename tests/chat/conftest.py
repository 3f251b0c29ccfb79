"""What the tests of the Telegram edge stand on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.facts.texts import load_texts
from bot.sandbox.model import Chat, Person
from bot.sandbox.server import SandboxServer
from bot.settings import load_settings
from tests.chat.harness import Bench
from tests.chat.standin import StandIn
from tests.chat.wire import Wire


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SandboxServer]:
    """A Bot API server whose bot has privacy mode off."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with SandboxServer(privacy=False) as server:
        yield server


@pytest.fixture
def wire(server: SandboxServer) -> Iterator[Wire]:
    """A line to the server that can fail."""
    with Wire(urlsplit(server.url).port or 0) as wire:
        yield wire


@pytest.fixture
def idle(server: SandboxServer, tmp_path: Path) -> Iterator[Bench]:
    """A bot that is not started yet."""
    bench = Bench(server, tmp_path)
    yield bench
    bench.stop()


@pytest.fixture
def bench(idle: Bench) -> Bench:
    """A running bot."""
    idle.start()
    return idle


@pytest.fixture
def wired(wire: Wire, idle: Bench) -> Bench:
    """A running bot on a line that can fail."""
    idle.settings = replace(idle.settings, api_root=wire.url)
    idle.start()
    return idle


@pytest.fixture
def wang(server: SandboxServer) -> Person:
    """Somebody."""
    return server.add_person("小王", "xiaowang", started=True)


@pytest.fixture
def li(server: SandboxServer) -> Person:
    """Somebody else, who owns the group."""
    return server.add_person("老李", "laoli", started=True)


@pytest.fixture
def group(server: SandboxServer, wang: Person, li: Person) -> Chat:
    """A supergroup of two, with topics off."""
    return server.add_group("喝茶", admins=(li,), members=(wang,))


@pytest.fixture
def owner(server: SandboxServer) -> Person:
    """The bot's owner."""
    return server.add_person("阿欧", "ou", started=True)


@pytest.fixture
def ready(server: SandboxServer, tmp_path: Path, owner: Person) -> Iterator[Bench]:
    """A bot that is not started yet, knows its owner and two facts, and says what config/texts.yaml has."""
    texts = load_texts(load_settings({}).texts)
    core = StandIn({key.removeprefix("chat."): said for key, said in texts.items()})
    bench = Bench(server, tmp_path, core)
    bench.settings = replace(bench.settings, owners=(owner.id,))
    yield bench
    bench.stop()


@pytest.fixture
def house(ready: Bench) -> Bench:
    """The same, running."""
    ready.start()
    return ready


@pytest.fixture
def room(house: Bench, owner: Person) -> Chat:
    """The moderators' chat."""
    room = house.server.add_group("版主", admins=(owner,))
    house.ask(owner, room, "/modchat")
    return room
