"""What a field is working on."""

from __future__ import annotations

import polars as pl

from inroad.atlas import describe
from inroad.atlas.threads import Found
from inroad.scout.matter import Matter
from inroad.types import Growth, Thread

_METHODS = 4
_LATEST = 2


def of(matter: Matter) -> tuple[Thread, ...]:
    """Sub-problems, each with its methods and latest papers."""
    return tuple(_thread(matter, found, grown) for found, grown in matter.threads)


def _thread(matter: Matter, found: Found, grown: Growth) -> Thread:
    latest = found.papers[-_LATEST:][::-1]
    return Thread(
        found.label,
        len(found.papers),
        grown,
        _methods(matter, found),
        tuple(describe.paper(matter.by_number[paper], "latest paper") for paper in latest),
    )


def _methods(matter: Matter, found: Found) -> tuple[str, ...]:
    """Those that its papers name most; what the whole field stands on tells nothing here."""
    inside = matter.field.mentions.filter(pl.col("paper").is_in(list(found.papers)))
    own = pl.col("method").is_in(matter.numbers) & ~pl.col("method").is_in(list(matter.field.founders))
    counts = inside.filter(own).group_by("method").agg(papers=pl.col("paper").n_unique())
    top = counts.sort("papers", "method", descending=[True, False]).head(_METHODS)["method"]
    return tuple(matter.records[number].name for number in top)
