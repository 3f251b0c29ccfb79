"""Logging to standard error: each line with the update that it is about, and without a secret."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

_update: ContextVar[int | None] = ContextVar("update", default=None)


@contextmanager
def about(update_id: int) -> Iterator[None]:
    """Let every line that is logged in this block, by libraries too, carry the update's number."""
    token = _update.set(update_id)
    try:
        yield
    finally:
        _update.reset(token)


class UpdateFilter(logging.Filter):
    """Lets all records through, and gives each the `update` that it is about, if there is one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mark the record; always true."""
        if (update_id := _update.get()) is not None:
            vars(record)["update"] = update_id
        return True


class RedactingFormatter(logging.Formatter):
    """Replaces secrets in another formatter's finished line, because tracebacks and arguments carry them too."""

    def __init__(self, inner: logging.Formatter, secrets: Sequence[str]) -> None:
        super().__init__()
        self._inner = inner
        # The part of a token after the colon is the secret; libraries may log it without the number before it.
        parts = (part for secret in secrets for part in (secret, secret.partition(":")[2]))
        self._secrets = tuple(part for part in parts if part)

    def format(self, record: logging.LogRecord) -> str:
        """Format the record without any secret in it."""
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[token]")
        return line


def set_up_logging(level: str, form: str, secrets: Sequence[str]) -> None:
    """Send all logs from `level` on to standard error, as `form` "text" or "json", with `secrets` replaced."""
    handler = logging.StreamHandler(sys.stderr)
    # On the handler, because filters of a logger do not see what the loggers below it log.
    handler.addFilter(UpdateFilter())
    handler.setFormatter(RedactingFormatter(_json() if form == "json" else _text(), secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They log request addresses, which hold the token, at INFO and DEBUG.
    for name in ("httpx", "httpcore", "telegram", "telegram.ext", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _text() -> logging.Formatter:
    line = "%(asctime)s %(levelname)s %(name)s update=%(update)s: %(message)s"
    return logging.Formatter(line, defaults={"update": "-"})


def _json() -> logging.Formatter:
    names = {"levelname": "level", "name": "logger"}
    return JsonFormatter(("levelname", "name", "message"), rename_fields=names, timestamp="time")
