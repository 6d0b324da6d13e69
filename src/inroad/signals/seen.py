"""What was seen of the world up to a day, as others ask for it (pure: tables in, values out)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Literal

import polars as pl

from inroad.signals.schema import ISSUES, OBSERVATIONS, STATUS

Status = Literal["seen", "absent", "unknown"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at one thing."""

    subject: str
    what: str
    status: Status
    value: float | None
    text: str | None
    observed: dt.datetime
    source: str


@dataclass(frozen=True, slots=True)
class Signals:
    """All observations, of any day up to the one asked for."""

    observations: pl.DataFrame
    """OBSERVATIONS, in order of time."""
    issues: pl.DataFrame
    """ISSUES, in order of time; the same issue may be there several times."""

    def until(self, day: dt.date) -> Signals:
        """What had been seen by the end of a day."""
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        return Signals(
            *(table.filter(pl.col("observed") <= end) for table in (self.observations, self.issues))
        )

    def latest(self, subjects: Iterable[str]) -> dict[str, dict[str, Observation]]:
        """The last look at each thing of each subject; a failed look does not hide what was seen before.

        Subjects never looked at are left out.
        """
        mine = self.observations.filter(pl.col("subject").is_in(list(subjects)))
        told = pl.col("status") != STATUS.index("unknown")
        ordered = mine.sort(told, "observed", *_TIES, maintain_order=True)
        last = ordered.unique(["subject", "what"], keep="last", maintain_order=True)
        found: dict[str, dict[str, Observation]] = {}
        for row in last.sort("subject", "what").iter_rows(named=True):
            seen = Observation(**{**row, "status": STATUS[row["status"]]})
            found.setdefault(seen.subject, {})[seen.what] = seen
        return found

    def slope(self, subject: str, what: str, days: int = 30) -> float | None:
        """How much a number grew a day, between the last look and the one nearest ``days`` before it.

        None if it was seen only once, or the two looks are less than a quarter of ``days`` apart.  What was
        seen before a repository was replaced by another of its name does not count.
        """
        mine = self.observations.filter(pl.col("subject") == subject)
        began = mine.filter(pl.col("what") == "replaced")["observed"].max()
        right = (pl.col("what") == what) & pl.col("value").is_not_null()
        since = pl.lit(True) if began is None else pl.col("observed") >= began
        seen = mine.filter(right, since).sort("observed", *_TIES).select("observed", "value")
        if seen.height < 2:
            return None
        last, value = seen.row(-1)
        goal = last - dt.timedelta(days=days)
        then, before = min(seen.rows(), key=lambda row: abs((row[0] - goal).total_seconds()))
        passed = (last - then).total_seconds() / 86_400
        return (value - before) / passed if passed >= days / 4 else None

    def last_issues(self) -> pl.DataFrame:
        """ISSUES, each as it was last seen, open and closed; ``repo`` keeps its last written form.

        A list of issues that is read later does not hide what a thread had shown.  But that nobody was on one
        is as old as the look at its thread (``observed`` then is its day), and counts no more once it has
        other comments.
        """
        key = pl.col("repo").str.to_lowercase().alias("key")
        ordered = self.issues.sort("observed", "source", "comments", "state", maintain_order=True)
        told = [pl.col(name).drop_nulls().last() for name in ISSUES if name != "number"]
        then = {f"{column}_{name}": _then(column, name) for column, name in product(_READ_AT, _READ)}
        last = ordered.group_by(key, "number", maintain_order=True).agg(*told, **then)
        good = {name: pl.col(f"comments_{name}").eq_missing(pl.col("comments")) for name in _READ}
        return (
            last.with_columns(
                observed=pl.when(good["claimed"], ~pl.col("claimed"))
                .then("observed_claimed")
                .otherwise("observed"),
                **{name: pl.when(good[name] | pl.col(name)).then(name) for name in _READ},
            )
            .sort("key", "number")
            .select(ISSUES.names())
        )


_READ = ("claimed", "pull_request")
"""What is told by a look at the thread, and no more once there are other comments, unless it is a yes."""
_READ_AT = ("comments", "observed")


def _then(column: str, name: str) -> pl.Expr:
    """``column`` as it was when ``name`` was last told."""
    return pl.col(column).filter(pl.col(name).is_not_null()).last()


_TIES = ("source", "value", "text")
"""Looks of one moment are told apart by these, so that the order of rows does not matter."""

NOTHING = Signals(OBSERVATIONS.to_frame(), ISSUES.to_frame())
"""Nothing was ever looked at."""
