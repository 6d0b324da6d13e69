"""With what a field works."""

from __future__ import annotations

import polars as pl

from inroad.scout.counts import counted
from inroad.scout.matter import Matter
from inroad.types import Count


def of(matter: Matter) -> tuple[Count, ...]:
    """Tools that its papers name."""
    return named(matter.field.papers, matter.most)


def named(papers: pl.DataFrame, most: int) -> tuple[Count, ...]:
    """Tools that papers name, of those that name any."""
    told = papers.filter(pl.col("tools").list.len() > 0)
    counts = counted(told["tools"].explode(), most)
    return tuple(Count(count.label, count.papers, told.height) for count in counts)
