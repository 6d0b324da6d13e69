"""What is known of a paper when several records speak of it.

``merge(existing, incoming)`` is a union in the mathematical sense: commutative, associative and
idempotent, so neither the order of files nor the cutting into batches changes the result.

- For every field the newest record that knows it counts (higher version, then later ``updated``); of
  equally new ones the longer value, then the greater.  Unknown never replaces known.
- The first date counts: the earliest among those of the best quality.

Associativity needs one thing more than the row itself.  If a comment is known only from version 1, the
merged row says version 3, yet a comment of version 2 that comes later must win.  The column ``older``
keeps the age of such values; it is null nearly everywhere.
"""

from __future__ import annotations

import polars as pl

from inroad.corpus.schema import PAPERS
from inroad.corpus.store import RECORDS, STAMPED

QUALITIES = ("submission", "digest", "id_month", "year")
"""Best first."""

_LISTS = tuple(name for name, kind in PAPERS.items() if kind == pl.List(pl.String))
_DAYS = 1_000_000
_BEFORE_ALL_DATES = 500_000


def merge(existing: pl.DataFrame, incoming: pl.DataFrame) -> pl.DataFrame:
    """One row a paper, in the columns of ``RECORDS``, sorted by date (unknown last) and paper_id."""
    rows = pl.concat([as_records(existing), as_records(incoming)])
    twice = rows["paper_id"].is_duplicated()
    several = _without_copies(rows.filter(twice))
    still = several["paper_id"].is_duplicated()
    merged = [rows.filter(~twice), several.filter(~still), _one_row_each(several.filter(still))]
    return pl.concat(merged).sort("date", "paper_id", nulls_last=True)


def as_records(table: pl.DataFrame) -> pl.DataFrame:
    """Papers or records in the columns of ``RECORDS``."""
    if "older" not in table.columns:
        table = table.with_columns(pl.lit(None, RECORDS["older"]).alias("older"))
    return table.select(RECORDS.names()).cast(RECORDS)


def signature() -> pl.Expr:
    """A number that differs where any field of two records differs."""
    return pl.concat_str(
        [_as_text(name).fill_null("\x00") for name in RECORDS if name != "older"]
        + [pl.col("older").struct.field(name).cast(pl.String).fill_null("\x00") for name in STAMPED],
        separator="\x1f",
    ).hash()


def date_rank(date_quality: str = "date_quality") -> pl.Expr:
    """0 for the best quality of a date."""
    return pl.col(date_quality).replace_strict(QUALITIES, range(4), default=4, return_dtype=pl.Int8)


def _without_copies(rows: pl.DataFrame) -> pl.DataFrame:
    signed = rows.with_columns(signature().alias("signature"))
    return signed.unique(["paper_id", "signature"]).drop("signature")


def _one_row_each(rows: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return rows
    aged = rows.with_columns(_stamp(name).alias(f"age {name}") for name in STAMPED)
    merged = aged.group_by("paper_id").agg(
        *(part for name in STAMPED for part in _newest(name)),
        *_first_date(),
        pl.col("updated").max(),
        pl.col("version").max(),
        pl.col("also").explode().drop_nulls().unique().sort(),
    )
    row_age = _age()
    older = [pl.when(pl.col(f"age {name}") != row_age).then(f"age {name}").alias(name) for name in STAMPED]
    some = pl.any_horizontal(part.is_not_null() for part in older)
    whole = merged.with_columns(pl.when(some).then(pl.struct(older)).alias("older"))
    return as_records(whole)


def _age() -> pl.Expr:
    days = pl.col("updated").cast(pl.Int32).cast(pl.Int64) + _BEFORE_ALL_DATES
    return pl.col("version").cast(pl.Int64).fill_null(0) * _DAYS + days.fill_null(0)


def _stamp(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null()).then(pl.coalesce(pl.col("older").struct.field(name), _age()))


def _newest(name: str) -> tuple[pl.Expr, pl.Expr]:
    age, text = pl.col(f"age {name}"), _as_text(name)
    known = pl.col(name).is_not_null()
    order = [age.filter(known), text.str.len_bytes().filter(known), text.filter(known)]
    return pl.col(name).filter(known).sort_by(order).last(), age.max()


def _first_date() -> tuple[pl.Expr, pl.Expr]:
    known = pl.col("date").is_not_null()
    order = [date_rank().filter(known), pl.col("date").filter(known)]
    first = [pl.col(name).filter(known).sort_by(order).first() for name in ("date", "date_quality")]
    return first[0], first[1].fill_null(QUALITIES[-1])


def _as_text(name: str) -> pl.Expr:
    return pl.col(name).list.join("\x1e") if name in _LISTS else pl.col(name).cast(pl.String)
