"""Columns of foreign tables as the types we know, whatever the file declares them to be.

A missing column is all unknown; a value that cannot be read is unknown; neither is an error.
"""

from __future__ import annotations

import polars as pl

from inroad.corpus.schema import PAPERS

_NOTHING = ("", "None", "none", "null", "nan", "NaN", "N/A")
"""What writers of tables put where nothing is known."""


def text(table: pl.DataFrame, name: str) -> pl.Expr:
    """A text column; lists are joined by a space."""
    kind = table.schema.get(name)
    if kind is None:
        return pl.lit(None, pl.String).alias(name)
    if isinstance(kind, pl.List):
        return pl.col(name).cast(pl.List(pl.String), strict=False).list.join(" ")
    if kind.is_nested() or kind == pl.Binary:
        return pl.lit(None, pl.String).alias(name)
    value = pl.col(name).cast(pl.String, strict=False)
    return pl.when(~value.str.strip_chars().is_in(_NOTHING)).then(value)


def words(table: pl.DataFrame, name: str) -> pl.Expr:
    """A column of labels: a list, or a text of words with spaces between."""
    return text(table, name).str.split(" ").list.eval(pl.element().filter(pl.element() != ""))


def texts(table: pl.DataFrame, name: str) -> pl.Expr:
    """A list column; null where it is missing or no list."""
    if isinstance(table.schema.get(name), pl.List):
        return pl.col(name).cast(pl.List(pl.String), strict=False)
    return pl.lit(None, pl.List(pl.String)).alias(name)


def number(table: pl.DataFrame, name: str) -> pl.Expr:
    """A whole number."""
    return text(table, name).str.strip_suffix(".0").cast(pl.Int32, strict=False)


def day(table: pl.DataFrame, name: str) -> pl.Expr:
    """A day, from a date, a timestamp, an ISO text or a number of seconds or milliseconds since 1970."""
    kind = table.schema.get(name)
    if kind is None or kind.is_nested():
        return pl.lit(None, pl.Date).alias(name)
    if kind.is_temporal():
        return pl.col(name).cast(pl.Date, strict=False)
    if kind.is_numeric():
        return _since_1970(pl.col(name).cast(pl.Int64, strict=False))
    return pl.col(name).cast(pl.String, strict=False).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def _since_1970(value: pl.Expr) -> pl.Expr:
    # Seconds of any year we know have up to 10 digits, milliseconds up to 13, and so on.
    seconds = (
        pl.when(value < 10**11).then(value)
        .when(value < 10**14).then(value // 10**3)
        .when(value < 10**17).then(value // 10**6)
        .otherwise(value // 10**9)
    )  # fmt: skip
    return pl.from_epoch(seconds, time_unit="s").cast(pl.Date, strict=False)


def papers(table: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    """A table in the columns of ``PAPERS``; those not given are unknown."""
    given = table.select(**columns)
    missing = [pl.lit(None, kind).alias(name) for name, kind in PAPERS.items() if name not in columns]
    return given.with_columns(missing).select(PAPERS.names()).cast(PAPERS, strict=False)
