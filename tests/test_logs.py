"""Logging: no line holds a secret, every line about an update says which."""

import json
import logging

import pytest

from bot.logs import about, set_up_logging

TOKEN = "123456:AAbb-cc_dd"
SECRET = "abcdefghij-0123456789"
pytestmark = pytest.mark.usefixtures("calm_logging")


@pytest.mark.parametrize("form", ["text", "json"])
def test_redaction(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Messages, arguments and tracebacks are redacted, and request addresses are not logged at all."""
    set_up_logging("DEBUG", form, (TOKEN, SECRET))
    log = logging.getLogger("bot.test")
    log.info("at %s with %s", f"https://example.org/bot{TOKEN}/getMe", SECRET)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        log.exception("failed")
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org")
    written = capfd.readouterr().err
    assert "at https://example.org/bot[token]/getMe with [token]" in written
    assert "Traceback" in written
    assert "AAbb" not in written
    assert "HTTP Request" not in written


def test_update_in_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    """What is logged about an update, by a library too, carries its number; other lines carry a dash."""
    set_up_logging("INFO", "text", ())
    with about(123):
        logging.getLogger("bot.test").info("one")
        logging.getLogger("library").warning("two")
    logging.getLogger("library").warning("three")
    ends = [line.split(" ", 2)[2] for line in capfd.readouterr().err.splitlines()]
    assert ends == [
        "INFO bot.test update=123: one",
        "WARNING library update=123: two",
        "WARNING library update=-: three",
    ]


def test_json_lines(capfd: pytest.CaptureFixture[str]) -> None:
    """As JSON each record is one line, its traceback in it, with the update where it is about one."""
    set_up_logging("INFO", "json", ())
    with about(123):
        try:
            raise ValueError("茶\nboom")
        except ValueError:
            logging.getLogger("library").exception("failed %s", "twice")
    logging.getLogger("library").info("fine")
    first, second = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert {name: first[name] for name in ("level", "logger", "message", "update")} == {
        "level": "ERROR", "logger": "library", "message": "failed twice", "update": 123,
    }  # fmt: skip
    assert first["exc_info"].endswith("茶\nboom")
    assert set(second) == {"level", "logger", "message", "time"}
