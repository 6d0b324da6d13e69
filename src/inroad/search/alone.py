"""One writer at a time in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inroad.errors import Locked

LOCK = ".lock"


@contextmanager
def alone(folder: Path, doing: str) -> Iterator[None]:
    """Be the only one; the system takes the lock back from a process that died.

    Args:
        folder: made if it is not there.
        doing: what another one would be doing ("building the search index").

    Raises:
        Locked: another process is at it.
        OSError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # only writers need it

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Locked(
            f"another process is {doing} in {folder}", "wait until it has ended, then try again"
        ) from error
    try:
        yield
    finally:
        lock.release()
