"""Series whose growth is known by construction, and the rules at their borders."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from inroad.atlas import growth as g
from inroad.types import MonthCount


def months(count: int, first: dt.date = dt.date(2022, 1, 1)) -> list[dt.date]:
    return [
        dt.date(first.year + n // 12, n % 12 + 1, 1) for n in range(first.month - 1, first.month - 1 + count)
    ]


def series(papers, corpus) -> list[MonthCount]:
    return [
        MonthCount(m, int(n), int(c)) for m, n, c in zip(months(len(papers)), papers, corpus, strict=True)
    ]


def dates(counts: list[int], first: dt.date = dt.date(2023, 1, 1)) -> pl.DataFrame:
    days = [m for m, n in zip(months(len(counts), first), counts, strict=True) for _ in range(n)]
    return pl.DataFrame({"date": days}, schema={"date": pl.Date})


# -- coverage -------------------------------------------------------------------------------------


def test_dense_period_begins_after_the_last_thin_month():
    # The last months of a real crawl: sparse up to January 2025, half-way in February, level from March.
    counts = [
        2712,
        4115,
        4393,
        6899,
        8458,
        8155,
        11163,
        11579,
        9534,
        9472,
        10933,
        12094,
        9805,
        9045,
        9051,
        10511,
        12441,
    ]
    found = list(zip(months(len(counts), dt.date(2024, 11, 1)), counts, strict=True))
    assert g.dense_since(found, dt.date(2026, 3, 31)) == dt.date(2025, 3, 1)


def test_steady_growth_of_a_full_crawl_is_dense_from_the_start():
    # Doubling in 23 months, with holidays of a fifth less every December and January.
    counts = [round(1000 * 2 ** (n / 23) * (0.8 if n % 12 in (0, 11) else 1)) for n in range(60)]
    found = list(zip(months(60), counts, strict=True))
    assert g.dense_since(found, dt.date(2026, 12, 31)) == dt.date(2022, 1, 1)


def test_no_dense_period_in_a_short_or_rising_crawl():
    assert g.dense_since(list(zip(months(4), [9] * 4, strict=True)), dt.date(2022, 4, 30)) is None
    assert (
        g.dense_since(list(zip(months(12), [2**n for n in range(12)], strict=True)), dt.date(2022, 12, 31))
        is None
    )


def test_coverage_fills_gaps_and_knows_its_end():
    found = g.coverage(dates([3, 0, 2]))
    assert found.months == ((dt.date(2023, 1, 1), 3), (dt.date(2023, 2, 1), 0), (dt.date(2023, 3, 1), 2))
    assert found.until == dt.date(2023, 3, 1)
    assert g.coverage(pl.DataFrame(schema={"date": pl.Date})) == g.Covered((), None, None)


def test_month_counts_keep_zeros():
    covered = g.coverage(dates([5, 5, 5, 5]))
    found = g.month_counts(
        pl.Series([dt.date(2023, 2, 9), None, dt.date(2023, 4, 30)], dtype=pl.Date), covered
    )
    assert [(c.papers, c.corpus) for c in found] == [(0, 5), (1, 5), (0, 5), (1, 5)]


# -- shares ---------------------------------------------------------------------------------------


def test_an_exact_exponential_is_found_exactly():
    corpus = np.full(24, 10_000_000)
    share = 0.001 * 2.0 ** (np.arange(24) / 12)
    found = g.growth(series(np.round(corpus * share), corpus))
    assert found.factor_per_year == pytest.approx(2.0, rel=1e-3)
    assert found.doubling_months == pytest.approx(12.0, rel=1e-3)
    assert found.stage == "growing"


def test_a_jump_in_coverage_is_not_growth():
    corpus = np.array([1000] * 12 + [10_000] * 12)
    found = g.growth(series(corpus * 0.02, corpus))
    assert found.stage == "steady"
    assert found.factor_per_year == pytest.approx(1.0, abs=1e-6)


@settings(deadline=None)
@given(st.lists(st.integers(1, 20), min_size=24, max_size=24), st.floats(0.5, 2.0))
def test_coverage_does_not_move_the_estimate(scale, factor):
    share = 0.01 * factor ** (np.arange(24) / 12)
    corpus = np.array(scale) * 10_000_000
    found = g.growth(series(np.round(corpus * share), corpus))
    assert found.factor_per_year == pytest.approx(factor, rel=1e-3)


def test_bounds_are_those_of_students_t():
    wanted = stdtrit(np.arange(1, 400), 0.975)
    assert [g.t_bound(freedom) for freedom in range(1, 400)] == pytest.approx(wanted, rel=1e-12)


def test_intervals_cover_the_truth_about_19_times_in_20():
    random, hits, runs = np.random.default_rng(0), 0, 1000
    corpus = np.full(18, 9000)
    share = 0.01 * 1.4 ** (np.arange(18) / 12)
    for _ in range(runs):
        # Twice the binomial variance: good months and bad months.
        months_luck = random.gamma(90, 1 / 90, 18)
        found = g.growth(series(random.poisson(corpus * share * months_luck), corpus))
        assert found.interval is not None
        hits += found.interval[0] <= 1.4 <= found.interval[1]
    assert 0.93 <= hits / runs <= 0.97


def test_few_papers_are_unknown_and_say_so():
    found = g.growth(series([1] * 12, [1000] * 12))
    assert (found.stage, found.factor_per_year, found.interval) == ("unknown", None, None)
    assert "12 papers" in found.note
    assert "too few" in found.note
    assert g.growth([]).stage == "unknown"


def test_noisy_series_are_unknown_with_the_interval_shown():
    papers = [3, 0, 9, 1, 0, 7, 2, 0, 8, 0, 1, 4]
    found = g.growth(series(papers, [1000] * 12))
    assert found.stage == "unknown"
    assert "too wide" in found.note


@pytest.mark.parametrize(
    ("factors", "stage"),
    [
        ([1.0] * 36, "steady"),
        ([0.5] * 36, "fading"),
        ([1.5] * 36, "growing"),
        ([3.0] * 24 + [1.0] * 12, "saturating"),
    ],
)
def test_stages(factors, stage):
    share = 0.001 * np.cumprod(np.array(factors) ** (1 / 12))
    corpus = np.full(36, 200_000)
    assert g.growth(series(np.round(share * corpus), corpus)).stage == stage


def test_what_was_not_there_two_years_ago_is_emerging():
    corpus = np.full(36, 10_000)
    papers = np.array([0] * 20 + [2 * n for n in range(1, 17)])
    assert g.growth(series(papers, corpus)).stage == "emerging"
    # Without covered months so long ago nobody can tell.
    assert g.growth(series(papers, corpus)[12:]).stage == "growing"


def test_sparse_months_are_left_out_when_there_are_dense_ones():
    # Sparse months that cover the field twice as much would look like decline.
    corpus = np.array([500] * 12 + [10_000] * 12)
    papers = np.array([20] * 12 + [200] * 12)
    dense = months(24)[12]
    found = g.growth(series(papers, corpus), dense_since=dense)
    assert found.factor_per_year == pytest.approx(1.0, abs=1e-6)
    assert "uneven" not in found.note
    assert "uneven" in g.growth(series(papers, corpus)).note


def test_months_that_the_corpus_does_not_cover_are_not_zeros():
    corpus = np.array([1000, 0] * 12)
    assert g.growth(series(corpus * 0.1, corpus)).stage == "steady"


def test_order_does_not_matter():
    counts = series(range(10, 34), [1000] * 24)
    assert g.growth(counts[::-1]) == g.growth(counts)


# -- raw counts -----------------------------------------------------------------------------------


def test_raw_doubling_in_23_months():
    # The rate that Krenn et al. 2023 (Nature Machine Intelligence 5, 1326) report for papers a month
    # in four AI categories of arXiv; the corpus here is an exact exponential of that rate.
    counts = [(m, round(1e7 * 2 ** (n / 23))) for n, m in enumerate(months(48))]
    found = g.raw_growth(counts)
    assert found.doubling_months == pytest.approx(23, rel=0.01)
    assert found.stage == "growing"
    low, high = g.doubling_interval(found) or (math.nan, math.nan)
    # Months of 28 to 31 days alone make the interval this wide.
    assert 22 < low < 23 < high < 24


def test_an_unfinished_month_counts_by_its_days():
    counts = [(m, 31 * 100) for m in months(13)]
    counts = [(m, 100 * (dt.date(m.year + m.month // 12, m.month % 12 + 1, 1) - m).days) for m, _ in counts]
    counts[-1] = (counts[-1][0], 1000)
    found = g.raw_growth(counts, until=counts[-1][0].replace(day=10))
    assert found.factor_per_year == pytest.approx(1.0, abs=1e-6)
    assert g.raw_growth(counts).factor_per_year < 0.9


def test_no_doubling_interval_without_growth():
    assert g.doubling_interval(g.growth(series([10] * 24, [1000] * 24))) is None
