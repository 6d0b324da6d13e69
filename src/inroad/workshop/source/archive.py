"""A tree in an archive: one pass from front to end, texts kept in memory, nothing written.

Bounds hold for what comes out, not for what went in: a small archive may stand for terabytes.
"""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from inroad.errors import InputError
from inroad.workshop.source.folder import DEEPEST, MOST_FILES
from inroad.workshop.source.skipped import skipped
from inroad.workshop.source.tree import File, LeftOut, Reason, Tree, reader

MOST_BYTES = 2**30
"""Of what an archive unpacks to; the rest is not read."""
KEPT_BYTES = 256 * 2**20
"""Of texts in memory."""
FILE_BYTES = 16 * 2**20
"""A larger file is listed but has no text."""
XZ_MEMORY = 128 * 2**20
_PIECE = 1 << 18
_FAILURES = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RecursionError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
)


class _Enough(ValueError):
    """More comes out than is read."""


@dataclass(slots=True)
class _Haul:
    """What was taken out so far; paths as the archive has them."""

    files: dict[str, int] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    newest: dt.datetime | None = None
    kept: int = 0

    def leave(self, path: str, reason: Reason, files: int | None = 1) -> None:
        self.left_out.append(LeftOut(path, reason, files))

    def accepts(self, name: str) -> bool:
        """Whether a name is that of a new file within the tree; else it is left out."""
        if _trick(name):
            self.leave(name[:300], "path trick in archive")
        elif name in self.files:
            self.leave(name, "twice in archive")
        elif name.count("/") > DEEPEST:
            self.leave(name, "too deep")
        else:
            return True
        return False

    def take(self, name: str, size: int, source: IO[bytes]) -> None:
        """List a file, and keep its bytes if they are a text of a size that is read."""
        if len(self.files) >= MOST_FILES:
            self.leave("", "too many", None)
            raise _Enough
        self.files[name] = size
        head = source.read(min(8192, size))
        if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return
        if size > FILE_BYTES or self.kept + size > KEPT_BYTES:
            self.texts[name] = head
            return
        self.texts[name] = head + (source.read(size - len(head)) if size > len(head) else b"")
        self.kept += len(self.texts[name])

    def seen(self, when: dt.datetime | None) -> None:
        if when and (self.newest is None or when > self.newest):
            self.newest = when


def read(path: Path) -> Tree:
    """The tree in an archive; a single folder around everything is left away and gives the name.

    Raises:
        InputError: it is no archive, or nothing of it can be read.
    """
    with path.open("rb") as raw:
        return unpack(raw, path.name)


def unpack(raw: IO[bytes], called: str) -> Tree:
    """The tree in the bytes of an archive; ``called`` is its file's name.

    Raises:
        InputError: it is no archive, or nothing of it can be read.
    """
    haul = _Haul()
    try:
        _unpack(raw, haul)
    except _Enough:
        haul.leave("", "too big", None)
    except _FAILURES as error:
        if not haul.files:
            raise InputError(
                f"{called} is no archive that can be read ({str(error)[:100] or type(error).__name__})",
                "name a folder, or an intact .zip, .tar, .tar.gz, .tar.bz2 or .tar.xz",
            ) from error
        haul.leave("", "damaged", None)
    return _tree(called, haul)


def _unpack(raw: IO[bytes], haul: _Haul) -> None:
    head = raw.read(6)
    raw.seek(0)
    if head.startswith(b"PK"):
        return _zip(raw, haul)
    if head.startswith(b"\x1f\x8b"):
        return _tar(cast("IO[bytes]", gzip.GzipFile(fileobj=raw)), haul)
    if head.startswith(b"BZh"):
        return _tar(bz2.BZ2File(raw), haul)
    if head.startswith(b"\xfd7zXZ\0"):
        return _tar(cast("IO[bytes]", io.BufferedReader(_Xz(raw))), haul)
    return _tar(raw, haul)


# -- zip ----------------------------------------------------------------------------------------------


def _zip(raw: IO[bytes], haul: _Haul) -> None:
    with zipfile.ZipFile(raw) as archive:
        spent = 0
        for each in archive.infolist():
            # is_dir() fails for a name that is empty
            if each.filename.endswith("/") or not haul.accepts(each.filename):
                continue
            if stat.S_ISLNK(each.external_attr >> 16):
                haul.leave(each.filename, "link")
            elif each.flag_bits & 1 or each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                haul.leave(each.filename, "not readable")
            else:
                spent += min(each.file_size, FILE_BYTES)
                if spent > MOST_BYTES:
                    raise _Enough
                _zipped(archive, each, haul)


def _zipped(archive: zipfile.ZipFile, each: zipfile.ZipInfo, haul: _Haul) -> None:
    haul.seen(_day(each.date_time))
    try:
        with archive.open(each) as source:
            haul.take(each.filename, each.file_size, source)
    except _Enough:
        raise
    except _FAILURES:
        haul.files.pop(each.filename, None)
        haul.texts.pop(each.filename, None)
        haul.leave(each.filename, "damaged")


