"""The page's other side: what people in the browser see and do, over HTTP on this machine."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.hands import Hands, RefusedError
from bot.sandbox.model import Json
from bot.sandbox.play import Play
from bot.sandbox.scene import scene
from bot.sandbox.server import SandboxServer

PAGE = Path(__file__).parent / "page"
NEWS = 20.0
"""Seconds for which a browser waits for news before it asks again."""
POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:", "Cache-Control": "no-store"}
Why = Callable[[int, int], Awaitable[Json | None]]
"""What explains the bot's message of a chat, as JSON; None where there is nothing to explain."""


class Stage:
    """The page of one server."""

    def __init__(self, server: SandboxServer, why: Why, play: Play | None = None) -> None:
        """A page that asks `why` of the bot's messages, and can let a `play` go on."""
        self._server = server
        self._hands = Hands(server)
        self._why = why
        self._play = play
        self._news = asyncio.Event()
        server.world.watchers.append(self._tell)
        self._loop: asyncio.AbstractEventLoop | None = None

    def pages(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/", self._page),
            Mount("/page", StaticFiles(directory=PAGE)),
            Route("/stage/world", self._world),
            Route("/stage/why", self._explain),
            Route("/stage/photo", self._photo),
            Route("/stage/play", self._go_on, methods=["POST"]),
            Route("/stage/{deed}", self._do, methods=["POST"]),
        ]

    async def _page(self, _: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=POLICY)

    async def _world(self, request: Request) -> Response:
        self._loop = asyncio.get_running_loop()
        seen = _number(request, "since")
        if seen is not None and seen == self._server.world.version:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed(seen), NEWS)
        shown = scene(self._server.world) | {"play": self._play.progress() if self._play else None}
        return JSONResponse(shown, headers=POLICY)

    async def _changed(self, seen: int) -> None:
        while self._server.world.version == seen:
            self._news.clear()
            await self._news.wait()

    def _tell(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)

    async def _explain(self, request: Request) -> Response:
        chat, message = _number(request, "chat"), _number(request, "message")
        if chat is None or message is None:
            return _refusal("which message?", 400)
        why = await self._why(chat, message)
        return JSONResponse(why) if why is not None else _refusal("这条消息没有可以解释的", 404)

    async def _photo(self, request: Request) -> Response:
        found = self._server.world.find(_number(request, "chat") or 0, _number(request, "message"))
        return Response(found.picture, media_type="image/png") if found else _refusal("这张图已经不在了", 404)

    async def _go_on(self, _: Request) -> Response:
        if self._play is None:
            return _refusal("这里没有剧本", 404)
        self._play.start()
        return JSONResponse({})

    async def _do(self, request: Request) -> Response:
        # Another site's page could send a form, but no JSON, without being asked first.
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _refusal("send JSON", 415)
        try:
            wanted = await request.json()
            done = await self._hands.do(str(request.path_params["deed"]), dict(wanted))
        except (ValueError, TypeError, KeyError, LookupError):
            return _refusal("没做成：消息或按钮已经不在了", 409)
        except RefusedError as error:
            return _refusal(str(error), 403)
        return JSONResponse(done)


def _number(request: Request, name: str) -> int | None:
    with contextlib.suppress(KeyError, ValueError):
        return int(request.query_params[name])
    return None


def _refusal(why: str, status: int) -> Response:
    return JSONResponse({"error": why}, status)
