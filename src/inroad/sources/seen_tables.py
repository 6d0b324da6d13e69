"""Tables of past observations: which of the known ones a table is, and its rows as observations.

A table is known by its columns.  Each shape says which it needs, and how its rows become observations; a
row that cannot be one is given its reason instead.
"""

from __future__ import annotations

import ast
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from inroad.corpus.normalise import raw_start
from inroad.corpus.paper_ids import paper_id
from inroad.signals.batch import SeenBatch, at_noon
from inroad.signals.schema import ISSUES, OBSERVATIONS, STATUS
from inroad.signals.subjects import repository_column
from inroad.sources.columns import day, number, text
from inroad.sources.github_issues import files_named
from inroad.types import Reject

SEEN = STATUS.index("seen")


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table."""

    name: str
    """Also the ``source`` of its observations: a file may be renamed."""
    needs: frozenset[str]
    tidy: Callable[[pl.DataFrame, str], pl.DataFrame]
    """Columns of the table, plus ``reason`` (null: good) and what ``keep`` reads."""
    keep: Callable[[pl.DataFrame, str], tuple[pl.DataFrame, pl.DataFrame]]
    """OBSERVATIONS and ISSUES of good rows."""
    lacks: frozenset[str] = frozenset()
    day: str | None = None
    """Column with the day of the observation; None: the table as a whole is stamped."""
    newest: str | None = None
    """Column whose newest day stamps a table without days of observation."""


def recognise(schema: pl.Schema) -> Shape | None:
    """The shape that has these columns; None if it is no table of observations."""
    columns = set(schema)
    return next((shape for shape in SHAPES if shape.needs <= columns and not shape.lacks & columns), None)


def read(shape: Shape, part: pl.DataFrame, source: str, stamp: dt.datetime, today: dt.date) -> SeenBatch:
    """Rows of a table as observations.

    Args:
        shape: that of the table.
        part: rows, with a column ``place``.
        source: file name, for rejects.
        stamp: when rows without a day of their own were observed.
        today: rows observed later than tomorrow are mistakes.
    """
    tidied = shape.tidy(part, shape.name).hstack(part.select(_observed(shape, part, stamp)))
    late = pl.col("observed").dt.date() > today + dt.timedelta(days=1)
    reason = (
        pl.when(pl.col("reason").is_not_null())
        .then("reason")
        .when(pl.col("observed").is_null())
        .then(pl.lit("its day cannot be read"))
        .when(late)
        .then(pl.lit("its day lies in the future"))
    )
    judged = tidied.with_columns(reason=reason)
    good = judged.filter(pl.col("reason").is_null())
    bad = part.join(
        judged.filter(pl.col("reason").is_not_null()).select("place", "reason"), on="place", how="inner"
    )
    observations, issues = shape.keep(good, shape.name)
    return SeenBatch(source, part.height, observations, issues, tuple(_rejects(bad, source)))


def _observed(shape: Shape, part: pl.DataFrame, stamp: dt.datetime) -> pl.Expr:
    if shape.day is None:
        return pl.repeat(stamp, pl.len(), dtype=pl.Datetime("us", "UTC")).alias("observed")
    noon = day(part, shape.day).cast(pl.Datetime("us")).dt.replace_time_zone("UTC") + pl.duration(hours=12)
    return noon.alias("observed")


def _rejects(bad: pl.DataFrame, source: str) -> list[Reject]:
    return [
        Reject(source, row.pop("place"), row.pop("reason"), raw_start(json.dumps(row, default=str)))
        for row in bad.iter_rows(named=True)
    ]


def newest_day(shape: Shape, scan: pl.LazyFrame) -> dt.date | None:
    """The newest day in a table: it cannot have been made before."""
    if shape.newest is None:
        return None
    column = scan.select(shape.newest).collect()
    newest = column.select(day(column, shape.newest)).to_series().max()
    return newest if isinstance(newest, dt.date) else None


# -- rows -----------------------------------------------------------------------------------------


def _observations(
    rows: pl.DataFrame, source: str, *parts: tuple[str, pl.Expr, pl.Expr | None]
) -> pl.DataFrame:
    """One part a thing: what, whose subject it is, and its number, or else its words in ``text``."""
    tables = [
        rows.select(
            subject=subject,
            what=pl.lit(what),
            value=pl.lit(None, pl.Float64) if value is None else value.cast(pl.Float64),
            text=pl.col(f"{what}_text") if value is None else pl.lit(None, pl.String),
            status=pl.lit(SEEN, pl.UInt8),
            observed="observed",
            source=pl.lit(source),
        )
        for what, subject, value in parts
    ]
    told = pl.col("value").is_not_null() | pl.col("text").is_not_null()
    return pl.concat([OBSERVATIONS.to_frame(), *tables]).filter(told, pl.col("subject").is_not_null())


def _count(table: pl.DataFrame, name: str) -> pl.Expr:
    """A count that is not negative."""
    value = number(table, name)
    return pl.when(value >= 0).then(value)


# -- star counts ----------------------------------------------------------------------------------


def _tidy_stars(table: pl.DataFrame, name: str) -> pl.DataFrame:
    named = table.with_columns(repo=text(table, "repo"))
    rows = named.select(
        place="place",
        subject="repo:" + repository_column("repo"),
        stars=_count(table, "stars"),
        forks=_count(table, "forks"),
        open_issues=_count(table, "issues"),
        pushed_text=day(table, "last_commit").dt.strftime("%Y-%m-%d"),
    )
    reason = (
        pl.when(pl.col("subject").is_null())
        .then(pl.lit("it names no repository"))
        .when(pl.col("stars").is_null())
        .then(pl.lit("it has no count of stars"))
    )
    return rows.with_columns(reason=reason)


def _keep_stars(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    subject = pl.col("subject")
    counts = [(what, subject, pl.col(what)) for what in ("stars", "forks", "open_issues")]
    return _observations(rows, source, *counts, ("pushed", subject, None)), ISSUES.to_frame()


# -- papers featured by the Hub -------------------------------------------------------------------


def _tidy_daily(table: pl.DataFrame, name: str) -> pl.DataFrame:
    named = table.with_columns(paper_id=text(table, "arxiv_id"), repo=text(table, "github_repo"))
    rows = named.select(
        place="place",
        subject="paper:" + paper_id("paper_id"),
        repository_text=repository_column("repo"),
        upvotes=_count(table, "upvotes"),
        stars=_count(table, "github_stars"),
    )
    reason = pl.when(pl.col("subject").is_null()).then(pl.lit("its id is no arXiv id"))
    return rows.with_columns(reason=reason)


def _keep_daily(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    subject, repo = pl.col("subject"), "repo:" + pl.col("repository_text")
    parts = (
        ("upvotes", subject, pl.col("upvotes")),
        ("repository", subject, None),
        ("stars", repo, pl.col("stars")),
    )
    return _observations(rows, source, *parts), ISSUES.to_frame()


# -- links to code --------------------------------------------------------------------------------


def _tidy_links(table: pl.DataFrame, name: str) -> pl.DataFrame:
    named = table.with_columns(paper_id=text(table, "arxiv_id"), link=text(table, "code_url"))
    rows = named.select(
        place="place",
        subject="paper:" + paper_id("paper_id"),
        repository_text=repository_column("link"),
        linked=pl.col("link").is_not_null(),
    )
    reason = (
        pl.when(pl.col("subject").is_null())
        .then(pl.lit("its id is no arXiv id"))
        .when(pl.col("linked") & pl.col("repository_text").is_null())
        .then(pl.lit("its link leads to no repository on GitHub"))
    )
    return rows.with_columns(reason=reason)


def _keep_links(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    # No link says nothing: nobody knows whether anybody looked.
    return _observations(rows, source, ("repository", pl.col("subject"), None)), ISSUES.to_frame()


# -- issues ---------------------------------------------------------------------------------------


def _tidy_issues(table: pl.DataFrame, name: str) -> pl.DataFrame:
    named = table.with_columns(url=text(table, "url"))
    rows = table.select(
        place="place",
        title=text(table, "title"),
        labels=text(table, "labels"),
        state=text(table, "state"),
        author=text(table, "user"),
        comments=_count(table, "comments"),
        created=day(table, "created_at"),
        updated=day(table, "updated_at"),
        body=text(table, "body"),
    ).hstack(
        named.select(
            repo=repository_column("url"),
            pull=pl.col("url").str.contains(r"/pull/\d"),
            number=pl.col("url").str.extract(r"/issues/(\d{1,9})", 1).cast(pl.UInt32, strict=False),
        )
    )
    reason = (
        pl.when(pl.col("pull"))
        .then(pl.lit("it is a pull request"))
        .when(pl.col("number").is_null() | pl.col("repo").is_null())
        .then(pl.lit("it has no address of an issue"))
    )
    return rows.with_columns(reason=reason)


def _keep_issues(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    known = [_issue(row, source) for row in rows.iter_rows(named=True)]
    return OBSERVATIONS.to_frame(), pl.DataFrame(known, schema=ISSUES, orient="row")


def _issue(row: dict[str, object], source: str) -> dict[str, object]:
    title, body, state = str(row["title"] or ""), row["body"], row["state"]
    made = {name: _moment(row[name]) for name in ("created", "updated")}
    told = {
        "title": title[:300],
        "labels": labels(row["labels"]),
        "state": state if state in ("open", "closed") else None,
        "assignees": None,
        "files": list(files_named(f"{title}\n{body or ''}")),
        # A table that leaves the text out does not say that it was empty.
        "length": len(body) if isinstance(body, str) and body else None,
        "source": source,
    }
    return {name: {**row, **made, **told}.get(name) for name in ISSUES}


def _moment(value: object) -> dt.datetime | None:
    return at_noon(value) if isinstance(value, dt.date) else None


def labels(words: object) -> list[str] | None:
    """Names of labels, from a list of names or of objects, written as JSON or as Python writes it."""
    if not isinstance(words, str) or len(words) > 50_000:
        return None
    for parse in (json.loads, ast.literal_eval):
        try:
            found = parse(words)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        return _names(found) if isinstance(found, list) else None
    return None


def _names(found: list[object]) -> list[str]:
    named = (label.get("name") if isinstance(label, dict) else label for label in found)
    return [name[:100] for name in named if isinstance(name, str)]


# -- shapes ---------------------------------------------------------------------------------------


def _nothing(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    return OBSERVATIONS.to_frame(), ISSUES.to_frame()


SHAPES = (
    Shape("star counts", frozenset({"repo", "date", "stars"}), _tidy_stars, _keep_stars, day="date"),
    Shape(
        *("daily papers", frozenset({"arxiv_id", "hf_date", "upvotes"}), _tidy_daily, _keep_daily),
        day="hf_date",
    ),
    Shape(
        *("links to code", frozenset({"arxiv_id", "code_url"}), _tidy_links, _keep_links),
        lacks=frozenset({"abstract"}),
        newest="date",
    ),
    Shape("issues", frozenset({"title", "url", "labels", "repo"}), _tidy_issues, _keep_issues),
)


def place_column(start: int, rows: int) -> pl.Series:
    """Where each row stands in its file."""
    return pl.Series("place", [f"row {number}" for number in range(start + 1, start + rows + 1)])


def file_day(path: Path) -> dt.datetime:
    """When a file was last changed: what is in it was seen by then."""
    return dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC)
