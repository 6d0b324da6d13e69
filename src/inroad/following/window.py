"""Which days and papers a feed covers, as asked for or since the last one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from inroad.errors import InputError
from inroad.following import news
from inroad.following.stock import Stock
from inroad.types import Visit

USUAL_DAYS = 7
"""What a first feed covers."""
AWAY_DAYS = 90
"""What a first look back covers."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a feed is asked for."""

    since: dt.date | None = None
    """First day; None: what is new since the last feed."""
    top: int = 20
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    field: str | None = None
    least: float | None = None
    catch_up: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Which papers a feed covers."""

    since: dt.date
    until: dt.date
    papers: pl.DataFrame
    warnings: tuple[str, ...] = ()


def window(stock: Stock, last: Visit | None, known: bytes, wish: Wish) -> Window:
    """The days and papers of a feed: as asked for, else what is new since the last feed, else a week."""
    until = stock.until
    if wish.since is not None:
        if wish.since > until:
            raise InputError(
                f"the corpus ends on {until}, so nothing is new since {wish.since}",
                "get newer papers with `inroad sync arxiv`, or choose an earlier day",
            )
        return Window(wish.since, until, stock.between(wish.since, until))
    if last is None:
        since = until - dt.timedelta(days=(AWAY_DAYS if wish.catch_up else USUAL_DAYS) - 1)
        return Window(since, until, stock.between(since, until))
    return _since_last(stock, last, known, until)


def _since_last(stock: Stock, last: Visit, known: bytes, until: dt.date) -> Window:
    new = news.unseen(stock.between(last.until - news.LATE, until), last.until, known)
    if not new.is_empty():
        return Window(last.until + dt.timedelta(days=1), until, new, _late(new, last))
    note = f"nothing came in since your last feed on {last.at:%Y-%m-%d}; this is that feed again"
    return Window(last.since, until, stock.between(last.since, until), (note,))


def _late(new: pl.DataFrame, last: Visit) -> tuple[str, ...]:
    late = int((new["date"] <= last.until).sum())
    return (f"{late} of them are older than your last feed but came in after it",) if late else ()


def known_by(stock: Stock) -> bytes:
    """Which papers of the last weeks are in the corpus: to be kept with a visit."""
    until = stock.until
    return news.pack(stock.titles(until - news.LATE, until)["paper_id"])
