"""Papers month by month: under which name a month's readings are kept, and what a join was made of.

Both are digests of the papers and of the way they are read, so what is kept is used only for what it was
made of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

import polars as pl

from inroad.atlas.readings import INPUT, JOINED_LATER, digest, way_of_reading

READINGS = "readings-"
VERSION = 10
"""Raised when the same readings would be joined differently, so that joins go back to the first paper."""

_OWN = ("date", "authors")
"""Columns of the corpus on which joins depend, and readings do not."""
NEEDED = (*INPUT, *_OWN)
"""All columns of the corpus that make a difference to an atlas."""


@dataclass(frozen=True, slots=True)
class Month:
    """The dated papers of one month; what is told of them is known before they are opened."""

    name: str
    """Under which their readings are kept."""
    rows: int
    own: str
    """Digest of what joins depend on, and readings do not."""
    papers: Callable[[], pl.LazyFrame]
    """Opens them: columns NEEDED, in order of (date, paper_id); what is not asked for is not read."""


def months(papers: pl.DataFrame) -> list[Month]:
    """Papers sorted by date, month by month."""
    lengths = papers.group_by(pl.col("date").dt.truncate("1mo"), maintain_order=True).len()["len"]
    ends, way = lengths.cum_sum(), way_of_reading()
    parts = (papers.slice(end - length, length) for end, length in zip(ends, lengths, strict=True))
    return [_month(part, way) for part in parts]


def _month(papers: pl.DataFrame, way: bytes) -> Month:
    name = f"{READINGS}{papers['date'][0]:%Y-%m}-{digest(papers, way)}"
    own = hashlib.sha256(b"".join(_hashes(papers[column]) for column in _OWN))
    return Month(name, papers.height, own.hexdigest()[:32], papers.lazy)


def after(every: Iterable[Month], count: int) -> Iterator[tuple[Month, int]]:
    """Each month that goes beyond the first ``count`` papers, and how many of its papers lie before."""
    for month in every:
        if month.rows > count:
            yield month, count
        count = max(count - month.rows, 0)


def made_of(every: Iterable[Month], count: int) -> str:
    """Digest of all that a join of the first ``count`` papers depends on, in 32 hex digits."""
    state = hashlib.sha256(_way_of_joining())
    for month in every:
        part = (
            month if month.rows <= count else _month(month.papers().head(count).collect(), way_of_reading())
        )
        state.update(f"{part.name} {part.own} ".encode())
        count -= part.rows
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
