"""What was worked out from one atlas and does not depend on what is asked, kept as files in the home.

All of it can be made anew: a file that is missing, not what was written or of another atlas is made again,
and a folder that cannot be written to only costs time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

FILES = 10
"""Files that stay, the latest: of this atlas and the starter, as of some days, and of lists."""


_DIGEST = 32
"""Bytes of the digest, which stand last so that what is read begins where it may be mapped as arrays."""


def sealed(data: bytes) -> bytes:
    """What stands in a file: the bytes, and their digest."""
    return data + hashlib.sha256(data).digest()


def content(stored: bytes) -> bytes:
    """Undoes :func:`sealed`.

    Raises:
        ValueError: it is not what was written.
    """
    data = stored[:-_DIGEST]
    if hashlib.sha256(data).digest() != stored[-_DIGEST:]:
        raise ValueError("it is not what was written")
    return data


class Kept:
    """A folder of what was worked out from one generation of tables."""

    def __init__(self, folder: Path, generation: str) -> None:
        """``generation`` names the tables (:func:`inroad.atlas.mapped.generation`)."""
        self.folder, self.generation = folder, generation

    def get(self, name: str, make: Callable[[], bytes], read: Callable[[bytes], Value]) -> Value:
        """What is kept under a name, else what ``make`` gives, which is then kept.

        Args:
            name: what it is, and of which version.
            make: gives its bytes.
            read: what they mean; raises ValueError if they are no such thing.
        """
        path = self._path(name)
        with suppress(OSError, ValueError):
            return read(content(path.read_bytes()))
        data = make()
        with suppress(OSError):
            self._write(path, sealed(data))
        return read(data)

    def has(self, name: str) -> bool:
        """Whether something is kept under a name."""
        return self._path(name).exists()

    def _path(self, name: str) -> Path:
        return self.folder / f"{self.generation}-{name}"

    def _write(self, path: Path, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        files = [(-each.stat().st_mtime_ns, each.name, each) for each in self.folder.glob("[!.]*")]
        for _, _, old in sorted(files)[FILES:]:
            old.unlink(missing_ok=True)
