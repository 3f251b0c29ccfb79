"""What was worked out once from files that have not changed since: kept in the user's own cache folder."""

import gc
import hashlib
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

_KEPT = 8
"""How many results are kept; those go that were not used for the longest time."""


def fingerprint(paths: Iterable[Path]) -> str:
    """A name that changes with what `paths` are called and hold, wherever they lie, and with this Python."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(name: str) -> object | None:
    """What was kept under `name`, or None; a file that cannot be read counts as none."""
    try:
        # Only this user's own results lie there, under names made from the content they come from.
        with uncollected():
            found: object = pickle.loads((_folder() / name).read_bytes())  # noqa: S301
        (_folder() / name).touch()
        return found
    except Exception:  # noqa: BLE001 - a result that cannot be used is worked out again
        return None


def write(name: str, value: object) -> None:
    """Keep `value` under `name` where there is room for it; without such a folder nothing is kept."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{name}.part"
        draft.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        draft.replace(folder / name)
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _folder() -> Path:
    return user_cache_path("dealbot")


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking through tens of thousands of nodes again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
