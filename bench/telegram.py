"""A Bot API server that takes everything, and Telegram's deliveries to a bot's webhook: both ends of a load."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import httpx
import uvicorn

TOKEN = "700000001:LOAD-only-good-on-this-machine-000000"  # noqa: S105 - opens nothing
SECRET = "abcdefghij-0123456789"  # noqa: S105
ME = {
    "id": 700000001, "is_bot": True, "first_name": "load", "username": "load_bot", "can_join_groups": True,
    "can_read_all_group_messages": True, "supports_inline_queries": False,
}  # fmt: skip


class FakeTelegram:
    """Answers every request at once, notes when the reply to each message came, and tells `heard` how many have one."""

    def __init__(self) -> None:
        self.replied: dict[int, float] = {}
        self.doubles = 0
        self.heard: Callable[[int], None] = lambda _: None
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        body, more = b"", True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
        result = self._answer(scope["path"].rpartition("/")[2], body)
        said = json.dumps({"ok": True, "result": result}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(said)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": said})

    def _answer(self, method: str, body: bytes) -> object:
        if method.lower() == "getme":
            return ME
        if method.lower() != "sendmessage":
            return True
        form = parse_qs(body.decode())
        given: dict[str, Any] = json.loads(body) if body[:1] == b"{" else {k: v[0] for k, v in form.items()}
        about = given.get("reply_parameters") or "{}"
        replied_to = int((json.loads(about) if isinstance(about, str) else about).get("message_id", 0))
        if replied_to in self.replied:
            self.doubles += 1
        else:
            self.replied[replied_to] = time.perf_counter()
            self.heard(len(self.replied))
        chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "x"}
        return {"message_id": 10**6 + next(self._numbers), "date": int(time.time()), "chat": chat, "text": "x"}


async def serve(app: FakeTelegram, port: int) -> "tuple[uvicorn.Server, asyncio.Task[None]]":
    """The fake on a loopback port."""
    # It keeps idle connections for longer than the bots do, lest it close one on a request.
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_keep_alive": 75}
    config = uvicorn.Config(app, "127.0.0.1", port, lifespan="off", **quiet)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    return server, task


@dataclass(frozen=True, slots=True)
class Load:
    """`texts` as updates numbered from `first` on, of so many chats, `rate` a second (0: as fast as they are taken)."""

    texts: Sequence[str]
    first: int = 1
    chats: int = 500
    at_once: int = 64
    rate: float = 0.0


async def deliver(ports: Sequence[int], load: Load) -> dict[int, float]:
    """Deliver a load to the bots on `ports` in turn, and return when each update was sent."""
    at_once, rate, first = load.at_once, load.rate, load.first
    sent: dict[int, float] = {}
    room = asyncio.Semaphore(at_once)
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "content-type": "application/json"}
    started = time.perf_counter()
    async with httpx.AsyncClient(limits=limits, timeout=60, headers=headers) as client:

        async def one(number: int, text: str) -> None:
            async with room:
                sent[number] = time.perf_counter()
                answer = await client.post(
                    f"http://127.0.0.1:{ports[number % len(ports)]}/hook", content=_update(number, text, load.chats)
                )
                answer.raise_for_status()

        tasks = []
        for number, text in enumerate(load.texts, first):
            if rate:
                await asyncio.sleep(max(0.0, started + (number - first) / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(number, text)))
        await asyncio.gather(*tasks)
    return sent


def _update(number: int, text: str, chats: int) -> bytes:
    who = {"id": 1000 + number % chats, "is_bot": False, "first_name": "人"}
    chat = {"id": who["id"], "type": "private", "first_name": "人"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": who, "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()
