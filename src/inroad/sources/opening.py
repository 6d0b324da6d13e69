"""A local file as a stream of known format, whatever it is called and however it is packed.

Packing (gzip, bzip2, zip) and format are told from the content, never from the name.  Nothing is held in
memory but one line of at most ``LINE_LIMIT`` bytes; a file that unpacks to absurd size is given up.
Everything that can be wrong with a file becomes ``errors.InputError``.
"""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias

from inroad.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Format = Literal[
    "arxiv json", "openalex", "openalex merges", "parquet", "oai", "atom", "issues", "issue page", "rss"
]

LINE_LIMIT = 16 * 2**20
"""Bytes of one line; the longest real record has some ten thousand."""
DOCUMENT_LIMIT = 256 * 2**20
"""Bytes of one XML document; a page of a thousand records has two million."""
FREE_EXPANSION, MOST_EXPANSION = 64 * 2**20, 200
"""Beyond so many bytes a file may not unpack to more than so many times its size; metadata packs 1 to 10."""

Stream: TypeAlias = "io.BufferedReader[Any]"

_HEAD = 8192
_BOM = b"\xef\xbb\xbf"
_FORMATS = (
    "arXiv snapshot, OpenAlex works or GitHub issues (JSON lines), Parquet, OAI-PMH, Atom or RSS, "
    "each also as gzip, bzip2 or zip"
)
_OF_ISSUES = (b'"repository_url"', b'"labels_url"')
"""Fields that GitHub's issues have, and papers have not."""


_OF_WORKS = (b'"https://openalex.org/W', b'"abstract_inverted_index"')
_OF_MANIFESTS = (b'"entries"', b'"content_length"')
_OF_MERGES = b"merge_date,"


class Unrecognised(InputError):
    """A file that holds something else; in a folder such files are passed over."""


@dataclass(frozen=True, slots=True)
class Member:
    """One document: a file, or a file within a zip archive."""

    name: str
    format: Format
    stream: Stream
    plain: bool
    """Not packed: the file itself."""


def members(path: Path) -> Iterator[Member]:
    """The documents in ``path``; each stream is open until the next one is asked for."""
    with broken_files_named(path), path.open("rb", buffering=0) as file:
        head = file.read(4)
        file.seek(0)
        if head == b"PK\x03\x04":
            yield from _zipped(path, file)
        else:
            with _unpacked(path, file, head) as stream:
                plain = isinstance(stream.raw, io.FileIO)
                yield Member(str(path), _format(path, stream), stream, plain)


def lines(stream: IO[bytes], limit: int = LINE_LIMIT) -> Iterator[bytes | None]:
    """Lines without their ends; None for one that is longer than ``limit``, which is skipped unread."""
    while line := stream.readline(limit + 1):
        if line.endswith(b"\n") or len(line) <= limit:
            yield line.rstrip(b"\r\n")
            continue
        while (rest := stream.readline(2**20)) and not rest.endswith(b"\n"):
            pass
        yield None


def document(member: Member) -> bytes:
    """The whole of a document that is read at once."""
    data = member.stream.read(DOCUMENT_LIMIT + 1)
    if len(data) > DOCUMENT_LIMIT:
        raise InputError(
            f"{member.name} is longer than {DOCUMENT_LIMIT >> 20} MiB", "cut it into several pages"
        )
    return data


@contextmanager
def broken_files_named(path: Path) -> Iterator[None]:
    """Whatever reading ``path`` raises, as ``InputError`` that names it."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", "check the name") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read", "give yourself access to it") from error
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise InputError(f"{path} is damaged or cut off ({error})", "fetch it again") from error
    except (NotImplementedError, RuntimeError) as error:  # how zipfile refuses passwords and rare methods
        raise InputError(
            f"{path} cannot be unpacked ({error})", "unpack it first, then ingest what is in it"
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error})", "check that it is a whole, readable file"
        ) from error


# -- packing --------------------------------------------------------------------------------------


class _Measured(io.RawIOBase):
    """A stream that is given up when it grows absurdly beyond the ``packed`` bytes it comes from."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, packed: int, name: str) -> None:
        self._inner, self._name = inner, name
        self._left = max(FREE_EXPANSION, MOST_EXPANSION * packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._inner.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"{self._name} unpacks to more than {MOST_EXPANSION} times its size",
                "it is no paper data; check where it comes from",
            )
        view[: len(data)] = data
        return len(data)


def _unpacked(path: Path, file: io.FileIO, head: bytes) -> Stream:
    packed = path.stat().st_size
    if head[:2] == b"\x1f\x8b":
        return io.BufferedReader(_Measured(gzip.GzipFile(fileobj=file), packed, str(path)), 2**20)
    if head[:3] == b"BZh":
        return io.BufferedReader(_Measured(bz2.BZ2File(file), packed, str(path)), 2**20)
    return io.BufferedReader(file, 2**20)


def _zipped(path: Path, file: IO[bytes]) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir() or Path(info.filename).name.startswith("."):
                continue
            name = f"{path}/{info.filename}"
            with _opened(archive, info, name) as inner:
                stream = io.BufferedReader(_Measured(inner, info.compress_size, name), 2**20)
                yield Member(name, _format(Path(name), stream), stream, plain=False)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> IO[bytes]:
    try:
        return archive.open(info)
    except (NotImplementedError, RuntimeError) as error:  # a password, or a rare method of packing
        raise InputError(f"{name} cannot be unpacked ({error})", "unpack it first") from error


# -- format ---------------------------------------------------------------------------------------


def _format(path: Path, stream: Stream) -> Format:
    head = stream.peek(_HEAD)[:_HEAD]
    if not head:
        raise InputError(f"{path} is empty", "fetch it again")
    if head[:4] == b"PAR1":
        return "parquet"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{path} is UTF-16", "convert it to UTF-8 first")
    text = head.removeprefix(_BOM).lstrip()
    if text[:1] in (b"{", b"[") and any(field in head for field in _OF_ISSUES):
        return "issues" if text[:1] == b"{" else "issue page"
    if text[:1] == b"{" and all(field in head for field in _OF_MANIFESTS):
        raise Unrecognised(f"{path} only lists other files", "give the folder that holds them")
    if text[:1] == b"{":
        return "openalex" if any(field in head for field in _OF_WORKS) else "arxiv json"
    if text.startswith(_OF_MERGES):
        return "openalex merges"
    if text[:1] == b"<" and b"<OAI-PMH" in head:
        return "oai"
    if text[:1] == b"<" and b"<feed" in head and b"http://www.w3.org/2005/Atom" in head:
        return "atom"
    if text[:1] == b"<" and b"<rss" in head and b"<channel" in head:
        return "rss"
    raise Unrecognised(f"{path} is of no known format", f"give it {_FORMATS}")
