"""How often something happened up to a day, for many things and days at once."""

from __future__ import annotations

import polars as pl


class Counted:
    """Events of things, counted up to any day."""

    def __init__(self, events: pl.DataFrame, key: str) -> None:
        """Args:
        events: ``key`` and date, a row an event.
        """
        self._key = key
        daily = events.group_by(key, "date").agg(happened=pl.len()).sort(key, "date")
        totals = daily.with_columns(count=pl.col("happened").cum_sum().over(key))
        self._totals = totals.select(key, day="date", count=pl.col("count").cast(pl.Int64)).sort("day")

    def upto(self, asked: pl.DataFrame) -> pl.DataFrame:
        """``asked`` (the key, ``day`` and others) with ``count``: events up to the end of the day."""
        by_day = asked.sort("day", maintain_order=True)
        told = by_day.join_asof(self._totals, on="day", by=self._key, check_sortedness=False)
        return told.with_columns(pl.col("count").fill_null(0))

    def between(self, asked: pl.DataFrame, days: int, day: str = "on") -> pl.DataFrame:
        """``asked`` with ``count``: events of the last ``days`` days, the day itself included."""
        end = self.upto(asked.with_columns(day=day))
        start = self.upto(asked.with_columns(day=pl.col(day) - pl.duration(days=days)))
        keys = [column for column in asked.columns if column != "day"]
        return (
            end.select(*keys, "count")
            .join(start.select(*keys, before="count"), on=keys, how="left")
            .with_columns(count=pl.col("count") - pl.col("before"))
            .drop("before")
        )


def per_day(papers: pl.DataFrame) -> Counted:
    """All papers of the corpus, under the key 0."""
    return Counted(papers.select("date", key=pl.lit(0)), "key")
