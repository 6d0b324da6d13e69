"""Named arrays and a few facts as one piece of bytes, read without copying (pure)."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Facts = dict[str, Any]
_ALIGNED = 16
_HEAD = struct.Struct("<Q")


def pack(arrays: Mapping[str, Array], facts: Facts) -> bytes:
    """The bytes; the same for the same arrays and facts."""
    shapes, parts, at = {}, [], 0
    for name in sorted(arrays):
        data = np.ascontiguousarray(arrays[name])
        shapes[name] = [data.dtype.str, at, len(data)]
        parts.append(data.tobytes() + bytes(-data.nbytes % _ALIGNED))
        at += len(parts[-1])
    head = json.dumps({"arrays": shapes, "facts": facts}, sort_keys=True).encode()
    head += b" " * (-(len(head) + _HEAD.size) % _ALIGNED)
    return _HEAD.pack(len(head)) + head + b"".join(parts)


def unpack(data: bytes | memoryview) -> tuple[dict[str, Array], Facts]:
    """Undoes :func:`pack`; arrays cannot be written to.

    Raises:
        ValueError: it is no such thing.
    """
    try:
        (size,) = _HEAD.unpack_from(data)
        head = json.loads(bytes(data[_HEAD.size : _HEAD.size + size]))
        begin = _HEAD.size + size
        arrays = {
            name: np.frombuffer(data, dtype, count, begin + at)
            for name, (dtype, at, count) in head["arrays"].items()
        }
        return arrays, head["facts"]
    except (struct.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is no register") from error
