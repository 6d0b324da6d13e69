"""Parquet files: which of the known tables one is, and its rows in batches.

A table is known by its columns.  Each shape has a file of its own that says which columns it needs and
how they become those of ``PAPERS``; this one only opens, recognises and cuts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from inroad.corpus.batch import Batch
from inroad.errors import InputError
from inroad.sources import acl_table, arxiv_mirror, arxiv_table, venue_table
from inroad.sources.opening import Unrecognised

ROWS = 32_768


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


def read(path: Path, rows: int = ROWS) -> Iterator[Batch]:
    """The rows of a known table as papers."""
    with _damage_named(path):
        scan = pl.scan_parquet(path, glob=False)
        shape = recognise(path, scan.collect_schema())
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
    known = "; ".join(f"{shape.name}: {', '.join(sorted(shape.needs))}" for shape in SHAPES)
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
