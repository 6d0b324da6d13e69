"""Labels counted."""

from __future__ import annotations

import polars as pl

from inroad.types import Count


def counted(labels: pl.Series, most: int) -> tuple[Count, ...]:
    """How often each label stands, of all papers that have one."""
    known = labels.drop_nulls().alias("label").to_frame()
    counts = known.group_by("label").len("papers").sort("papers", "label", descending=[True, False])
    return tuple(Count(label, papers, known.height) for label, papers in counts.head(most).iter_rows())
