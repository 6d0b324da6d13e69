"""Which methods a promise is given for, and which papers by others name them.

A candidate is a method or model that a paper of the corpus introduces.  Its day 0 is the day of that paper.
Whose a paper is can be told only where authors are known; ``known`` says so, and nothing is guessed.
"""

from __future__ import annotations

import polars as pl

from inroad.atlas.adoption import naming, ownership
from inroad.atlas.open import Atlas
from inroad.atlas.parts import mentions_of, methods_at, papers_at
from inroad.atlas.schema import ROLES

HORIZON = 180
"""Days from the first paper within which a method is taken up, or is not."""
ENOUGH = 2
"""Papers by others that must name it."""
KINDS = tuple(ROLES.index(kind) for kind in ("method", "model"))
DATA = tuple(ROLES.index(kind) for kind in ("dataset", "benchmark"))
"""Datasets and benchmarks are taken up too, but nobody builds on them: they are reported apart."""


def candidates(
    atlas: Atlas, kinds: tuple[int, ...] = KINDS, methods: pl.Series | None = None
) -> pl.DataFrame:
    """method, method_id, name, kind, long_form, paper, paper_id, first, known; sorted by method_id.

    ``paper`` introduces it on the day ``first``; ``known`` tells whether that paper's authors are known.

    Args:
        methods: only these numbers, where given.
    """
    every = atlas.methods if methods is None else methods_at(atlas, methods)
    rows = every.filter(pl.col("kind").is_in(list(kinds)) & pl.col("introduced_by").is_not_null())
    papers = papers_at(atlas, rows["introduced_by"], ["paper", "paper_id", "authors", "date"])
    papers = papers.rename({"date": "first"})
    told = rows.select("method", "method_id", "name", "kind", "long_form", paper="introduced_by").join(
        papers, on="paper"
    )
    known = pl.col("authors").list.len().fill_null(0) > 0
    return told.with_columns(known=known).drop("authors").sort("method_id")


def takers(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """method, paper, age, sure: papers, other than its own, that name a candidate; sorted by all.

    Args:
        atlas: mentions up to its last day are counted.
        rows: method, paper and first of candidates.

    Returns:
        ``age`` in days since the candidate's day 0; ``sure`` is true where it is known that the paper shares
        no author with the introducing one, false where authors are unknown.  Papers known to be by the same
        people are left out.
    """
    own = rows.select("method", own_paper="paper", first="first")
    mine = naming(mentions_of(atlas, own["method"], ["method", "paper"]))
    few = pl.concat([mine["paper"], own["own_paper"]]).unique()
    papers = papers_at(atlas, few, ["paper", "authors", "date"])
    methods = own.select("method", introduced_by="own_paper")
    pairs = ownership(mine, papers, methods).filter(~pl.col("own").fill_null(False))
    dated = pairs.join(own, on="method").join(papers.select("paper", "date"), on="paper")
    age = (pl.col("date") - pl.col("first")).dt.total_days().cast(pl.Int32)
    return (
        dated.filter((pl.col("paper") != pl.col("own_paper")) & (pl.col("date") >= pl.col("first")))
        .select("method", "paper", age=age, sure=pl.col("own").is_not_null())
        .sort("method", "age", "paper")
    )


def taken_up(pairs: pl.DataFrame, *, within: int = HORIZON) -> pl.DataFrame:
    """method, second: the age at which enough papers had named it; methods that were not taken up lack.

    Args:
        pairs: method, paper and age of papers by others that mean it.
        within: papers older than so many days since day 0 do not count.
    """
    counted = pairs.filter(pl.col("age") <= within).unique(["method", "paper"])
    ages = counted.group_by("method").agg(pl.col("age").sort())
    return (
        ages.filter(pl.col("age").list.len() >= ENOUGH)
        .select("method", second=pl.col("age").list.get(ENOUGH - 1))
        .sort("method")
    )
