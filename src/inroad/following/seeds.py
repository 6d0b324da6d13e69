"""Recent papers that stand for what somebody follows, where too little is liked to rank by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import polars as pl

from inroad.following.background import BEFORE_DAYS
from inroad.following.meeting import met
from inroad.following.news import NEWS
from inroad.following.stock import Stock
from inroad.types import Follow, Following

SEEDS = 5
"""Papers that stand for one follow."""
ENOUGH_LIKES = 5
"""From so many likes on, follows need no papers to stand for them."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """Papers that nobody liked, but that say what a follow is about."""

    papers: pl.DataFrame = field(default_factory=NEWS.to_frame)
    """NEWS, sorted by id."""
    of: Mapping[str, Follow] = field(default_factory=dict)
    """Id of a paper -> the follow that it stands for; of several, the one that was made first."""


def seeds(stock: Stock, reader: Following, before: dt.date, spoken: Collection[str]) -> Seeds:
    """The last papers that met each follow; categories say too little and have none.

    Args:
        stock: where papers are from.
        reader: whose follows and likes.
        before: papers are older than this day.
        spoken: ids of papers on which the reader spoke; they stand for themselves.
    """
    follows = [each for each in reader.follows if each.kind != "category"]
    if len(reader.likes) >= ENOUGH_LIKES or not follows:
        return Seeds()
    recent = stock.between(before - dt.timedelta(days=BEFORE_DAYS), before - dt.timedelta(days=1))
    found = {each: recent.filter(met(stock, each, recent)).tail(SEEDS) for each in follows}
    of = {
        paper_id: follow
        for follow in reversed(follows)
        for paper_id in found[follow]["paper_id"]
        if paper_id not in spoken
    }
    papers = recent.filter(pl.col("paper_id").is_in(sorted(of))).sort("paper_id")
    return Seeds(papers, of)
