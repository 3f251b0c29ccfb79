"""Logging to standard error, with the token kept out of every line."""

import logging
import sys


class RedactingFormatter(logging.Formatter):
    """Replaces secrets in the finished line, because tracebacks and arguments carry them too."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Format the record without any secret in it."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[token]")
        return line


def set_up_logging(level: str, token: str) -> None:
    """Send all logs to standard error, redacted."""
    handler = logging.StreamHandler(sys.stderr)
    # The part after the colon is the secret; libraries may log it without the number before it.
    handler.setFormatter(RedactingFormatter((token, token.partition(":")[2])))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They log request addresses, which hold the token, at INFO and DEBUG.
    for name in ("httpx", "httpcore", "telegram", "telegram.ext", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
