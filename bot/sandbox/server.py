"""The server itself: a thread with its own event loop on a loopback port, and a handle on its world.

with SandboxServer() as server:
    wang = server.add_person("王小明")
    group = server.add_group("票友群", members=(wang,))
    question = server.say(wang, group, "/ask 谁投的")
    server.wait_for(lambda: server.replies(question))
"""

import asyncio
import copy
import socket
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import uvicorn
from starlette.routing import BaseRoute

from bot.sandbox.dispatch import Dispatch, Intercept
from bot.sandbox.http import application
from bot.sandbox.model import Call, Chat, Message, Person
from bot.sandbox.people import People
from bot.sandbox.places import Places
from bot.sandbox.world import Clock, World

T = TypeVar("T")
TOKEN = "700000001:SANDBOX-only-good-on-this-machine-00"  # noqa: S105 - opens nothing else
KEEP_ALIVE = 75
"""Seconds for which an idle connection is kept: longer than clients keep theirs, lest it be closed on a request."""


class SandboxServer(People, Places):
    """A Bot API server for one bot, and the hands of everyone who talks to it."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "船票问答",
        username: str = "dealbot_sandbox_bot",
        privacy: bool = True,
        clock: Clock = time.time,
        port: int = 0,
    ) -> None:
        bot = Person(int(token.partition(":")[0]), name, username, "", True)
        world = World(bot, privacy=privacy, clock=clock)
        People.__init__(self, world)
        Places.__init__(self, world)
        self.token = token
        self.bot = bot
        self._dispatch = Dispatch(world)
        self._port = port
        self._thread: threading.Thread | None = None
        self._pages: list[BaseRoute] = []

    @property
    def url(self) -> str:
        """The server's root: what stands before /bot in a request."""
        return f"http://127.0.0.1:{self._port}"

    def show(self, pages: Sequence[BaseRoute]) -> None:
        """Serve pages beside the methods, once it starts."""
        self._pages.extend(pages)

    def start(self) -> None:
        """Listen; requests are taken from the moment this returns."""
        self._uvicorn = uvicorn.Server(self._config())
        # Naming the protocol lets asyncio send small answers at once (TCP_NODELAY) instead of 40 ms later.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()
        self._port = listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, args=(listener,), name="sandbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and wait for the thread."""
        if self._thread:
            self._uvicorn.should_exit = True
            self.world.updates.close()
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def intercept(self, hook: Intercept | None) -> None:
        """Let a function see each request first; the ApiError that it returns is the answer instead."""
        self._dispatch.intercept = hook

    @property
    def calls(self) -> list[Call]:
        """Every request of the bot so far, oldest first."""
        with self.world.changed:
            return list(self.world.calls)

    def called(self, method: str) -> list[Call]:
        """The requests of one method."""
        return [call for call in self.calls if call.method == method]

    def messages(self, chat: Chat | Person) -> list[Message]:
        """What stands in a chat now, oldest first, as copies."""
        with self.world.changed:
            return copy.deepcopy(self.world.messages(chat.id))

    def said(self, chat: Chat | Person) -> list[Message]:
        """What the bot said there and still stands."""
        return [message for message in self.messages(chat) if message.sender.id == self.bot.id]

    def replies(self, message: Message) -> list[Message]:
        """What the bot said in reply to a message."""
        with self.world.changed:
            where = self.world.chats[message.chat_id]
        return [answer for answer in self.said(where) if answer.reply_to == message.id]

    def duplicate_last_update(self) -> None:
        """Deliver the last update again under its old id."""
        with self.world.change():
            self.world.updates.repeat_last()

    def wait_for(self, condition: Callable[[], T], timeout: float = 10) -> T:
        """What the condition gives once that is true; looks again whenever the world changes.

        It is asked with the world locked: it may read this server, but must not send it requests.
        """
        with self.world.changed:
            if self.world.changed.wait_for(condition, timeout):
                return condition()
            last = [f"{call.method} {call.params} -> {call.answer}" for call in self.world.calls[-8:]]
        raise TimeoutError("\n".join([f"not within {timeout} s; the bot's last requests:", *last]))

    def wait_fetched(self, timeout: float = 10) -> None:
        """Until the bot has confirmed every update: what it will not answer, it has then at least seen."""
        self.wait_for(lambda: not self.world.updates.pending(), timeout)

    def _config(self) -> uvicorn.Config:
        app = application(self._dispatch, self.token, self._pages)
        # A poller that nobody waits for any more must not hold up the end.
        quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": 1}
        return uvicorn.Config(app, lifespan="off", ws="none", timeout_keep_alive=KEEP_ALIVE, **quiet)

    def _run(self, listener: socket.socket) -> None:
        asyncio.run(self._serve(listener))

    async def _serve(self, listener: socket.socket) -> None:
        self.world.updates.attach(asyncio.get_running_loop())
        await self._uvicorn.serve(sockets=[listener])
