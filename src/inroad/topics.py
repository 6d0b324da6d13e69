"""What one could ask for: the threads of a corpus's last year, for those who do not know a name yet."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from inroad.atlas.field import phrase_pattern
from inroad.atlas.open import Atlas
from inroad.atlas.threads import threads
from inroad.types import Topic, Topics

_LOOKED_AT = 40


def topics(atlas: Atlas, most: int = 9) -> Topics:
    """What many papers of the last 12 months are on, and what more are on than before.

    Args:
        atlas: what is known.
        most: so many of either at most.
    """
    last = pl.lit(atlas.papers["date"].max(), dtype=pl.Date)
    two_years = atlas.papers.filter(pl.col("date") > last.dt.offset_by("-2y"))
    since = pl.col("date") > last.dt.offset_by("-1y")
    recent = two_years.filter(since)
    found = threads(recent, atlas.phrases, atlas.papers.height, atlas.covered, top=_LOOKED_AT)
    # One hyphenated word ("real-time") mostly stands before what a paper is on.
    shown = _counted(two_years, since, [each.label for each in found if " " in each.label])
    largest = sorted(shown, key=lambda each: (-each.recent, each.label))
    rising = [each for each in shown if each.times is None or each.times > 1]
    rising.sort(key=lambda each: (-(each.times or float("inf")), each.label))
    return Topics(atlas.coverage(), tuple(largest[:most]), tuple(rising[:most]))


def _counted(papers: pl.DataFrame, since: pl.Expr, labels: Sequence[str]) -> list[Topic]:
    """Each label with the papers whose title has it, lately and before."""
    if not labels:
        return []
    says = [pl.col("title").str.contains(phrase_pattern(label)).alias(label) for label in labels]
    table = papers.select(pl.lit(1).alias(""), *says, recent=since)
    now, before = (table.filter(part).sum() for part in (pl.col("recent"), ~pl.col("recent")))
    whole, rest = now[""].item(), before[""].item()
    return [_topic(label, now[label].item(), whole, before[label].item(), rest) for label in labels]


def _topic(label: str, now: int, whole: int, before: int, rest: int) -> Topic:
    return Topic(label, now, round((now / whole) / (before / rest), 2) if before else None)
