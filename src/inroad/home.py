"""What changed in a field since a day: cheap counts for a first page."""

from __future__ import annotations

import datetime as dt

import polars as pl

from inroad.atlas.field import Field, find_field
from inroad.atlas.growth import growth, month_counts
from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.types import FieldNews, Growth

LATELY = dt.timedelta(days=30)
MOST_NAMED = 5
"""New methods that are named."""
# -- a field --------------------------------------------------------------------------------------


def field_news(atlas: Atlas, query: str, since: dt.date) -> FieldNews:
    """What changed in a field after a day.

    A field that matches nothing has no papers and an unknown stage; it is no failure, since what is kept may
    be older than the corpus.
    """
    try:
        field = find_field(atlas, query)
    except InputError:
        return FieldNews(query, 0, 0, 0, (), "unknown", growth(()))
    dates, until = field.papers["date"], atlas.coverage().until or since
    return FieldNews(
        query,
        field.papers.height,
        int((dates > since).sum()),
        int((dates > until - LATELY).sum()),
        _new_methods(field, since),
        _stage_then(atlas, dates, since).stage,
        growth(month_counts(dates, atlas.covered), dense_since=atlas.covered.dense_since),
    )


def _stage_then(atlas: Atlas, dates: pl.Series, day: dt.date) -> Growth:
    try:
        covered = atlas.until(day).covered
    except InputError:
        return growth(())  # the corpus begins later
    return growth(month_counts(dates.filter(dates <= day), covered), dense_since=covered.dense_since)


def _new_methods(field: Field, since: dt.date) -> tuple[str, ...]:
    new = field.methods.filter(pl.col("known") > since)
    ordered = new.sort("in_field", "method", descending=[True, False])
    return tuple(ordered["name"].head(MOST_NAMED))
