"""How fast something grows, measured so that uneven crawling does not look like growth.

A corpus covers some months well and others thinly.  Raw counts then measure the crawl.  So growth is
measured on shares, papers of a kind over papers covered in that month, by a log-linear regression of
counts with the covered papers as exposure (McCullagh & Nelder 1989, *Generalized Linear Models*, ch. 6
and 9): thin months weigh less, and the spread that is left over widens the interval (quasi-likelihood).

Promised: the same share under any coverage gives the same answer; with too little data the answer is
"unknown" and the note says what was missing.  Values in, values out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.atlas.adoption import per_month
from inroad.figures import plural
from inroad.types import Growth, MonthCount, Stage

Floats = npt.NDArray[np.float64]

MIN_PAPERS: Final = 20
"""Fewer papers in the window say nothing of growth: at 20 the interval already spans a factor of four."""
MIN_MONTHS: Final = 6
"""Fewer months cannot tell growth from one busy conference deadline."""
CHANGE: Final = 1.15
"""Less than 15 % a year either way is called steady, however sure it is."""
STEADY: Final = 2.0
"""Steady is only said when the interval excludes that the share doubles or halves in a year."""
NEW: Final = 0.1
"""Emerging: the share before the last two years was under a tenth of that of the last year."""

THIN: Final = 2 / 3
"""A month is thinly covered when it and the month before average less than this part of the months after.

A fully covered field that doubles in 23 months stands at 0.81 by this measure; holidays take it to
about 0.7."""
FOLLOWING: Final = 12
LEAST_FOLLOWING: Final = 3
MIN_DENSE: Final = 6


# -- months ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Covered:
    """What the corpus covers, month by month."""

    months: tuple[tuple[dt.date, int], ...]
    """First day of the month, papers; without gaps from the first month to the last."""
    dense_since: dt.date | None
    """First month from which coverage stays level; None if there is no such time."""
    until: dt.date | None
    """Date of the last paper."""


def coverage(papers: pl.DataFrame) -> Covered:
    """Papers a month of the corpus, and since when it is covered evenly.

    Args:
        papers: any table with a column ``date``; rows without a date are not counted.
    """
    until = papers["date"].max()
    assert isinstance(until, dt.date | None)
    return covering(per_month(papers).select("month", "corpus").rows(), until)


def covering(counted: Iterable[tuple[dt.date, int]], until: dt.date | None) -> Covered:
    """The same from the counts.

    Args:
        counted: first day of each month that has papers, and how many.
        until: date of the last paper; None if there are none.
    """
    found = dict(counted)
    if not found or until is None:
        return Covered((), None, None)
    months = tuple((month, found.get(month, 0)) for month in months_between(min(found), max(found)))
    return Covered(months, dense_since(months, until), until)


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of all months from ``first``'s to ``last``'s."""
    start, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(start, stop + 1)]


def dense_since(months: Sequence[tuple[dt.date, int]], until: dt.date) -> dt.date | None:
    """The first month after the last thinly covered one; None if fewer than six whole months are left.

    A month is thin when its papers, averaged with the month before, are fewer than two thirds of the
    median of the (up to) twelve whole months after it.
    """
    whole = [(month, papers) for month, papers in months if _last_day(month) <= until]
    counts = [papers for _, papers in whole]
    thin = [
        place
        for place in range(len(counts) - LEAST_FOLLOWING)
        if _level(counts, place) < THIN * _median(counts[place + 1 : place + 1 + FOLLOWING])
    ]
    start = thin[-1] + 1 if thin else 0
    return whole[start][0] if len(whole) - start >= MIN_DENSE else None


def _median(counts: Sequence[int]) -> float:
    """NumPy's takes forty times as long for a dozen numbers, and there is a dozen a month."""
    ordered, half = sorted(counts), len(counts) // 2
    return ordered[half] if len(counts) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _level(counts: Sequence[int], place: int) -> float:
    return (counts[place] + counts[max(place - 1, 0)]) / 2


