"""Every record in the same spelling before it is compared with others.

Pure: a table of papers as their source wrote them goes in, a table in ``schema.PAPERS`` and the records
that could not be used come out.  Only a missing or unreadable id or title makes a record useless; any
other doubtful value becomes unknown.
"""

from __future__ import annotations

import datetime as dt
import json

import polars as pl

from inroad.corpus import clean, paper_ids
from inroad.corpus.merge import QUALITIES
from inroad.corpus.schema import PAPERS
from inroad.types import Reject

TEXTS = ("title", "abstract", "comment", "journal_ref", "license", "venue")
LISTS = ("authors", "categories")
RAW_CHARACTERS = 500

FIRST_ARXIV = dt.date(1985, 1, 1)
"""No date on arXiv is older; the few papers put in later carry dates of the late eighties."""
FIRST_ELSEWHERE = dt.date(1950, 1, 1)
"""The oldest proceedings in venue lists are of the sixties."""


def normalise(table: pl.DataFrame, source: str, today: dt.date) -> tuple[pl.DataFrame, list[Reject]]:
    """Papers in one spelling, and the records without usable id or title.

    Args:
        table: the columns of ``PAPERS``; ``place`` too, where in the source each row stood.
        source: file name or address, for the rejects.
        today: dates more than a year later are mistakes.
    """
    if "place" not in table.columns:
        number = pl.int_range(1, pl.len() + 1)
        table = table.with_columns(pl.format("record {}", number).alias("place"))
    done = _cleaned(_identified(table)).with_columns(_reason().alias("reason"))
    rejects = _rejects(table, done, source)
    good = done.filter(pl.col("reason").is_null())
    return _dated(good, today).select(PAPERS.names()).cast(PAPERS), rejects


def raw_start(raw: str) -> str:
    """The start of a record for the reject file: control characters escaped, at most 500 characters."""
    start = raw[:RAW_CHARACTERS]
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in start)
    return "".join(shown)[:RAW_CHARACTERS]


def _identified(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(
        paper_ids.paper_id("paper_id"),
        pl.coalesce("version", paper_ids.version("paper_id")).cast(pl.Int32, strict=False).alias("version"),
        paper_ids.doi("doi"),
        _web_address("code_url"),
    ).with_columns(pl.when(pl.col("version") > 0).then("version").alias("version"))


def _cleaned(table: pl.DataFrame) -> pl.DataFrame:
    columns = [clean.text(table[name]) for name in TEXTS] + [clean.names(table[name]) for name in LISTS]
    return table.with_columns(columns).with_columns(
        pl.col("categories").list.unique(maintain_order=True),
        pl.col("also").fill_null([]).list.unique().list.sort(),
    )


def _web_address(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    with_scheme = pl.when(text.str.contains(r"^(?i)https?://")).then(text).otherwise("https://" + text)
    return pl.when(
        with_scheme.str.contains(r"^(?i)https?://[\w-]+(\.[\w-]+)+(:[0-9]+)?([/?#][^\s<>]*)?$")
    ).then(with_scheme)


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col("title").is_null()).then(pl.lit("it has no title"))
        .when(pl.col("paper_id").is_null()).then(pl.lit("it has no usable paper id"))
    )  # fmt: skip


def _rejects(before: pl.DataFrame, after: pl.DataFrame, source: str) -> list[Reject]:
    bad = after["reason"].is_not_null()
    if not bad.any():
        return []
    rows = zip(before.filter(bad).iter_rows(named=True), after.filter(bad)["reason"], strict=True)
    return [Reject(source, row["place"], reason, raw_start(_as_json(row))) for row, reason in rows]


def _as_json(row: dict[str, object]) -> str:
    known = {name: value for name, value in row.items() if value is not None and name != "place"}
    return json.dumps(known, ensure_ascii=False, default=str)


def _dated(table: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Dates that can be; for arXiv papers the id's month where the date is missing, vague or a year off."""
    first = pl.when(paper_ids.is_arxiv("paper_id")).then(FIRST_ARXIV).otherwise(FIRST_ELSEWHERE)
    last = today + dt.timedelta(days=365)
    month = paper_ids.month("paper_id")
    off = (_months(pl.col("date")) - _months(month)).abs() >= 12
    table = table.with_columns(
        pl.when(pl.col(name).is_between(first, last)).then(name).alias(name) for name in ("date", "updated")
    )
    quality = pl.col("date_quality").fill_null("submission")
    vague = pl.col("date").is_null() | ~quality.is_in(QUALITIES[:-1]) | off
    by_id = month.is_not_null() & vague & (month <= last)
    known_quality = pl.when(quality.is_in(QUALITIES)).then(quality).otherwise(pl.lit("year"))
    date = pl.when(by_id).then(month.dt.offset_by("14d")).otherwise("date")
    return table.with_columns(
        date.alias("date"),
        pl.when(by_id).then(pl.lit("id_month")).when(date.is_null()).then(pl.lit("year")).otherwise(known_quality)
        .alias("date_quality"),
    )  # fmt: skip


def _months(date: pl.Expr) -> pl.Expr:
    return date.dt.year() * 12 + date.dt.month()
