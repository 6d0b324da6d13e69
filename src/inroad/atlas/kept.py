"""What was worked out from one atlas and does not depend on what is asked, kept as files in the home.

All of it can be made anew: a file that is missing, not what was written or of another atlas is made again,
and a folder that cannot be written to only costs time.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from inroad.corpus import digests

if TYPE_CHECKING:
    from inroad.corpus.store import Manifest

Value = TypeVar("Value")
Bytes = TypeVar("Bytes", bytes, memoryview)

FILES = 10
"""Files that stay, the latest: of this atlas and the starter, and as of some days."""


_DIGEST = 32
"""Bytes of the digest, which stand last so that what is read begins where it may be mapped as arrays."""


def sealed(data: bytes) -> bytes:
    """What stands in a file: the bytes, and their digest."""
    return data + hashlib.sha256(data).digest()


def content(stored: Bytes) -> Bytes:
    """Undoes :func:`sealed`.

    Raises:
        ValueError: it is not what was written.
    """
    data = stored[:-_DIGEST]
    if hashlib.sha256(data).digest() != stored[-_DIGEST:]:
        raise ValueError("it is not what was written")
    return data


def generation(tables: Manifest, of: Collection[str] | None = None) -> str:
    """A short name of these tables as they are, all or some of them."""
    told = tables.tables.items()
    return _generation({name: shard.sha256 for name, shard in told if of is None or name in of})


def _generation(digests: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()[:16]


class Kept:
    """A folder of what was worked out from one generation of tables."""

    def __init__(self, folder: Path, tables: Manifest) -> None:
        self.folder = folder
        self.generation = generation(tables)

    @classmethod
    def of_digests(cls, folder: Path, digests: Mapping[str, str]) -> Kept:
        """The same for whoever has not loaded the tables' library: SHA-256 by table."""
        made = cls.__new__(cls)
        made.folder, made.generation = folder, _generation(digests)
        return made

    def only(self, name: str, read: Callable[[bytes], Value]) -> Value | None:
        """What is kept under a name; None where nothing is, or not what was written."""
        with suppress(OSError, ValueError):
            return read(content(self._path(name).read_bytes()))
        return None

    def mapped(self, name: str, read: Callable[[memoryview], Value]) -> Value | None:
        """The same without reading all of it, for what is asked for a small part at a time.

        All of it is compared with its digest once, and again when anything about the file has changed.
        """
        path = self._path(name)
        with suppress(OSError, ValueError), path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            told = whole[-_DIGEST:].hex()
            if not digests.is_noted(self.folder, path.name, told):
                content(whole)
                digests.remember(self.folder, {path.name: told})
            return read(whole[:-_DIGEST])
        return None

    def get(self, name: str, make: Callable[[], bytes], read: Callable[[bytes], Value]) -> Value:
        """What is kept under a name, else what ``make`` gives, which is then kept.

        Args:
            name: what it is, and of which version.
            make: gives its bytes.
            read: what they mean; raises ValueError if they are no such thing.
        """
        found = self.only(name, read)
        if found is not None:
            return found
        data = make()
        with suppress(OSError):
            self._write(self._path(name), sealed(data))
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
