"""Which thread of a field each of its methods belongs to most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import polars as pl

from inroad.atlas.threads import Found

SURE: Final = 1.0
"""Least Pearson residual: more of its papers are of the thread than chance would put there."""


def method_threads(
    mentions: pl.DataFrame, threads: Sequence[Found], papers: int, methods: Collection[int]
) -> dict[int, str]:
    """Method -> label of the thread that its papers favour most; methods that favour none are left out.

    Of a method's n papers, n * t / N would be of a thread of t papers by chance; the thread with the largest
    Pearson residual wins, so that the largest thread does not take all.  A founder, which is in every
    thread alike, gets none.

    Args:
        mentions: MENTIONS by papers of the field.
        threads: of the field.
        papers: how many papers the field has, N.
        methods: numbers of those wanted.
    """
    inside = pl.DataFrame(
        [(place, paper) for place, thread in enumerate(threads) for paper in thread.papers],
        schema={"thread": pl.Int64, "paper": pl.UInt32},
        orient="row",
    )
    named = mentions.filter(pl.col("method").is_in(sorted(methods))).select("method", "paper").unique()
    chance = pl.col("of_method") * pl.col("of_thread") / max(papers, 1)
    found = (
        named.join(inside, on="paper")
        .group_by("method", "thread")
        .len("both")
        .join(named.group_by("method").len("of_method"), on="method")
        .join(inside.group_by("thread").len("of_thread"), on="thread")
        .with_columns(residual=(pl.col("both") - chance) / chance.sqrt())
        .filter(pl.col("residual") > SURE)
        .sort("method", "residual", "thread", descending=[False, True, False])
        .unique("method", keep="first", maintain_order=True)
    )
    return {method: threads[place].label for method, place in found.select("method", "thread").iter_rows()}
