"""The sandbox with the unmodified bot in it: a Telegram of one's own, in a browser on this machine."""

import asyncio
import os
import socket
import sys
import tempfile
import webbrowser
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot import answering
from bot.app import serve_until_signal
from bot.logs import set_up_logging
from bot.operations import OperationFailedError
from bot.paths import data_root
from bot.sandbox.model import Json
from bot.sandbox.play import Play, Scenery
from bot.sandbox.scenario import ScenarioError, read_cast, read_steps
from bot.sandbox.server import SandboxServer
from bot.sandbox.stage import Stage
from bot.settings import Settings, Web
from bot.storage.store import Storage, open_storage

CAST = Path("config") / "sandbox.yaml"
SCENARIOS = Path("config") / "scenarios"
PORT = 8765
PACE = 2.5
"""Seconds between two steps of a scenario, for people to read."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for.

    A port (none: the usual one or any), a scenario with the seconds between its steps, a folder that lasts, a browser.
    """

    port: int | None = None
    scenario: Path | None = None
    pace: float = PACE
    state: Path | None = None
    browser: bool = True


def rehearse(settings: Settings, wishes: Wishes) -> None:
    """Serve until a signal; OperationFailedError where it cannot begin."""
    set_up_logging("WARNING", settings.log_format, (settings.token,))
    try:
        asyncio.run(_rehearse(settings, wishes))
    except (ScenarioError, OSError) as error:
        raise OperationFailedError(str(error)) from error


async def _rehearse(settings: Settings, wishes: Wishes) -> None:
    server = SandboxServer(port=_port() if wishes.port is None else wishes.port, privacy=False)
    scenery = Scenery(server, read_cast(data_root() / CAST))
    path = wishes.scenario or data_root() / SCENARIOS / f"{settings.pack.name}.yaml"
    steps = read_steps(path, scenery.cast) if wishes.scenario or path.exists() else ()
    core = answering.load_living(settings)
    async with AsyncExitStack() as stack:
        folder = wishes.state or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dealbot-")))
        database = f"sqlite:///{folder / 'sandbox.db'}"
        storage = stack.enter_context(closing(open_storage(database)))
        play = Play(server, scenery, steps, wishes.pace) if steps else None
        server.show(Stage(server, lambda chat, message: _why(storage, chat, message), play).pages())
        stack.enter_context(server)
        own = replace(settings, token=server.token, api_root=server.url, database=database, owners=scenery.owners)
        opening = asyncio.create_task(asyncio.to_thread(_open, server, scenery, wishes))
        await serve_until_signal(replace(own, web=Web()), core)
        await opening


def _open(server: SandboxServer, scenery: Scenery, wishes: Wishes) -> None:
    """Once the bot is there: moderators are appointed, and the page is shown."""
    Play(server, scenery, scenery.inauguration(), 0).run()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    sys.stderr.write("The sandbox is open in the browser at this address; Ctrl-C ends it.\n")
    if wishes.browser and _has_screen():
        webbrowser.open(server.url)


def _port() -> int:
    """The usual port, or any where that is taken."""
    with socket.socket() as probe:
        return PORT if probe.connect_ex(("127.0.0.1", PORT)) else 0


def _has_screen() -> bool:
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


async def _why(storage: Storage, chat_id: int, message_id: int) -> Json | None:
    entry = await storage.ledger.by_answer(chat_id, message_id)
    if entry is None:
        return None
    return {
        "origin": entry.origin.value,
        "kind": entry.reply.kind.value,
        "facts": list(entry.reply.fact_ids),
        "evidence": dict(entry.evidence),
    }
