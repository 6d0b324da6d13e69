"""Months added up to years, for reading; shares stay shares of what the corpus covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from inroad.types import MonthCount

LAST = 12
"""Years that are listed; what came before stands together in one row."""


@dataclass(frozen=True, slots=True)
class Year:
    """One row of the growth table."""

    label: str
    papers: int
    share: float | None
    """None where the corpus covers nothing."""


def by_year(series: Sequence[MonthCount]) -> list[Year]:
    """Rows from the first paper on; a year that is not whole says which months it has."""
    months = sorted(series, key=lambda each: each.month)
    while months and not months[0].papers:
        months.pop(0)
    years = [list(group) for _, group in groupby(months, key=lambda each: each.month.year)]
    early = [month for year in years[:-LAST] for month in year]
    rows = [_row(f"until {early[-1].month.year}", early)] if early else []
    return rows + [_row(_label(year), year) for year in years[-LAST:]]


def _label(year: list[MonthCount]) -> str:
    first, last = year[0].month, year[-1].month
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{first:%Y-%m}" if first == last else f"{first.year}, {first:%m}–{last:%m}"


def _row(label: str, months: list[MonthCount]) -> Year:
    papers, corpus = sum(m.papers for m in months), sum(m.corpus for m in months)
    return Year(label, papers, papers / corpus if corpus else None)


ENOUGH = 5
"""A year with fewer papers of the field does not set the scale: its share may be one paper of a hundred."""


def peak(rows: Sequence[Year]) -> float:
    """The largest share that rests on enough papers; of all where none does; 0 where nothing is covered."""
    sure = [row.share for row in rows if row.share and row.papers >= ENOUGH]
    return max(sure or [row.share or 0.0 for row in rows], default=0.0)
