"""The ASGI application: a webhook that only Telegram can use, /healthz and /metrics."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.core.records.record import StorageError

LARGEST = 1024 * 1024
"""Bytes of a request; Telegram's updates are far smaller."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Back:
    """What stands behind the service.

    `take` keeps an update's JSON before it returns; `problems` names what is unfit; `metrics` is Prometheus's text.
    """

    take: Callable[[Mapping[str, object]], Awaitable[None]]
    problems: Callable[[], Awaitable[list[str]]]
    metrics: Callable[[], Awaitable[bytes]]


def service(back: Back, path: str = "", secret: str = "") -> Starlette:
    """The application; without a `path` no updates are taken. ValueError for a path without a secret."""
    if path and not secret:
        raise ValueError("a webhook without a secret would take updates from anybody")

    async def update(request: Request) -> Response:
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict) or not isinstance(found.get("update_id"), int):
            return PlainTextResponse("no update", 400)
        try:
            await back.take(found)
        except StorageError as error:
            # Telegram delivers again what was not acknowledged.
            log.warning("update %s was not taken: %s", found["update_id"], error)
            return PlainTextResponse("try again", 503)
        return PlainTextResponse("")

    async def healthz(_: Request) -> Response:
        problems = await back.problems()
        return JSONResponse({"fit": not problems, "problems": problems}, 503 if problems else 200)

    async def metrics(_: Request) -> Response:
        return Response(await back.metrics(), media_type=PROMETHEUS)

    routes = [Route("/healthz", healthz), Route("/metrics", metrics)]
    return Starlette(routes=[*routes, Route(path, update, methods=["POST"])] if path else routes)


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than any update."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return body
