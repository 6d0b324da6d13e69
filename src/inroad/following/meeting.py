"""Which papers meet a follow, with the search index where a follow is a query that needs it.

Plain words are looked for as one phrase: a feed is read every day, and papers that merely have all the words
somewhere would drown it.  Anything else (fields, quotes, OR, what is excluded) is asked of the search index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from inroad.following import follows
from inroad.following.follows import is_plain
from inroad.following.stock import Stock
from inroad.types import Follow


def met(stock: Stock, follow: Follow, papers: pl.DataFrame) -> pl.Series:
    """Which of ``papers`` (NEWS) a follow is met by: one truth value a row.

    Raises:
        QueryError: a query that cannot be meant.
        StoreError: a query needs the search index, and that cannot be used.
    """
    if not needs_index(follow):
        return follows.meets(follow, papers, stock.atlas)
    first, last = papers["date"].min(), papers["date"].max()
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return pl.Series([False] * papers.height, dtype=pl.Boolean)
    found = stock.search.matching(follow.text, first, last)
    return papers["paper_id"].is_in(found)


def needs_index(follow: Follow) -> bool:
    """Whether a follow can only be answered by the search index."""
    return follow.kind == "query" and not is_plain(follow.text)


def lag(stock: Stock, reads: Sequence[Follow]) -> str | None:
    """What is to be said of the index, if a follow needs it and it lacks papers."""
    if not any(map(needs_index, reads)):
        return None
    missing = stock.search.searched.missing
    return f"the search index lacks {missing:,} papers: run `inroad index build`" if missing else None
