"""One object of git's packed ones, read as a file: where it lies, and what it says if it is stored whole.

Formats: git's documentation, "pack-format" (index version 2).  An object that is stored as a difference to
another gives None.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

Part = Callable[[str, int, int], bytes | None]
"""(path, start, most) to at most so many bytes of a file."""
_MAGIC = b"\xfftOc\x00\x00\x00\x02"
_HEAD, _FAN = 8, 8 + 1024
COMMIT = 1
LARGEST = 2**20


def packed_commit(name: str, index: str, part: Part) -> bytes | None:
    """The text of a commit of this hash in a pack; None if it is not there, or not stored whole."""
    at = _offset(bytes.fromhex(name), index, part)
    held = part(index.removesuffix(".idx") + ".pack", at, 64 * 1024) if at is not None else None
    if not held:
        return None
    kind, start = (held[0] >> 4) & 7, 1
    # The length goes on for as long as the highest bit is set.
    while start < min(len(held), 10) and held[start - 1] & 0x80:
        start += 1
    if kind != COMMIT:
        return None
    try:
        return zlib.decompressobj().decompress(held[start:], LARGEST)
    except zlib.error:
        return None


def _offset(name: bytes, index: str, part: Part) -> int | None:
    """Where an object begins in the pack."""
    head = part(index, 0, _FAN)
    if not head or len(head) < _FAN or not head.startswith(_MAGIC):
        return None
    fan = struct.unpack(">256I", head[_HEAD:])
    first, last, count = fan[name[0] - 1] if name[0] else 0, fan[name[0]], fan[255]
    if not first <= last <= count or last - first > 2**20:
        return None
    names = part(index, _FAN + 20 * first, 20 * (last - first)) or b""
    for place in range(len(names) // 20):
        if names[20 * place : 20 * place + 20] == name:
            return _start(first + place, count, index, part)
    return None


def _start(place: int, count: int, index: str, part: Part) -> int | None:
    offsets = _FAN + 24 * count
    told = part(index, offsets + 4 * place, 4)
    if not told or len(told) < 4:
        return None
    (at,) = struct.unpack(">I", told)
    if at < 2**31:
        return int(at)
    far = part(index, offsets + 4 * count + 8 * (at - 2**31), 8)
    return int(struct.unpack(">Q", far)[0]) if far and len(far) == 8 else None
