"""What had been seen of the world by a day: the Hub's upvotes, a repository and its stars.

Three things are kept apart: seen; not there although such papers were being looked at in those days; and
nobody looked, which tells nothing (null).
"""

from __future__ import annotations

import polars as pl

from inroad.signals.schema import STATUS
from inroad.signals.seen import Signals

_WATCHED = 5
"""Days around a paper's first day in which something must have been observed of any paper."""


def world(signals: Signals, rows: pl.DataFrame) -> pl.DataFrame:
    """row, featured, upvotes, stars: null where nobody looked."""
    seen = signals.observations.filter(
        pl.col("subject").str.starts_with("paper:") & (pl.col("status") == STATUS.index("seen"))
    ).with_columns(day=pl.col("observed").dt.date())
    asked = rows.select("row", "paper_id", "first", "on").with_columns(subject="paper:" + pl.col("paper_id"))
    mine = (
        seen.join(asked, on="subject")
        .filter(pl.col("day") <= pl.col("on"))
        .sort("observed", maintain_order=True)
    )
    votes = mine.filter(pl.col("what") == "upvotes").group_by("row").agg(upvotes=pl.col("value").last())
    told = asked.join(votes, on="row", how="left").join(_watched(seen, asked), on="row", how="left")
    looked = pl.col("watched").fill_null(False) | pl.col("upvotes").is_not_null()
    return told.select(
        "row",
        featured=pl.when(looked).then(pl.col("upvotes").is_not_null()),
        upvotes=pl.when(looked).then(pl.col("upvotes").fill_null(0.0).log1p()),
    )


def _watched(seen: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """row, watched: whether papers' upvotes were observed soon after the row's first day, by its day."""
    days = seen.filter(pl.col("what") == "upvotes").select("day").unique().sort("day")
    last = asked.select(
        "row", "on", goal=pl.min_horizontal("on", pl.col("first") + pl.duration(days=_WATCHED))
    ).sort("goal")
    near = last.join_asof(days, left_on="goal", right_on="day", strategy="backward")
    first = asked.select("row", "first")
    return near.join(first, on="row").select(
        "row", watched=(pl.col("day") > pl.col("first")).fill_null(False)
    )
