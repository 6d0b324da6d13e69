"""The figures of a ranking, against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from inroad.openings.measures import (
    at_top,
    auc,
    average_precision,
    binned,
    bins,
    calibration_error,
    measure,
)
from inroad.types import AtTop, Bin


def scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def came(text: str) -> np.ndarray:
    return np.array([each == "x" for each in text], dtype=bool)


@pytest.mark.parametrize(
    ("said", "happened", "expected"),
    [
        ((4, 3, 2, 1), "xx..", 1.0),
        ((4, 3, 2, 1), "..xx", 0.0),
        ((4, 3, 2, 1), "x.x.", 3 / 4),  # of four pairs only (2, 3) is the wrong way round
        ((1, 1, 1, 1), "x.x.", 0.5),
        ((2, 1, 1), "x.x", 3 / 4),  # 2 beats 1; 1 ties with 1
        ((1, 2), "..", None),
        ((1, 2), "xx", None),
    ],
)
def test_auc_is_the_part_of_pairs_in_the_right_order(
    said: tuple[float, ...], happened: str, expected: float | None
) -> None:
    assert auc(scores(*said), came(happened)) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("said", "happened", "expected"),
    [
        ((4, 3, 2, 1), "x.x.", (1 / 1 + 2 / 3) / 2),
        ((4, 3, 2, 1), "...x", 1 / 4),
        ((4, 3), "..", None),
    ],
)
def test_average_precision(said: tuple[float, ...], happened: str, expected: float | None) -> None:
    found = average_precision(scores(*said), came(happened))
    assert found == (None if expected is None else pytest.approx(expected))


def test_precision_and_lift_of_the_first_places() -> None:
    found = at_top(scores(9, 8, 7, 6, 5, 4, 3, 2), came("xx..x..."), places=(2, 4, 9))
    assert found == (AtTop(2, 1.0, pytest.approx(8 / 3)), AtTop(4, 0.5, pytest.approx(4 / 3)))


def test_lift_is_zero_where_nothing_came() -> None:
    assert at_top(scores(2, 1), came(".."), places=(1,)) == (AtTop(1, 0.0, 0.0),)


def test_ties_keep_the_order_of_the_candidates() -> None:
    assert at_top(scores(1, 1, 1), came(".x."), places=(1, 2))[0].precision == 0
    assert at_top(scores(1, 1, 1), came("x.."), places=(1, 2))[0].precision == 1


def test_a_bin_holds_forecasts_of_one_size_lowest_first() -> None:
    found = bins(scores(0.9, 0.003, 0.3, 0.0045, 0.6), came("x..xx"))
    assert found == (
        Bin(pytest.approx(0.00375), 0.5, 2, 0.002, 0.005),
        Bin(pytest.approx(0.3), 0.0, 1, 0.2, 0.5),
        Bin(pytest.approx(0.75), 1.0, 2, 0.5, 1.0),
    )
    assert bins(scores(), came("")) == ()


def test_every_probability_has_its_bin() -> None:
    told = np.array([0.0, 1e-9, 0.0001, 0.00019999, 0.0002, 0.5, 1.0])
    found = bins(told, np.zeros(7, dtype=bool))
    assert [each.count for each in found] == [2, 2, 1, 2]
    assert all(each.low <= each.forecast <= each.high for each in found)


def test_counted_forecasts_give_the_same_bins() -> None:
    told, happened = scores(0.3, 0.3, 0.3, 0.04), came("x..x")
    every, some = np.array([3.0, 1.0]), np.array([1.0, 1.0])
    assert binned(scores(0.3, 0.04), some, every) == bins(told, happened)


def test_calibration_error_is_the_mean_distance_weighed_by_count() -> None:
    # two bins of two: said 0.2, came 0; said 0.7, came 1
    assert calibration_error(scores(0.9, 0.1, 0.3, 0.5), came("x..x"), count=2) == pytest.approx(0.25)
    assert calibration_error(scores(0.5, 0.5), came("x."), count=1) == 0


def test_all_figures_of_one_ranking() -> None:
    found = measure("it", scores(0.8, 0.4, 0.2), came("x.."), probabilities=True, places=(1,))
    assert (found.name, found.auc, found.average_precision) == ("it", 1.0, 1.0)
    assert found.brier == pytest.approx((0.04 + 0.16 + 0.04) / 3)
    assert found.calibration_error == pytest.approx((0.2 + 0.4 + 0.2) / 3)
    assert found.at == (AtTop(1, 1.0, pytest.approx(3.0)),)


def test_a_ranking_without_probabilities_is_not_judged_as_such() -> None:
    found = measure("it", scores(8, 4), came("x."), probabilities=False)
    assert found.brier is None
    assert found.calibration_error is None
    assert found.at == ()
