"""The columns of papers at rest: ``types.Paper`` as a table, one row a paper."""

from __future__ import annotations

import polars as pl

PAPERS = pl.Schema(
    [
        ("paper_id", pl.String),
        ("title", pl.String),
        ("abstract", pl.String),
        ("authors", pl.List(pl.String)),
        ("categories", pl.List(pl.String)),
        ("date", pl.Date),
        ("date_quality", pl.String),
        ("updated", pl.Date),
        ("version", pl.Int32),
        ("comment", pl.String),
        ("journal_ref", pl.String),
        ("doi", pl.String),
        ("license", pl.String),
        ("venue", pl.String),
        ("code_url", pl.String),
        ("also", pl.List(pl.String)),
    ]
)
"""Same names, order and meaning as the fields of :class:`inroad.types.Paper`."""
