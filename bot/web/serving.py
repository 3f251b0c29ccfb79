"""Serves an application until told to stop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

PATIENCE = 5
"""Seconds for requests under way at the end."""
KEEP_ALIVE = 75
"""Seconds for which an idle connection is kept: longer than clients keep theirs, lest it be closed on a request."""


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A socket at `host` and `port`; OSError where that is taken."""
    # Naming the protocol lets asyncio send small answers at once (TCP_NODELAY) instead of 40 ms later.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(socket.SOMAXCONN)
    return listener


async def serve_web(application: Starlette, listener: socket.socket) -> None:
    """Serve on `listener` until cancelled; requests under way are finished."""
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False,
        timeout_graceful_shutdown=PATIENCE, timeout_keep_alive=KEEP_ALIVE,
    )  # fmt: skip
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving
