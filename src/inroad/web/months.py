"""Sliding through time: months as whole numbers, which is what a range input sends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inroad.types import FieldReport


@dataclass(frozen=True, slots=True)
class Months:
    """From the first month with papers until the last, and the one that is shown."""

    first: int
    last: int
    now: int

    @property
    def shown(self) -> str:
        """The one that is shown, as ``2024-06``."""
        return f"{first_day(self.now):%Y-%m}"

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last one."""
        return f"{first_day(self.first):%Y-%m}", f"{first_day(self.last):%Y-%m}"


def number(day: dt.date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> dt.date:
    """The first day of a month."""
    return dt.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> dt.date:
    """The last day of a month."""
    return first_day(month + 1) - dt.timedelta(days=1)


def months(whole: FieldReport, as_of: dt.date | None) -> Months | None:
    """The months of a field; None where it has only one.

    Args:
        whole: the field with all its papers.
        as_of: the day that is shown; None: the last.
    """
    with_papers = [number(each.month) for each in whole.growth.series if each.papers]
    if len(with_papers) < 2:
        return None
    first, last = min(with_papers), max(with_papers)
    return Months(first, last, last if as_of is None else min(max(number(as_of), first), last))