def _last_day(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_counts(dates: pl.Series, covered: Covered) -> tuple[MonthCount, ...]:
    """The series of a set of papers: one entry for each month of the corpus, zeros included.

    Args:
        dates: the papers' dates, one a paper, in any order; nulls are not counted.
        covered: of the corpus that the papers are part of.
    """
    table = per_month(dates.to_frame("date"))
    found = dict(zip(table["month"].to_list(), table["corpus"].to_list(), strict=True))
    return tuple(MonthCount(month, found.get(month, 0), total) for month, total in covered.months)


# -- the fit --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """A log-linear regression of counts on exposure."""

    beta: Floats
    cov: Floats
    """Covariance of ``beta``, overdispersion included."""
    freedom: int
    dispersion: float

    def interval(self, contrast: Floats) -> tuple[float, float, float]:
        """Estimate and 95 % bounds of ``contrast @ beta``."""
        middle = float(contrast @ self.beta)
        half = t_bound(self.freedom) * math.sqrt(float(contrast @ self.cov @ contrast))
        return middle, middle - half, middle + half


def fit(counts: Floats, exposure: Floats, design: Floats) -> Fit | None:
    """Quasi-Poisson regression log E[count] = log(exposure) + design @ beta by reweighted least squares.

    The dispersion is Pearson's chi-square over the degrees of freedom, but not less than what a pure
    binomial share of this size has, so that a lucky smooth series is not taken for certainty.

    Returns:
        None if it does not converge or there are no degrees of freedom left.
    """
    freedom = len(counts) - design.shape[1]
    if freedom < 1 or counts.sum() == 0:
        return None
    beta = np.zeros(design.shape[1])
    beta[0] = math.log(counts.sum() / exposure.sum())
    for _ in range(50):
        mean = exposure * np.exp(np.clip(design @ beta, -50, 50))
        information = design.T @ (mean[:, None] * design)
        step = _solve(information, design.T @ (counts - mean))
        if step is None:
            return None
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            return _finished(counts, exposure, design, beta, freedom)
    return None


@cache
def t_bound(freedom: int) -> float:
    """Student's t that 95 % of a distribution with ``freedom`` (1 or more) lies within, on both sides of 0.

    From the finite series of Abramowitz & Stegun 26.7.3 and 26.7.4 by bisection, to 1e-12.
    """
    # scipy.special has it too, but to import that takes a tenth of the time of a whole report.
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return math.sqrt(freedom) * math.tan(low)


def _within(angle: float, freedom: int) -> float:
    """Probability that abs(t) is less than sqrt(freedom) * tan(angle)."""
    odd, square = freedom % 2, math.cos(angle) ** 2
    term = total = 0.0 if freedom == 1 else math.sin(angle) * (math.cos(angle) if odd else 1.0)
    for power in range(2 + odd, freedom - 1, 2):
        term *= square * (power - 1) / power
        total += term
    return 2 / math.pi * (angle + total) if odd else total


def _solve(matrix: Floats, vector: Floats) -> Floats | None:
    try:
        return np.asarray(np.linalg.solve(matrix, vector), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None


def _finished(counts: Floats, exposure: Floats, design: Floats, beta: Floats, freedom: int) -> Fit:
    mean = exposure * np.exp(design @ beta)
    pearson = float(((counts - mean) ** 2 / np.maximum(mean, 1e-12)).sum()) / freedom
    floor = max(1 - counts.sum() / exposure.sum(), 0.05) if counts.sum() < exposure.sum() else 1.0
    dispersion = max(pearson, floor)
    cov = np.asarray(dispersion * np.linalg.inv(design.T @ (mean[:, None] * design)), dtype=np.float64)
    return Fit(beta, cov, freedom, dispersion)


# -- growth of a share ----------------------------------------------------------------------------


def growth(series: Sequence[MonthCount], *, dense_since: dt.date | None = None, window: int = 24) -> Growth:
    """Growth of a series as a share of the covered papers.

    Args:
        series: one entry a month, in order, months without a paper included.
        dense_since: of the corpus (:func:`coverage`); months before it are left out when there are
            enough after it, because a thin crawl also covers a different mix of fields.
        window: the last so many months are used.

    Returns:
        Stage by these rules, first that holds: *unknown* with fewer than 20 papers or 6 months;
        *saturating* if it surely grew in the first half of the window, slowed down since, and does not
        surely grow now; *growing* if the whole interval lies above 1 and the factor is 1.15 or more
        (*emerging* if its share before the last two years was under a tenth of the last year's);
        *fading* likewise below 1; *steady* if the interval lies within 1/2 to 2; else *unknown*.

    A month that is not over needs no care: both sides of its share are cut off alike.
    """
    ordered = tuple(sorted(series, key=lambda count: count.month))
    used, which = _usable(ordered, dense_since, window)
    papers = sum(count.papers for count in used)
    if papers < MIN_PAPERS or len(used) < MIN_MONTHS:
        return _unknown(ordered, _too_few(papers, which))
    counts, exposure, years = _arrays(used)
    straight = fit(counts, exposure, np.column_stack([np.ones_like(years), years]))
    if straight is None:
        return _unknown(ordered, f"No curve fits {which} well enough.")
    slope, low, high = straight.interval(np.array([0.0, 1.0]))
    stage = _stage(slope, low, high, _levelled(counts, exposure, years), _is_new(ordered))
    note = f"Measured on the share of all covered papers, {which}: {plural(papers, 'paper')}."
    return _grown(ordered, stage, (slope, low, high), note)


def _too_few(papers: int, where: str) -> str:
    verb = "is" if papers == 1 else "are"
    return f"{plural(papers, 'paper')} in {where} {verb} too few to tell growth."


def _usable(series: Sequence[MonthCount], dense: dt.date | None, window: int) -> tuple[list[MonthCount], str]:
    covered = [count for count in series if count.corpus > 0]
    even = [count for count in covered if dense is not None and count.month >= dense]
    used = (even if len(even) >= MIN_MONTHS else covered)[-window:]
    if not used:
        return [], "no covered month"
    span = f"{used[0].month:%Y-%m} to {used[-1].month:%Y-%m}"
    return used, span if even and used[0].month >= even[0].month else f"{span} (coverage uneven)"


def _arrays(used: Sequence[MonthCount]) -> tuple[Floats, Floats, Floats]:
    counts = np.array([count.papers for count in used], dtype=np.float64)
    exposure = np.array([count.corpus for count in used], dtype=np.float64)
    return counts, exposure, _years([count.month for count in used])


def _years(months: Sequence[dt.date]) -> Floats:
    """Time in years, 0 at the middle, so that slope and level are told apart well."""
    numbers = np.array([month.year + (month.month - 1) / 12 for month in months], dtype=np.float64)
    return np.asarray(numbers - numbers.mean(), dtype=np.float64)


def _levelled(counts: Floats, exposure: Floats, years: Floats) -> bool:
    """Did it grow in the first half, slow down since, and not surely grow in the second half?"""
    if len(counts) < 2 * MIN_MONTHS or counts.sum() < 2 * MIN_PAPERS:
        return False
    bent = fit(counts, exposure, np.column_stack([np.ones_like(years), years, np.maximum(years, 0)]))
    if bent is None:
        return False
    early = bent.interval(np.array([0.0, 1.0, 0.0]))
    late = bent.interval(np.array([0.0, 1.0, 1.0]))
    bend = bent.interval(np.array([0.0, 0.0, 1.0]))
    return early[1] > 0 and bend[2] < 0 and late[1] <= 0 <= late[2]


def _is_new(series: Sequence[MonthCount]) -> bool:
    """Was the share before the last two years under a tenth of that of the last year?"""
    last = series[-1].month
    recent = [count for count in series if _months_apart(count.month, last) < 12]
    before = [count for count in series if _months_apart(count.month, last) >= 24 and count.corpus]
    return bool(before) and _share(before) < NEW * _share(recent)


def _months_apart(earlier: dt.date, later: dt.date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _share(counts: Sequence[MonthCount]) -> float:
    covered = sum(count.corpus for count in counts)
    return sum(count.papers for count in counts) / covered if covered else 0.0


def _stage(slope: float, low: float, high: float, levelled: bool, new: bool) -> Stage:
    change, steady = math.log(CHANGE), math.log(STEADY)
    if levelled:
        return "saturating"
    if low > 0 and slope >= change:
        return "emerging" if new else "growing"
    if high < 0 and slope <= -change:
        return "fading"
    return "steady" if -steady < low and high < steady else "unknown"


def _grown(
    series: tuple[MonthCount, ...], stage: Stage, slope: tuple[float, float, float], note: str
) -> Growth:
    middle, low, high = (math.exp(min(max(bound, -50.0), 50.0)) for bound in slope)
    doubling = 12 * math.log(2) / slope[0] if abs(slope[0]) > 1e-9 else None
    if stage == "unknown":
        note += f" Between ×{low:.2g} and ×{high:.2g} a year is too wide to tell."
    return Growth(series, stage, doubling, (low, high), middle, note)


def _unknown(series: tuple[MonthCount, ...], note: str) -> Growth:
    return Growth(series, "unknown", None, None, None, note)


# -- growth of raw counts -------------------------------------------------------------------------


def raw_growth(
    months: Sequence[tuple[dt.date, int]], *, until: dt.date | None = None, window: int | None = None
) -> Growth:
    """Growth of plain counts, only for a series that is covered in full.

    Args:
        months: first day of the month and its papers, in order, months without papers included.
        until: last covered day; a last month that is not over counts by the days that are.
        window: only the last so many months; None: all.

    Returns:
        As :func:`growth`, with ``corpus`` equal to ``papers`` in the series (the whole is counted).
    """
    ordered = sorted(months)[-(window or len(months)) :]
    series = tuple(MonthCount(month, papers, papers) for month, papers in ordered)
    papers = sum(count for _, count in ordered)
    if papers < MIN_PAPERS or len(ordered) < MIN_MONTHS:
        return _unknown(series, _too_few(papers, plural(len(ordered), "month")))
    years = _years([month for month, _ in ordered])
    counts = np.array([count for _, count in ordered], dtype=np.float64)
    days = np.array([_days(month, until) for month, _ in ordered], dtype=np.float64)
    straight = fit(counts, days, np.column_stack([np.ones_like(years), years]))
    if straight is None:
        return _unknown(series, "No curve fits the series well enough.")
    slope = straight.interval(np.array([0.0, 1.0]))
    span = f"{ordered[0][0]:%Y-%m} to {ordered[-1][0]:%Y-%m}"
    return _grown(
        series, _stage(*slope, levelled=False, new=False), slope, f"Measured on papers a day over {span}."
    )


def _days(month: dt.date, until: dt.date | None) -> int:
    last = _last_day(month)
    return (min(last, until) - month).days + 1 if until is not None and until >= month else last.day


def doubling_interval(growth: Growth) -> tuple[float, float] | None:
    """95 % bounds of the months in which it doubles; None unless the whole interval means growth."""
    if growth.interval is None or growth.interval[0] <= 1:
        return None
    low, high = growth.interval
    return 12 * math.log(2) / math.log(high), 12 * math.log(2) / math.log(low)
