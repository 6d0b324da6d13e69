"""Columns as bytes that compress well: numbers by size, texts by words.

The bytes of a table's columns lie in one Parquet file that compresses each by itself with Brotli.  Only
what can be taken apart again with a handful of vectorised steps is used, because a command that answers
from the bundle unpacks it each time.  The columns of 244,524 papers, titles (20.1 MB) among them:

    compressed by         size      decompressed in
    LZMA               5.90 MB               286 ms
    Brotli (here)      5.92 MB               131 ms

Promised: the same values give the same bytes (of one version of Polars), and every function ``x`` is
undone by ``read_x``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


# -- bytes ----------------------------------------------------------------------------------------


def _shorter(one: bytes, other: bytes) -> bytes:
    """Which of two forms will take less room."""
    from lzma import compress  # about what Brotli makes of it, in less time; only packing needs it

    return min(one, other, key=lambda form: len(compress(form)))


def bundled(parts: Sequence[bytes]) -> bytes:
    """Several parts as one: how many, their lengths, then they themselves."""
    lengths = np.array([len(parts), *map(len, parts)], dtype="<u4")
    return lengths.tobytes() + b"".join(parts)


def unbundled(data: bytes) -> list[bytes]:
    """Undoes :func:`bundled`."""
    count = int(np.frombuffer(data, "<u4", 1)[0])
    lengths = np.frombuffer(data, "<u4", count, 4).tolist()
    ends = list(accumulate(lengths, initial=4 + 4 * count))
    return [data[start:end] for start, end in pairwise(ends)]


# -- numbers --------------------------------------------------------------------------------------


def numbers(values: npt.ArrayLike) -> bytes:
    """Whole numbers from 0 to 2**32 - 1: as planes of bytes or as sizes and bits, whichever packs better."""
    array = np.asarray(values).astype(np.int64)
    if len(array) and not 0 <= int(array.min()) <= int(array.max()) < 2**32:
        raise ValueError("not a number of 32 bits")
    planes = b"p" + _planes(array)
    if int(array.max(initial=0)) >= 2**31:  # its size has no place in a byte's upper five bits
        return planes
    return _shorter(planes, b"s" + _sizes(array))


def read_numbers(data: bytes) -> Ints:
    """Undoes :func:`numbers`."""
    return (_read_planes if data[:1] == b"p" else _read_sizes)(data[1:])


def _planes(array: Ints) -> bytes:
    width = max(1, (int(array.max(initial=0)).bit_length() + 7) // 8)
    rows = array.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width]
    return bytes([width]) + rows.T.tobytes()


def _read_planes(data: bytes) -> Ints:
    planes = np.frombuffer(data, np.uint8, offset=1).reshape(data[0], -1)
    total = np.zeros(planes.shape[1], dtype=np.int64)
    for place, plane in enumerate(planes):
        total |= plane.astype(np.int64) << (8 * place)
    return total


def _sizes(array: Ints) -> bytes:
    """How many bits each number has, and the bits below the first one."""
    size = _bit_lengths(array)
    bits = [_packed(array[size == each], each - 1) for each in range(2, 32)]
    return bundled([size.astype(np.uint8).tobytes(), b"".join(bits)])


def _bit_lengths(array: Ints) -> Ints:
    return np.frexp(array.astype(np.float64))[1].astype(np.int64)  # exact below 2**53


def _packed(values: Ints, bits: int) -> bytes:
    """The lowest ``bits`` bits of each value, without gaps; filled up to a whole byte."""
    table = (values[:, None] >> np.arange(bits)) & 1
    return np.packbits(table.astype(np.uint8).ravel(), bitorder="little").tobytes()


def _read_sizes(data: bytes) -> Ints:
    sizes, bits = unbundled(data)
    size = np.frombuffer(sizes, np.uint8)
    values = (size > 0).astype(np.int64)
    packed, at = np.frombuffer(bits, np.uint8), 0
    for each in range(2, int(size.max(initial=0)) + 1):
        inside = np.flatnonzero(size == each)
        end = at + (len(inside) * (each - 1) + 7) // 8
        values[inside] = _unpacked(packed[at:end], len(inside), each - 1)
        at = end
    return values


def _unpacked(packed: Bytes, count: int, bits: int) -> Ints:
    table = np.unpackbits(packed, count=count * bits, bitorder="little").reshape(count, bits)
    total = np.full(count, 1 << bits, dtype=np.int64)
    for place in range(bits):
        total |= table[:, place].astype(np.int64) << place
    return total


def signed(values: Ints) -> Ints:
    """Numbers of either sign as numbers from 0 on, small ones small: 0, -1, 1, -2 ..."""
    return np.where(values < 0, -2 * values - 1, 2 * values)


def read_signed(values: Ints) -> Ints:
    """Undoes :func:`signed`."""
    return np.where(values & 1, -(values + 1) // 2, values // 2)


# -- texts ----------------------------------------------------------------------------------------

_WORD = re.compile(r" ?\w+|[^\w]")
_LEAST: Final = 4
"""A word that stands less often is spelt where it stands."""
_MOST: Final = 65_000
_END, _RARE = 0, 1
_BLOCK: Final = 256
_LINES: Final = 16_384


def texts(values: pl.Series) -> bytes:
    """Texts without line breaks: one by one or as numbers of words, whichever packs better."""
    if values.str.contains("\n", literal=True).any():
        raise ValueError("a text with a line break")
    if values.is_empty():
        return b""
    joined = "\n".join(values)
    return _shorter(b"t" + joined.encode(), b"w" + _worded(joined))


def read_texts(data: bytes) -> pl.Series:
    """Undoes :func:`texts`."""
    if not data:
        return pl.Series([], dtype=pl.String)
    if data[:1] == b"w":
        return _read_worded(data[1:])
    return _lines(data[1:])


def _lines(text: bytes) -> pl.Series:
    # Never a Python string: it would have to be widened for its few letters that are not Latin.
    return pl.Series([text], dtype=pl.Binary).cast(pl.String).str.split("\n").explode()


def _worded(joined: str) -> bytes:
    words = _WORD.findall(joined)
    vocabulary = _vocabulary(Counter(words))
    number = {"\n": _END} | {word: place for place, word in enumerate(vocabulary, _RARE + 1)}
    codes = np.array([number.get(word, _RARE) for word in words], dtype=">u2")
    rare = [word for word in words if word not in number]
    return bundled([codes.tobytes(), *("\n".join(listed).encode() for listed in (vocabulary, rare))])


def _vocabulary(counts: Counter[str]) -> list[str]:
    """Frequent words, most frequent first by blocks; alphabetical inside, which takes less to write down."""
    del counts["\n"]
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, count in ranked if count >= _LEAST][:_MOST]
    blocks = (words[start : start + _BLOCK] for start in range(0, len(words), _BLOCK))
    return [word for block in blocks for word in sorted(block)]


def _read_worded(data: bytes) -> pl.Series:
    coded, vocabulary, rare = unbundled(data)
    codes = np.frombuffer(coded, ">u2").astype(np.uint32)
    frequent = _lines(vocabulary)
    places = np.flatnonzero(codes == _RARE)
    codes[places] = np.arange(len(places)) + 2 + len(frequent)
    # In one chunk: gathering out of several takes five times as long.
    words = pl.concat([pl.Series(["\n", ""]), frequent, _lines(rare)], rechunk=True)
    ends = np.append(np.flatnonzero(codes == _END), len(codes))
    stops = [*ends[_LINES - 1 : -1 : _LINES].tolist(), len(codes)]
    starts = [0, *(stop + 1 for stop in stops[:-1])]
    # Some lines at a time, in memory that is used again: a third of the time is to get fresh memory.
    parts = [_spelt(words, codes[start:stop]) for start, stop in zip(starts, stops, strict=True)]
    return pl.concat(parts, rechunk=True)


def _spelt(words: pl.Series, codes: npt.NDArray[np.uint32]) -> pl.Series:
    return words.gather(pl.Series(codes)).str.join("").str.split("\n").explode()
