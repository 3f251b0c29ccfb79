"""HTTP on loopback: /bot<token>/<method>, parameters as JSON, form, query or upload."""

import re
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox.dispatch import Dispatch
from bot.sandbox.errors import NOT_FOUND, UNAUTHORIZED, ApiError, bad_request
from bot.sandbox.model import Json
from bot.sandbox.params import Upload

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")


def application(dispatch: Dispatch, token: str, pages: Sequence[BaseRoute] = ()) -> Starlette:
    """The server's face, with `pages` beside the methods; only this machine's own browser may look at it."""

    async def answer(request: Request) -> JSONResponse:
        try:
            _admit(request.path_params["token"], token)
            body = await dispatch(request.path_params["method"], await _parameters(request))
        except ApiError as error:
            body = error.body()
        return JSONResponse(body, status_code=body.get("error_code", 200))

    async def lost(_request: Request, _error: Exception) -> JSONResponse:
        return JSONResponse(ApiError(*NOT_FOUND).body(), status_code=404)

    route = Route("/bot{token}/{method}", answer, methods=["GET", "POST"])
    # Another site's page may know the port and call it by a name of its own.
    own = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=[route, *pages], middleware=[own], exception_handlers={404: lost, 405: lost})


def _admit(given: str, token: str) -> None:
    """A token of the wrong form is a wrong address; one of the right form may be the wrong key."""
    if not _TOKEN.fullmatch(given):
        raise ApiError(*NOT_FOUND)
    if given != token:
        raise ApiError(*UNAUTHORIZED)


async def _parameters(request: Request) -> Json:
    found: Json = dict(request.query_params)
    if request.method == "GET":
        return found
    if request.headers.get("content-type", "").startswith("application/json"):
        return found | await _json(request)
    async with request.form() as form:
        return found | {name: await _field(value) for name, value in form.items()}


async def _json(request: Request) -> Json:
    try:
        body = await request.json() if await request.body() else {}
    except ValueError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("request must be a JSON object")
    return body


async def _field(value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    return Upload(value.filename or "", await value.read())
