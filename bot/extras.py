"""What is installed only by who wants it: which extra brings which package."""

from collections.abc import Iterable
from importlib.util import find_spec

EXTRAS = {"psycopg": "postgres", "sentry_sdk": "sentry", "starlette": "web", "uvicorn": "web"}


def remedy(package: str) -> str:
    """Say how to install what brings `package`; KeyError where that is no extra."""
    extra = EXTRAS[package]
    return f"{package} is not installed: pip install 'dealbot[{extra}]', in a checkout pip install -e '.[{extra}]'"


def absent(packages: Iterable[str]) -> list[str]:
    """Return those of `packages` that are not installed."""
    return [package for package in packages if find_spec(package) is None]
