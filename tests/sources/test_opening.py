from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from itertools import chain
from pathlib import Path

import pytest

from inroad.errors import InputError
from inroad.sources import opening
from inroad.sources.opening import Unrecognised, document, lines, members

LINE = b'{"id": "2305.00001", "title": "T"}\n'
OAI = b'<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"></OAI-PMH>'
ATOM = b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom"></feed>'


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def read(path: Path) -> list[tuple[str, bytes]]:
    return [(member.format, document(member)) for member in members(path)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lambda data: zipped(("x", data))])
@pytest.mark.parametrize(
    ("data", "format_"), [(LINE, "arxiv json"), (OAI, "oai"), (ATOM, "atom"), (b"PAR1..", "parquet")]
)
def test_packing_and_format_are_told_from_the_content(
    tmp_path: Path, pack: object, data: bytes, format_: str
) -> None:
    file = tmp_path / "misleading.name"
    file.write_bytes(pack(data))  # type: ignore[operator]
    assert read(file) == [(format_, data)]


def test_zip_with_several_files(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(("d/", b""), ("d/a.json", LINE), ("d/._a.json", b"x"), ("b.xml", OAI)))
    assert [format_ for format_, _ in read(file)] == ["arxiv json", "oai"]


def fails(path: Path, data: bytes | None = None) -> InputError:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        list(chain.from_iterable(lines(member.stream) for member in members(path)))
    assert str(path) in caught.value.problem
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (LINE.decode().encode("utf-16"), "is UTF-16"),
        (gzip.compress(LINE * 10_000, mtime=0)[:-20], "damaged or cut off"),
        (b"\x1f\x8b\x08" + b"x" * 50, "damaged or cut off"),
        (bz2.compress(LINE * 10_000)[:-20], "damaged or cut off"),
        (b"BZh9" + b"x" * 50, "cannot be read"),
        (zipped(("a", LINE))[:-30], "damaged or cut off"),
        (b"PK\x03\x04" + b"x" * 50, "damaged or cut off"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in fails(tmp_path / "a", data).problem


def test_zip_with_altered_content(tmp_path: Path) -> None:
    data = zipped(("a", LINE * 1000))
    middle = data.index(b"a") + 20
    assert fails(tmp_path / "a", data[:middle] + b"\xff\xff\xff" + data[middle + 3 :])


def test_missing_folder_and_unknown(tmp_path: Path) -> None:
    assert "does not exist" in fails(tmp_path / "missing").problem
    assert "cannot be read" in fails(tmp_path).problem
    assert isinstance(fails(tmp_path / "a", b"%PDF-1.7"), Unrecognised)
    assert "JSON lines" in fails(tmp_path / "a", b"[1, 2]").remedy


def test_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FREE_EXPANSION", 2**20)
    bomb = LINE + b" " * 2**24
    for pack in (gzip.compress, bz2.compress, lambda data: zipped(("x", data))):
        assert "unpacks to more than 200 times its size" in fails(tmp_path / "a", pack(bomb)).problem


class Endless(io.RawIOBase):
    """A line of ``size`` bytes that never exists as a whole, between two short ones."""

    def __init__(self, size: int) -> None:
        self.parts = [b"first\n", *[bytes(2**20)] * (size >> 20), b"\n", b"last"]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self.parts.pop(0) if self.parts else b""
        now = part[: len(buffer)]
        if part[len(buffer) :]:
            self.parts.insert(0, part[len(buffer) :])
        buffer[: len(now)] = now
        return len(now)


def test_line_of_two_gigabytes_is_skipped_without_holding_it() -> None:
    stream = io.BufferedReader(Endless(2 * 2**30), 2**20)
    sizes = [None if line is None else len(line) for line in lines(stream)]
    assert sizes == [5, None, 4]


def test_line_ends() -> None:
    assert list(lines(io.BytesIO(b"a\r\nb\n\nc"))) == [b"a", b"b", b"", b"c"]
    assert list(lines(io.BytesIO(b"1234\n12345\n1234"), limit=4)) == [b"1234", None, b"1234"]
    assert list(lines(io.BytesIO(b"123456789"), limit=4)) == [None]


def test_document_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "DOCUMENT_LIMIT", 10)
    (tmp_path / "a").write_bytes(OAI)
    with pytest.raises(InputError, match="is longer than"):
        read(tmp_path / "a")
