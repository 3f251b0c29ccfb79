"""Errors reported to Sentry: what went wrong and where in the code, and nothing of what people or Telegram said."""

import logging
from collections.abc import Mapping
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk")
FRAME = ("module", "function", "filename", "lineno", "in_app", "pre_context", "context_line", "post_context")
OWN = "bot."
"""Loggers that write values beside their sentence; others may have them inside."""


def set_up_sentry(dsn: str, release: str) -> None:
    """Report errors that are logged or end the program to `dsn`, as those of `release`."""
    sentry_sdk.init(
        dsn,
        release=f"dealbot@{release}",
        before_send=stripped,
        # Chosen by hand: others look into requests, whose addresses hold the token.
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            ThreadingIntegration(propagate_scope=False),
            AtexitIntegration(callback=lambda _pending, _timeout: None),
        ],
        send_default_pii=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
    )


def stripped(event: Any, hint: Mapping[str, Any]) -> Any:
    """Return an event with nothing in it but what is known to be harmless.

    Texts of exceptions are left out, because a database's and Telegram's repeat what somebody wrote; the log has them,
    under the update's number, which is the tag "update".
    """
    kept = {name: event[name] for name in KEPT if name in event}
    if record := hint.get("log_record"):
        kept["tags"] = {"update": str(getattr(record, "update", "-"))}
        if record.name.startswith(OWN):
            kept["logentry"] = {"message": str(record.msg)}
    if "exception" in event:
        kept["exception"] = {"values": [_exception(each) for each in event["exception"].get("values", ())]}
    return kept


def _exception(found: Mapping[str, Any]) -> dict[str, Any]:
    frames = (found.get("stacktrace") or {}).get("frames", ())
    places = [{name: frame[name] for name in FRAME if name in frame} for frame in frames]
    return {"type": found.get("type"), "module": found.get("module"), "stacktrace": {"frames": places}}
