"""A place on disk for the time of one piece of work."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inroad.errors import StoreError


@contextmanager
def scratch(folder: Path, prefix: str) -> Iterator[Path]:
    """A place inside ``folder``, removed at the end; remains of a killed run are removed at the start.

    Args:
        folder: must be locked for this process: what is there with ``prefix`` is nobody else's.
        prefix: how names of such places begin.

    Raises:
        StoreError: nothing can be written there.
    """
    for left in folder.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        place = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    except OSError as error:
        raise StoreError(
            f"cannot write to {folder} ({error.strerror})", "free some space or give yourself access"
        ) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
