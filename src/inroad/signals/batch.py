"""Past observations on their way in, as a file states them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from inroad.signals.schema import ISSUES, OBSERVATIONS
from inroad.types import Reject

NOON = dt.time(12, tzinfo=dt.UTC)
"""Where a source gives only the day of an observation, it is at most half a day off."""


def at_noon(day: dt.date) -> dt.datetime:
    """The moment by which a day stands."""
    return dt.datetime.combine(day, NOON)


@dataclass(frozen=True, slots=True)
class SeenBatch:
    """Part of a source of observations."""

    source: str
    """File name."""
    rows: int
    """Records read, rejected ones included."""
    observations: pl.DataFrame = field(default_factory=OBSERVATIONS.to_frame)
    issues: pl.DataFrame = field(default_factory=ISSUES.to_frame)
    rejects: tuple[Reject, ...] = ()
    note: str = ""
    """What the reader must know before believing the dates."""
