"""Telegram's side of a webhook: updates are delivered until a replica takes them."""

import socket
import time
from collections.abc import Sequence

import httpx

from bot.sandbox.model import Json, Message
from bot.sandbox.server import SandboxServer
from tests.faults.programs import SECRET

PATIENCE = 60.0
PAUSE = 0.05


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_fit(port: int) -> None:
    """Wait until the bot on a port says that it is fit."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(PAUSE)
    raise TimeoutError(f"nothing fit on port {port}")


def deliver(update: Json | None, ports: Sequence[int]) -> None:
    """Deliver an update as Telegram does: to the balancer, which takes the next replica where one is gone; again."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(_takes(port, update) for port in ports):
            return
        time.sleep(PAUSE)
    raise TimeoutError("no replica took the update")


def _takes(port: int, update: Json | None) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    try:
        answer = httpx.post(f"http://127.0.0.1:{port}/hook", json=update, headers=headers, timeout=PATIENCE)
    except httpx.TransportError:
        return False
    return answer.status_code == httpx.codes.OK


def wait_answered(server: SandboxServer, asked: Sequence[Message]) -> list[int]:
    """Wait until every question has an answer, and return how many each has."""
    server.wait_for(lambda: all(server.replies(question) for question in asked), PATIENCE)
    return [len(server.replies(question)) for question in asked]
