"""Adoption of all methods at once, on executors: what :mod:`inroad.atlas.adoption` counts.

Every count of a method depends on that method's rows alone, and on how many papers a month has.  So methods
are dealt out to tasks, with the papers that name them, and each task calls the same functions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from inroad.atlas import adoption
from inroad.atlas.schema import MENTIONS, METHODS, PAPERS, RELATED
from inroad.corpus.store import Shard
from inroad.scale.arrow import as_ours, ddl, to_arrow
from inroad.scale.folder import Folder
from inroad.scale.reading import packed, told, unpacked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SCHEMAS = {
    "monthly": adoption.MONTHLY,
    "totals": adoption.TOTALS,
    "groups": adoption.GROUPS,
    "usage": adoption.USAGE,
}
_ORDER = ("method", "month", "relation")
_SHARE = 250_000
"""Mentions that a task counts, about."""
_PAPERS = pl.Schema({name: PAPERS[name] for name in ("paper", "date", "authors")})
_METHODS = pl.Schema({name: METHODS[name] for name in ("method", "introduced_by")})
_READ = ("method", "paper", "relation", "parent")
_ROWS_OF = pl.Schema({name: kind for name, kind in {**RELATED, **MENTIONS}.items() if name in _READ})


def write(folder: Folder, files: Mapping[str, Shard], papers: pl.DataFrame, into: str) -> None:
    """All counts of an atlas as Parquet, a folder each.

    Args:
        folder: where the tables of the atlas lie.
        files: they, by name.
        papers: PAPERS, for what is told of all methods alike.
        into: name of a folder in it.
    """
    given = _Given(folder, files)
    named, founded, used = given.named(), given.founded(), given.used()
    for name, way in _ways(papers).items():
        dealt = used if name == "usage" else named
        schema, order = SCHEMAS[name], [key for key in _ORDER if key in SCHEMAS[name]]
        counted = dealt.groupby("deal").cogroup(founded.groupby("deal"))
        with told():
            table = counted.applyInArrow(_counts(way, schema), ddl(schema))
            table.orderBy(*order).write.mode("overwrite").parquet(folder.at(into, name))


# -- on an executor -------------------------------------------------------------------------------

Way = Callable[[pl.DataFrame, pl.DataFrame, pl.DataFrame], pl.DataFrame]
"""Counts, of rows of methods, papers and METHODS."""


def _ways(papers: pl.DataFrame) -> dict[str, Way]:
    covered, last = packed(adoption.per_month(papers)), papers["date"].max()
    until = last if isinstance(last, dt.date) else None
    return {
        "monthly": lambda rows, papers, methods: adoption.monthly(rows, papers, methods, unpacked(covered)),
        "totals": lambda rows, papers, methods: adoption.totals(rows, papers, methods, until),
        "groups": lambda rows, papers, _: adoption.groups(rows, papers),
        "usage": lambda rows, _, methods: adoption.usage(rows, methods),
    }


def _counts(way: Way, schema: pl.Schema) -> Callable[[Any, Any], Any]:
    """A function of what a task is given: rows of some methods, and these methods."""

    def run(left: Any, right: Any) -> Any:
        rows, methods = (pl.DataFrame(pl.from_arrow(table)) for table in (left, right))
        if rows.is_empty():
            return to_arrow(schema.to_frame())
        founding = methods.drop_nulls("introduced_by").select(
            paper="introduced_by", date="date", authors="authors"
        )
        known = [founding, rows.select("paper", "date", "authors")] if "date" in rows.columns else [founding]
        papers = as_ours(pl.concat(known), _PAPERS).unique("paper")
        methods = as_ours(methods, _METHODS)
        return to_arrow(way(as_ours(rows, _kinds(rows)), papers, methods).select(schema.names()))

    return run


def _kinds(rows: pl.DataFrame) -> pl.Schema:
    """What rows of methods hold, but for the papers."""
    return pl.Schema({name: _ROWS_OF[name] for name in _ROWS_OF if name in rows.columns})


# -- what it is given -----------------------------------------------------------------------------


class _Given:
    """Tables of an atlas as Spark reads them, dealt out by method."""

    def __init__(self, folder: Folder, files: Mapping[str, Shard]) -> None:
        self._folder, self._files = folder, files
        at_once = folder.session.sparkContext.defaultParallelism
        self._deals = max(at_once, -(-files["mentions"].rows // _SHARE))

    def named(self) -> DataFrame:
        """Which papers name which methods, each pair once, with what is counted of the papers."""
        pairs = self._table("mentions").select("method", "paper").distinct()
        return self._dealt(
            pairs.join(self._table("papers").select("paper", "date", "authors"), "paper"), "method"
        )

    def founded(self) -> DataFrame:
        """All methods, with the paper that introduced each, if it is known."""
        wrote = self._table("papers").selectExpr("paper as introduced_by", "date", "authors")
        methods = self._table("methods").select("method", "introduced_by")
        return self._dealt(methods.join(wrote, "introduced_by", "left"), "method")

    def used(self) -> DataFrame:
        """What papers do with methods."""
        return self._dealt(self._table("related").select("relation", "paper", "parent"), "parent")

    def _table(self, name: str) -> DataFrame:
        return self._folder.session.read.parquet(self._folder.at(self._files[name].file))

    def _dealt(self, rows: DataFrame, by: str) -> DataFrame:
        from pyspark.sql import functions as f

        return rows.withColumn("deal", f.pmod(f.xxhash64(by), f.lit(self._deals)))
