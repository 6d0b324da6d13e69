"""Papers month by month: under which name a month's readings are kept, and what a join was made of.

Both are digests of the papers and of the way they are read, so what is kept is used only for what it was
made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files

import polars as pl

from inroad.atlas.readings import INPUT, JOINED_LATER, digest

READINGS = "readings-"
VERSION = 3
"""Raised when the same readings would be joined differently, so that joins go back to the first paper."""

_OWN = ("date", "authors")
"""Columns of the corpus on which joins depend, and readings do not."""
NEEDED = (*INPUT, *_OWN)
"""All columns of the corpus that make a difference to an atlas."""


def months(papers: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Papers sorted by date, month by month, by the name under which their readings are kept."""
    lengths = papers.group_by(pl.col("date").dt.truncate("1mo"), maintain_order=True).len()["len"]
    ends = lengths.cum_sum()
    parts = [papers.slice(end - length, length) for end, length in zip(ends, lengths, strict=True)]
    return {_name(part): part for part in parts}


def _name(month: pl.DataFrame) -> str:
    return f"{READINGS}{month['date'][0]:%Y-%m}-{digest(month)}"


def after(named: dict[str, pl.DataFrame], count: int) -> Iterator[tuple[str, pl.DataFrame, int]]:
    """Name and papers of each month that goes beyond the first ``count`` papers, and how many lie before."""
    for name, month in named.items():
        if month.height > count:
            yield name, month, count
        count = max(count - month.height, 0)


def made_of(named: dict[str, pl.DataFrame], count: int) -> str:
    """Digest of all that a join of the first ``count`` papers depends on, in 32 hex digits."""
    state = hashlib.sha256(_way_of_joining())
    for name, month in named.items():
        part = month.head(count)
        state.update((name if part.height == month.height else _name(part)).encode())
        for column in _OWN:
            state.update(_hashes(part[column]))
        count -= part.height
        if not count:
            break
    return f"{count} {state.hexdigest()[:32]}"


def _hashes(column: pl.Series) -> bytes:
    if column.dtype != pl.List:
        return column.hash(seed=0).to_numpy().tobytes()
    sizes = column.list.len().fill_null(2**32 - 1).to_numpy()
    return sizes.tobytes() + column.explode().hash(seed=0).to_numpy().tobytes()


def _way_of_joining() -> bytes:
    """Version of the code, and the data files that only the joins use."""
    inside = (files("inroad") / "data" / folder / name for folder, name in sorted(JOINED_LATER))
    return b"\0".join([f"{VERSION} {pl.__version__}".encode(), *(item.read_bytes() for item in inside)])
