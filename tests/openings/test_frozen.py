"""Which days a corpus can judge a forecast of."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings.frozen import check

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2024, 12, 31)
ATLAS = Atlas("home", {"papers": pl.DataFrame({"date": [None, LAST, FIRST]})}.__getitem__)


@pytest.mark.parametrize("day", [FIRST, dt.date(2024, 7, 4), LAST - dt.timedelta(days=180)])
def test_a_horizon_that_is_over_can_be_judged(day):
    check(ATLAS, day, 180)


def test_a_horizon_that_is_not_over_cannot():
    with pytest.raises(InputError, match="180 days after 2024-07-05 are not over") as caught:
        check(ATLAS, dt.date(2024, 7, 5), 180)
    assert caught.value.remedy == "choose 2024-07-04 or before, or a shorter horizon"


def test_a_horizon_longer_than_the_corpus_leaves_no_day():
    with pytest.raises(InputError) as caught:
        check(ATLAS, FIRST, 3_000_000)
    assert caught.value.remedy == "choose a shorter horizon"


@pytest.mark.parametrize("day", [FIRST - dt.timedelta(days=1), LAST + dt.timedelta(days=1)])
def test_a_day_outside_of_the_corpus(day):
    with pytest.raises(InputError, match="2020-01-01 to 2024-12-31"):
        check(ATLAS, day, 1)


def test_a_corpus_without_dates():
    empty = Atlas("home", {"papers": pl.DataFrame({"date": []}, schema={"date": pl.Date})}.__getitem__)
    with pytest.raises(InputError, match="no dated papers"):
        check(empty, FIRST, 1)
