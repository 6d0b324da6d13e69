"""A repository as names and texts, from a folder, an archive or the memory.

What stands in it was written by strangers.  Nothing is run or imported, no git is called, nothing is written,
no link leads out of it, no device or pipe is opened, and whatever is read is bounded.  What was not read is
listed with its reason, so that "not there" is never said of what was only left out.
"""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

TEXT_BYTES = 2 * 2**20
"""A larger file is no text that anyone wrote by hand."""

Reason = Literal[
    "link out of the tree",
    "link loop",
    "link",
    "special file",
    "path trick in archive",
    "twice in archive",
    "too big",
    "too many",
    "too deep",
    "not readable",
    "damaged",
    "installed or vendored",
]


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A regular file."""

    path: str
    """Relative to the tree, with ``/``."""
    size: int
    """In bytes."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def depth(self) -> int:
        """How many folders it lies in."""
        return self.path.count("/")


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """Something that was not read."""

    path: str
    reason: Reason
    files: int | None = 1
    """How many files that are; None: not counted."""


def nothing(path: str, start: int, most: int) -> bytes | None:
    """The reader of a tree without bytes."""
    return None


@dataclass(frozen=True, slots=True)
class Tree:
    """A repository; ``files`` and ``left_out`` are sorted."""

    name: str
    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...] = ()
    newest: dt.datetime | None = None
    """Time of the newest file, where an archive keeps it; folders forget it when they are copied."""
    packs: tuple[str, ...] = ()
    """Indexes of git's packed objects, where they are files; nobody but ``activity`` needs them."""
    read: Callable[[str, int, int], bytes | None] = field(default=nothing, repr=False, compare=False)
    """(path, start, most) to at most so many bytes; None if they cannot be read.  Also of ``.git/``."""

    def bytes(self, path: str, most: int, start: int = 0) -> bytes | None:
        """At most ``most`` bytes of a file from ``start`` on; None if there is none or it cannot be read."""
        try:
            return self.read(path, start, most)
        except (OSError, ValueError):
            return None

    def text(self, path: str, limit: int = TEXT_BYTES) -> str | None:
        """A whole file as text; None if it is not text, larger than ``limit`` bytes, or not readable."""
        found = self.bytes(path, limit + 1)
        return None if found is None or len(found) > limit else decoded(found)

    def head(self, path: str, limit: int = TEXT_BYTES) -> str | None:
        """The first ``limit`` bytes of a file as text, however large it is; None if it is not text."""
        found = self.bytes(path, limit)
        return None if found is None else decoded(found)

    def has(self, path: str) -> bool:
        """Whether a file of this path is listed."""
        return any(each.path == path for each in self.files)


def decoded(data: bytes) -> str | None:
    """Bytes as text: UTF-8, else UTF-16 with its mark, else Latin-1; None if they are no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace").replace("\r\n", "\n")
    if b"\0" in data[:8192]:
        return None
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A cut may go through a character; that alone makes no Latin-1.
        whole = error.start > len(data) - 4
        found = data.decode("utf-8-sig" if whole else "latin-1", errors="replace")
    return found.replace("\r\n", "\n").replace("\r", "\n")


def of_texts(
    name: str,
    texts: Mapping[str, str | bytes],
    left_out: tuple[LeftOut, ...] = (),
    newest: dt.datetime | None = None,
) -> Tree:
    """A tree in memory, of path to content."""
    held = {path: text if isinstance(text, bytes) else text.encode() for path, text in texts.items()}
    files = tuple(sorted(File(path, len(data)) for path, data in held.items()))
    return Tree(name, files, tuple(sorted(left_out)), newest, read=reader(held))


def reader(held: Mapping[str, bytes]) -> Callable[[str, int, int], bytes | None]:
    """How a tree reads what is in memory."""

    def read(path: str, start: int, most: int) -> bytes | None:
        data = held.get(path)
        return None if data is None else data[start : start + most]

    return read
