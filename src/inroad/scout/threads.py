"""What a field is working on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import polars as pl

from inroad.atlas import describe
from inroad.atlas.threads import Found
from inroad.scout.matter import Matter
from inroad.types import Count, Growth, Thread

_METHODS = 4
_LATEST = 2
_YEARS = ("the last 12 months", "the 12 before")
_TELLING = 20
"""A part of fewer papers than these says nothing."""


def of(matter: Matter) -> tuple[Thread, ...]:
    """Sub-problems, each with its methods and latest papers."""
    return tuple(_thread(matter, found, grown) for found, grown in matter.threads)


def _thread(matter: Matter, found: Found, grown: Growth) -> Thread:
    latest = found.papers[-_LATEST:][::-1]
    return Thread(
        found.label,
        len(found.papers),
        tuple(_by_year(matter, found)),
        grown,
        _methods(matter, found),
        tuple(describe.paper(matter.by_number[paper], "latest paper") for paper in latest),
    )


def _by_year(matter: Matter, found: Found) -> Iterator[Count]:
    """How much of the field's work the thread is, a year at a time, while there is enough to tell."""
    last, papers = pl.lit(matter.atlas.last_day), matter.field.papers
    for ago, label in enumerate(_YEARS):
        since, until = last.dt.offset_by(f"-{ago + 1}y"), last.dt.offset_by(f"-{ago}y")
        year = papers.filter((pl.col("date") > since) & (pl.col("date") <= until))["paper"]
        if year.len() < _TELLING:
            return
        yield Count(label, int(year.is_in(list(found.papers)).sum()), year.len())


def _methods(matter: Matter, found: Found) -> tuple[str, ...]:
    """Those that its papers name most; what the whole field stands on tells nothing here."""
    inside = matter.field.mentions.filter(pl.col("paper").is_in(list(found.papers)))
    own = pl.col("method").is_in(matter.numbers) & ~pl.col("method").is_in(list(matter.field.founders))
    counts = inside.filter(own).group_by("method").agg(papers=pl.col("paper").n_unique())
    ordered = counts.sort("papers", "method", descending=[True, False])["method"]
    # Namesakes read as one here.
    names = dict.fromkeys(matter.records[number].name for number in ordered)
    return tuple(islice(names, _METHODS))
