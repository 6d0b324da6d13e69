"""What a reader follows, and what each follow would have brought lately."""

from __future__ import annotations

import datetime as dt

import polars as pl

from inroad.following.meeting import lag, met
from inroad.following.stock import Stock
from inroad.types import Follow, Followed, Following, FollowsReport

DAYS = 30
"""The time that "lately" is."""


def listing(stock: Stock, reader: Following) -> FollowsReport:
    """All follows, in the order in which they were made."""
    recent = lately(stock) if reader.follows else None
    found = tuple(followed(stock, each, recent) for each in reader.follows) if recent is not None else ()
    return FollowsReport(
        found, len(reader.likes), len(reader.dislikes), stock.coverage(), _warnings(stock, reader)
    )


def followed(stock: Stock, follow: Follow, recent: pl.DataFrame, note: str = "") -> Followed:
    """One follow and how many of ``recent`` meet it."""
    brought = int(met(stock, follow, recent).sum())
    return Followed(follow, brought, DAYS, note)


def lately(stock: Stock) -> pl.DataFrame:
    """NEWS of the corpus's last days."""
    return stock.between(stock.until - dt.timedelta(days=DAYS - 1), stock.until)


def _warnings(stock: Stock, reader: Following) -> tuple[str, ...]:
    lacks = lag(stock, reader.follows)
    titles = "counted on titles of the bundled starter alone: `inroad sync arxiv` brings abstracts"
    return (*([] if stock.tables else [titles]), *([lacks] if lacks else []))
