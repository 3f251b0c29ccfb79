"""The line between a bot and its server, with a fault in it: cut, slow, or closed to whoever dials."""

import asyncio
import contextlib
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from dataclasses import dataclass
from threading import Thread
from typing import Any, Self

PIECE = 65_536
PATIENCE = 10.0
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER for an end without a farewell: the other side finds its connection reset."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a connection in the middle of `method`: before the server hears it, or only before its answer."""

    method: str
    heard: bool
    reset: bool


@dataclass(slots=True)
class _Line:
    bot: StreamWriter
    server: StreamWriter
    cut: Cut | None = None
    polls: bool = False
    asked: bool = False

    def end(self) -> None:
        """Hang up on both sides."""
        if self.cut and self.cut.reset:
            self.bot.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.bot.transport.abort()
        self.server.transport.abort()


class Wire:
    """Carries bytes from a port of its own to the server's and back; each answer comes back `seconds` late."""

    def __init__(self, to: int) -> None:
        self.seconds = 0.0
        self._to = to
        self._port = 0
        self._next: Cut | None = None
        self._lines: dict[asyncio.Task[Any] | None, _Line] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="wire")

    @property
    def url(self) -> str:
        """Where the bot dials."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close(everybody=True))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self, cut: Cut) -> None:
        """Cut the connection that next asks for a method."""
        self._next = cut

    def close(self) -> None:
        """Let nobody dial any more; only who fetches updates stays connected."""
        self._do(self._close(everybody=False))

    def listen(self) -> None:
        """Let dial again, at the same port."""
        self._do(self._listen())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _close(self, *, everybody: bool) -> None:
        self._server.close()
        ending = {task: line for task, line in self._lines.items() if task and (everybody or not line.polls)}
        for line in ending.values():
            line.end()
        await asyncio.gather(*ending)

    async def _carry(self, from_bot: StreamReader, bot: StreamWriter) -> None:
        from_server, server = await asyncio.open_connection("127.0.0.1", self._to)
        line = self._lines[asyncio.current_task()] = _Line(bot, server)
        # Whichever side goes takes the other along; what was still on its way to it is lost, as on any line.
        with contextlib.suppress(OSError):
            await asyncio.gather(self._forth(line, from_bot), self._back(line, from_server))
        del self._lines[asyncio.current_task()]

    async def _forth(self, line: _Line, from_bot: StreamReader) -> None:
        while said := await from_bot.read(PIECE):
            line.polls |= b"/getUpdates " in said
            if self._next and f"/{self._next.method} ".encode() in said:
                line.cut, self._next = self._next, None
            if line.cut and not line.cut.heard:
                break
            line.asked = True
            line.server.write(said)
        line.end()

    async def _back(self, line: _Line, from_server: StreamReader) -> None:
        while said := await from_server.read(PIECE):
            if line.cut:
                break
            if line.asked:
                await asyncio.sleep(self.seconds)
            line.asked = False
            line.bot.write(said)
        line.end()