def _day(parts: tuple[int, ...]) -> dt.datetime | None:
    try:
        return dt.datetime(*parts[:6], tzinfo=dt.UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return None


# -- tar ----------------------------------------------------------------------------------------------


def _tar(source: IO[bytes], haul: _Haul) -> None:
    bounded = cast("IO[bytes]", _Forward(source))
    with tarfile.open(fileobj=bounded, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        for each in archive:
            # Else every header would stay in memory.
            archive.members = []  # type: ignore[attr-defined]
            if not each.isdir() and haul.accepts(each.name):
                _member(archive, each, haul)


def _member(archive: tarfile.TarFile, each: tarfile.TarInfo, haul: _Haul) -> None:
    if each.issym() or each.islnk():
        haul.leave(each.name, "link")
    elif not each.isreg() or each.issparse():
        haul.leave(each.name, "special file")
    else:
        haul.seen(_moment(each.mtime))
        content = archive.extractfile(each)
        if content is not None:
            haul.take(each.name, each.size, content)


def _moment(seconds: float) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


class _Forward:
    """A stream that only goes on, and not for ever: what tarfile needs of a file, within bounds."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._at = 0

    def tell(self) -> int:
        return self._at

    def seek(self, target: int, whence: int = 0) -> int:
        if whence or target < self._at:
            raise tarfile.ReadError("the archive leads back into itself")
        while self._at < target and self.read(min(_PIECE, target - self._at)):
            pass
        return self._at

    def read(self, size: int = -1) -> bytes:
        # A header may claim any length for a name; none that is real needs this much.
        if not 0 <= size <= FILE_BYTES:
            raise _Enough
        found = b"".join(self._pieces(size))
        return found

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0 and (piece := self._source.read(size)):
            size -= len(piece)
            self._at += len(piece)
            if self._at > MOST_BYTES:
                raise _Enough
            yield piece


class _Xz(io.RawIOBase):
    """Unpacks xz with a bound on its memory, which ``lzma.open`` does not offer."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._packer = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, target: object) -> int:
        view = memoryview(cast("bytearray", target))
        while not self._packer.eof:
            fed = self._source.read(_PIECE) if self._packer.needs_input else b""
            if self._packer.needs_input and not fed:
                raise EOFError("the archive ends in the middle")
            if piece := self._packer.decompress(fed, len(view)):
                view[: len(piece)] = piece
                return len(piece)
        return 0


# -- the tree -----------------------------------------------------------------------------------------


def _trick(name: str) -> bool:
    """Whether a name would leave the folder that it is unpacked into, or hides what it is."""
    parts = name.removeprefix("./").split("/")
    return (
        not name
        or len(name) > 4096
        or name.startswith(("/", "\\"))
        or "\0" in name
        or "\\" in name
        or bool(re.match(r"[A-Za-z]:", name))
        or any(part in ("", ".", "..") for part in parts)
    )


def _tree(called: str, haul: _Haul) -> Tree:
    around = _around(haul.files)
    cut = len(around)
    bare = {name[cut:].removeprefix("./"): size for name, size in haul.files.items()}
    texts = {name[cut:].removeprefix("./"): data for name, data in haul.texts.items()}
    away = _installed(bare)
    homes = {path: _home(path, away) for path in bare}
    files = tuple(sorted(File(path, size) for path, size in bare.items() if homes[path] is None))
    left_out = [LeftOut(each.path.removeprefix(around), each.reason, each.files) for each in haul.left_out]
    counts = Counter(
        home for home in homes.values() if home is not None and home.rpartition("/")[2] != ".git"
    )
    left_out += [LeftOut(home, "installed or vendored", count) for home, count in counts.items()]
    name = around.rstrip("/").rpartition("/")[2] or re.sub(r"\.(zip|tar|tgz|t[bx]z2?|tar\.\w+)$", "", called)
    shown = tuple(sorted(left_out, key=lambda each: (each.path, each.reason)))
    return Tree(name, files, shown, haul.newest, read=reader(texts))


def _around(names: dict[str, int]) -> str:
    """The one folder that everything lies in, with its slash; empty if there is none."""
    tops = {name.removeprefix("./").partition("/")[0] for name in names if "__MACOSX" not in name}
    single = len(tops) == 1 and all("/" in name.removeprefix("./") for name in names)
    lead = "./" if names and all(name.startswith("./") for name in names) else ""
    return f"{lead}{tops.pop()}/" if single else ""


def _installed(names: Mapping[str, int]) -> frozenset[str]:
    """Folders that are not walked in a folder either."""
    inside: dict[str, set[str]] = {}
    for name in names:
        parts = name.split("/")
        for at in range(1, len(parts)):
            inside.setdefault("/".join(parts[:at]), set()).add(parts[at])
    return frozenset(
        one
        for one, held in inside.items()
        if one.rpartition("/")[2] == ".git" or skipped(one.rpartition("/")[2], held)
    )


def _home(path: str, folders: frozenset[str]) -> str | None:
    """The outermost of ``folders`` that a file lies in."""
    parts = path.split("/")
    return next((one for at in range(1, len(parts)) if (one := "/".join(parts[:at])) in folders), None)
