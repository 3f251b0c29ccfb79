"""A database file is worked off by one program at a time."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from filelock import FileLock, Timeout

from bot.core.records.record import StorageError
from bot.storage.store import FILE


def alone(url: str) -> AbstractContextManager[object]:
    """Be the program that works off the boxes of the database at `url`, until the block ends.

    Raises StorageError where another program works off the same file. A server lets in any number: there each program
    keeps what it took by its lease.
    """
    return _lock(Path(url.removeprefix(FILE)).resolve()) if url.startswith(FILE) else nullcontext()


def _lock(path: Path) -> AbstractContextManager[object]:
    try:
        # The system gives back its own locks however a program ends; a soft one would outlive it.
        return FileLock(f"{path}.lock", blocking=False, fallback_to_soft=False).acquire()
    except Timeout:
        raise StorageError(
            f"another dealbot works on the database file {path}: stop that program, "
            "or set DATABASE_URL to a PostgreSQL, which several can share"
        ) from None
    except OSError as error:
        raise StorageError(f"cannot open the database {path}: {error}") from None
