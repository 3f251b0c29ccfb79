"""Logging: no line holds the token."""

import logging

import pytest

from bot.logs import set_up_logging

TOKEN = "123456:AAbb-cc_dd"


@pytest.mark.usefixtures("calm_logging")
def test_redaction(capfd: pytest.CaptureFixture[str]) -> None:
    """Messages, arguments and tracebacks are redacted, and request addresses are not logged at all."""
    set_up_logging("DEBUG", TOKEN)
    log = logging.getLogger("bot.test")
    log.info("at %s", f"https://example.org/bot{TOKEN}/getMe")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        log.exception("failed")
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org")
    written = capfd.readouterr().err
    assert "at https://example.org/bot[token]/getMe" in written
    assert "Traceback" in written
    assert "AAbb" not in written
    assert "HTTP Request" not in written
