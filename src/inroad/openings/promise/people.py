"""Who introduces a method, and what came of what they introduced before."""

from __future__ import annotations

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.parts import introduced_in, papers_at, papers_by
from inroad.openings.promise.candidates import DATA, KINDS, candidates, takers
from inroad.openings.promise.counting import Counted
from inroad.openings.promise.shapes import distinctive

MOST = 60
"""Authors of a paper that are looked up: the first and last ones; a list of 300 says nothing of each."""


def people(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """row, authors, team, record, hits, busy: null where authors are unknown.

    ``record``: papers by others that name earlier methods of one of the authors, the best of them; ``hits``:
    how many of their earlier methods at least two others named; ``busy``: papers of the busiest one so far.
    """
    lists = rows.select("row", "paper", "on", "first").join(
        papers_at(atlas, rows["paper"], ["paper", "authors"]), on="paper", how="left"
    )
    known = lists.filter(pl.col("authors").list.len().fill_null(0) > 0)
    size = known.select(
        "row",
        authors=pl.col("authors").list.len().cast(pl.Float64).log(),
        team=pl.col("authors").list.len() >= 20,
    )
    ends = pl.concat_list(pl.col("authors").list.head(MOST // 2), pl.col("authors").list.tail(MOST // 2))
    each = known.select("row", "paper", "on", "first", author=ends).explode("author").drop_nulls().unique()
    wrote = _wrote(atlas, each)
    told = size.join(_record(atlas, each, wrote), on="row", how="left").join(
        _busy(each, wrote), on="row", how="left"
    )
    told = told.with_columns(pl.col("record", "hits", "busy").fill_null(0.0))
    return rows.select("row").join(told, on="row", how="left")


def _record(atlas: Atlas, each: pl.DataFrame, wrote: pl.DataFrame) -> pl.DataFrame:
    own = wrote["paper"].unique()
    there = introduced_in(atlas, own)["method"]
    made = candidates(atlas, KINDS + DATA, there).filter(distinctive())
    pairs = takers(atlas, made)
    named = pairs.join(made.select("method", "first"), on="method")
    named = named.select("method", date=pl.col("first") + pl.duration(days="age"))
    earlier = made.join(pairs.select("method").unique(), on="method", how="semi")
    earlier = (
        earlier.select("method", "paper", begun="first").join(wrote.drop("date"), on="paper").drop("paper")
    )
    before = each.join(earlier, on="author").filter(pl.col("begun") < pl.col("first"))
    counts = Counted(named, "method").upto(before.select("row", "author", "method", day="on"))
    each_author = counts.group_by("row", "author").agg(
        record=pl.col("count").sum(), hits=(pl.col("count") >= 2).sum()
    )
    return each_author.group_by("row").agg(
        record=pl.col("record").max().cast(pl.Float64).log1p(),
        hits=pl.col("hits").max().cast(pl.Float64).log1p(),
    )


def _busy(each: pl.DataFrame, wrote: pl.DataFrame) -> pl.DataFrame:
    counts = Counted(wrote.select("author", "date"), "author").upto(each.select("row", "author", day="on"))
    return counts.group_by("row").agg(busy=pl.col("count").max().cast(pl.Float64).log1p())


def _wrote(atlas: Atlas, each: pl.DataFrame) -> pl.DataFrame:
    """paper, date, author of every paper by one of the authors of ``each``."""
    papers = papers_by(atlas, each["author"], ["paper", "date", "authors"])
    rows = papers.select("paper", "date", author="authors").explode("author")
    return rows.filter(pl.col("author").is_in(each["author"].unique().implode()))
