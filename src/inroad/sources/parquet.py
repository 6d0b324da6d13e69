"""Parquet files: which of the known tables one is, and its rows in batches.

A table is known by its columns.  Each shape has a file of its own that says which columns it needs and
how they become those of ``PAPERS``; this one only opens, recognises and cuts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from inroad.corpus.batch import Batch
from inroad.errors import InputError
from inroad.signals.batch import SeenBatch, at_noon
from inroad.sources import acl_table, arxiv_mirror, arxiv_table, seen_tables, venue_table
from inroad.sources.opening import Unrecognised

ROWS, SEEN_ROWS = 32_768, 250_000
_OBSERVED_LINKS = ("github_repo", "github_stars")
"""Columns of a list of papers that are observations of a later day, and no part of the papers."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table."""

    name: str
    needs: frozenset[str]
    tidy: Callable[[pl.DataFrame], pl.DataFrame]


SHAPES = tuple(
    Shape(name, module.NEEDS, module.tidy)
    for name, module in (
        ("arXiv papers", arxiv_table),
        ("mirror of the arXiv snapshot", arxiv_mirror),
        ("ACL Anthology", acl_table),
        ("venue papers", venue_table),
    )
)


def read_any(path: Path, observed: dt.datetime | None = None) -> Iterator[Batch | SeenBatch]:
    """The rows of a known table as papers, as observations, or as both."""
    with _damage_named(path):
        schema = pl.scan_parquet(path, glob=False).collect_schema()
    shape = seen_tables.recognise(schema)
    papers = shape is None or {"title", "abstract"} <= set(schema)
    if shape is not None:
        for batch in read_seen(path, shape, observed):
            yield replace(batch, rows=len(batch.rejects)) if papers else batch  # a row is counted once
    if papers:
        yield from read(path)


def read_seen(
    path: Path, shape: seen_tables.Shape, observed: dt.datetime | None, rows: int = SEEN_ROWS
) -> Iterator[SeenBatch]:
    """The rows of a known table as past observations."""
    with _damage_named(path):
        scan = pl.scan_parquet(path, glob=False)
        newest = seen_tables.newest_day(shape, scan)
        total: int = scan.select(pl.len()).collect().item()
    stamp = observed or (at_noon(newest) if newest else seen_tables.file_day(path))
    yield SeenBatch(str(path), 0, note=_note(path, shape, stamp, observed, newest))
    for start in range(0, total, rows):
        with _damage_named(path):
            part = scan.slice(start, rows).collect()
            placed = part.with_columns(seen_tables.place_column(start, part.height))
            batch = seen_tables.read(shape, placed, str(path), stamp, dt.datetime.now(dt.UTC).date())
        yield batch


def _note(
    path: Path,
    shape: seen_tables.Shape,
    stamp: dt.datetime,
    observed: dt.datetime | None,
    newest: dt.date | None,
) -> str:
    """What the user must know of how rows are dated."""
    if shape.day is not None or observed is not None:
        return ""
    why = "the newest day in it" if newest else "the day the file was last changed"
    taken = f"{stamp:%Y-%m-%d} is taken, {why} (--observed DAY tells it)"
    return f"{path} does not say when it was observed: {taken}"


def read(path: Path, rows: int = ROWS) -> Iterator[Batch]:
    """The rows of a known table as papers."""
    with _damage_named(path):
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        shape = recognise(path, schema)
        if seen_tables.recognise(schema):
            scan = scan.drop(_OBSERVED_LINKS, strict=False)
        total: int = scan.select(pl.len()).collect().item()
    for start in range(0, total, rows):
        with _damage_named(path):
            part = scan.slice(start, rows).collect()
            place = pl.format("row {}", pl.int_range(start + 1, start + part.height + 1, eager=True))
            table = shape.tidy(part).with_columns(place.alias("place"))
        yield Batch(table, str(path))


def recognise(path: Path, schema: pl.Schema) -> Shape:
    """The shape that has these columns."""
    for shape in SHAPES:
        if shape.needs <= set(schema):
            return shape
    shapes = [(shape.name, shape.needs) for shape in SHAPES]
    shapes += [(shape.name, shape.needs) for shape in seen_tables.SHAPES]
    known = "; ".join(f"{name}: {', '.join(sorted(needs))}" for name, needs in shapes)
    raise Unrecognised(
        f"{path} has the columns {', '.join(schema)}", f"rename them to those of a known table ({known})"
    )


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except PolarsError as error:
        line = (str(error).splitlines() or [""])[0]
        raise InputError(f"{path} is a damaged Parquet file ({line})", "fetch it again") from error
