"""The company that a new method keeps: which others its paper names, and whose name it bears."""

from __future__ import annotations

import polars as pl

from inroad.atlas.adoption import naming
from inroad.atlas.open import Atlas
from inroad.atlas.parts import mentions_in, mentions_of, methods_at, papers_at
from inroad.openings.promise.counting import Counted
from inroad.openings.promise.shapes import stem

_LATELY = 90
_YOUNG = 365


def company(atlas: Atlas, rows: pl.DataFrame, days: Counted) -> pl.DataFrame:
    """row, beside, hottest, young_hot, rising: what the introducing paper names besides its own methods."""
    named = naming(mentions_in(atlas, rows["paper"], ["method", "paper"]))
    origin = methods_at(atlas, named["method"], ["method", "introduced_by", "known"])
    origin = origin.rename({"known": "begun"})
    others = named.join(origin, on="method").filter(
        (pl.col("introduced_by") != pl.col("paper")).fill_null(True)
    )
    beside = rows.select("row", "paper", "on").join(
        others.select("paper", other="method", begun="begun"), on="paper"
    )
    # A name that nobody introduces is listed from its fifth paper on: on that day it was no name yet.
    beside = beside.filter(pl.col("begun") <= pl.col("on"))
    heat = _heat(atlas, beside, days)
    told = heat.group_by("row").agg(
        beside=pl.len().cast(pl.Float64).log1p(),
        hottest=pl.col("heat").max(),
        young_hot=pl.col("heat").filter(pl.col("on") - pl.col("begun") <= pl.duration(days=_YOUNG)).max(),
        rising=pl.col("rise").max(),
    )
    every = rows.select("row").join(told, on="row", how="left")
    return every.with_columns(pl.col("beside", "hottest", "young_hot", "rising").fill_null(0.0))


def relatives(atlas: Atlas, rows: pl.DataFrame, days: Counted) -> pl.DataFrame:
    """row, family, kin: how much older names with the same stem are named lately, and how many there are."""
    asked = rows.select("row", "method", "on", "first", stem=stem()).drop_nulls("stem")
    # Three letters first: taking the stems of all names would cost more than the rest.
    starts = asked["stem"].str.slice(0, 3).unique()
    alike = pl.col("name").str.slice(0, 3).str.to_lowercase().is_in(starts.implode())
    # What an unintroduced name looks like changes with time, so only introduced ones count as kin.
    made = pl.col("introduced_by").is_not_null()
    older = atlas.methods.filter(made & alike).select(other="method", begun="known", stem=stem())
    older = older.drop_nulls("stem")
    older = older.join(asked.select("stem").unique(), on="stem", how="semi")
    pairs = asked.join(older, on="stem").filter(
        (pl.col("other") != pl.col("method")) & (pl.col("begun") < pl.col("first"))
    )
    heat = _heat(atlas, pairs.select("row", "on", "other", "begun"), days)
    told = heat.group_by("row").agg(
        family=pl.col("heat").exp().sub(1).sum().log1p(), kin=pl.len().cast(pl.Float64).log1p()
    )
    every = rows.select("row").join(told, on="row", how="left")
    return every.with_columns(pl.col("family", "kin").fill_null(0.0))


def _heat(atlas: Atlas, asked: pl.DataFrame, days: Counted) -> pl.DataFrame:
    """``asked`` (row, on, other, ...) with ``heat``, log of 1 + papers of 10,000 of the last 90 days that
    name the other method, and ``rise`` against the 90 days before."""
    oldest = pl.lit(asked["on"].min(), pl.Date) - pl.duration(days=2 * _LATELY + 1)
    named = naming(mentions_of(atlas, asked["other"], ["method", "paper"]))
    papers = papers_at(atlas, named["paper"], ["paper", "date"]).filter(pl.col("date") >= oldest)
    dated = named.join(papers, on="paper").select(other="method", date="date")
    counted = Counted(dated, "other")
    earlier = asked.with_columns(ago=pl.col("on") - pl.duration(days=_LATELY))
    now = _share(counted, days, earlier, "on").rename({"share": "now"})
    told = _share(counted, days, now, "ago")
    heat, then = (10_000 * pl.col("now")).log1p(), (10_000 * pl.col("share")).log1p()
    return told.with_columns(heat=heat, rise=heat - then).drop("now", "share", "ago")


def _share(counted: Counted, days: Counted, asked: pl.DataFrame, day: str) -> pl.DataFrame:
    """``asked`` with ``share``: part of the papers of the 90 days up to ``day``."""
    corpus = asked.select(day).unique().with_columns(key=pl.lit(0))
    corpus = days.between(corpus, _LATELY, day).select(day, corpus="count")
    queries = asked.select("other", day).unique()
    seen = counted.between(queries, _LATELY, day).join(corpus, on=day)
    share = pl.col("count") / pl.col("corpus").clip(100)
    return asked.join(seen.select("other", day, share=share), on=["other", day], how="left")
