"""What SQLite's write-ahead log of a journal holds, told from its bytes (https://sqlite.org/fileformat2.html#walformat).

SQLite passes silently over everything from the first damaged frame on.  A process that was killed leaves such
an end behind, and nothing is lost by it; but if a change that was committed comes after the damage, it was
acknowledged once and would be gone without a word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MAGIC = 0x377F0682
_HEAD, _FRAME = 32, 24


@dataclass(frozen=True, slots=True)
class Wal:
    """Frames of a log: pages that changed."""

    committed: int
    """Frames that hold, up to the last whole change."""
    unfinished: int
    """Frames after these, of a change that was never acknowledged."""
    lost: int
    """Changes that were committed and cannot be read, since something before them is damaged."""


def inspect(data: bytes) -> Wal:
    """What a log holds; an empty or just begun one holds nothing."""
    if len(data) < _HEAD + _FRAME:
        return Wal(0, 0, 0)
    magic, _, size = struct.unpack(">III", data[:12])
    order = ">" if magic & 1 else "<"
    sums = _checksum(data[:24], (0, 0), order)
    if magic & ~1 != _MAGIC or sums != struct.unpack(">II", data[24:32]):
        return _headless(data)
    return _frames(data, size, sums, order)


def _frames(data: bytes, size: int, sums: tuple[int, int], order: str) -> Wal:
    salts, good, committed, number, lost = data[16:24], True, 0, 0, 0
    for number, (head, page) in enumerate(_each(data, size), 1):
        sums = _checksum(page, _checksum(head[:8], sums, order), order) if good else sums
        good = good and head[8:16] == salts and sums == struct.unpack(">II", head[16:24])
        commits = head[4:8] != b"\0\0\0\0" and head[8:16] == salts
        if good and commits:
            committed = number
        elif not good and commits:
            lost += 1
    return Wal(committed, 0 if lost else number - committed, lost)


def _headless(data: bytes) -> Wal:
    """Without its beginning nothing of a log counts; the frames tell what there was."""
    for size in (4096, 1024, 8192, 16384, 2048, 512, 32768, 65536):
        frames = list(_each(data, size))
        if frames and len({head[8:16] for head, _ in frames}) == 1:
            return Wal(0, 0, max(sum(head[4:8] != b"\0\0\0\0" for head, _ in frames), 1))
    return Wal(0, 0, 1)


def _each(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Whole frames only: the last one may have been cut off."""
    step = _FRAME + size
    for start in range(_HEAD, len(data) - step + 1, step):
        yield data[start : start + _FRAME], data[start + _FRAME : start + step]


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = sums
    for a, b in struct.iter_unpack(f"{order}II", data):
        one = (one + a + two) & 0xFFFFFFFF
        two = (two + b + one) & 0xFFFFFFFF
    return one, two
