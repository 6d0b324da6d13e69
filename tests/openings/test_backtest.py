"""Forecasts of the past: nothing of what came later, all that came counted, simple rankings beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpus
import numpy as np
import polars as pl
import promise_field as field
import pytest
from polars.testing import assert_frame_equal

from inroad.atlas.open import Atlas, open_atlas
from inroad.errors import InputError
from inroad.openings import peers
from inroad.openings.backtest import PEERS, Frozen, backtest_promise
from inroad.signals.seen import NOTHING

AS_OF = dt.date(2024, 1, 1)
UNTIL = dt.date(2024, 2, 20)


@pytest.fixture(scope="module")
def frozen(field_atlas: Atlas) -> Frozen:
    return Frozen(field_atlas, NOTHING, AS_OF)


def later(day: dt.date) -> list[int]:
    """Numbers of the methods from a day until UNTIL."""
    return [number for number in range(field.METHODS) if day <= field.day(number) <= UNTIL]


# -- scores ---------------------------------------------------------------------------------------------


def test_every_method_on_its_own_day_is_scored_by_what_came(frozen: Frozen) -> None:
    record = frozen.record(frozen.on_own_day(AS_OF, UNTIL, 0))
    mine = later(AS_OF)
    assert (record.candidates, record.came) == (len(mine), sum(map(field.promising, mine)))
    assert record.tool.auc == 1.0
    assert [peer.name for peer in record.peers] == list(PEERS)
    assert "at age 0 days" in record.asked
    assert (record.as_of, record.horizon_days) == (AS_OF, 180)
    assert sum(each.count for each in record.bins) == record.candidates
    assert record.tool.calibration_error is not None
    assert all(peer.calibration_error is None for peer in record.peers)
    assert len(record.first) == min(20, record.candidates)
    assert [each.came for each in record.first] == sorted((each.came for each in record.first), reverse=True)
    said = [each.probability for each in record.first]
    assert said == sorted(said, reverse=True)


def test_those_taken_up_by_the_day_of_the_forecast_are_left_out(frozen: Frozen) -> None:
    at_birth = frozen.record(frozen.on_own_day(AS_OF, UNTIL, 0))
    a_month = frozen.record(frozen.on_own_day(AS_OF, UNTIL, 30))
    settled = frozen.record(frozen.on_own_day(AS_OF, UNTIL, 50))
    assert a_month.came == at_birth.came > 0
    assert settled.came == 0
    assert settled.candidates == at_birth.candidates - at_birth.came
    assert settled.tool.auc is None


def test_a_shorter_horizon_counts_less(field_atlas: Atlas) -> None:
    short = Frozen(field_atlas, NOTHING, AS_OF, horizon=30)
    assert short.record(short.on_own_day(AS_OF, UNTIL, 0)).came == 0
    longer = Frozen(field_atlas, NOTHING, AS_OF, horizon=45)
    assert longer.record(longer.on_own_day(AS_OF, UNTIL, 0)).came == sum(map(field.promising, later(AS_OF)))


def test_frozen_on_one_day_it_ranks_who_was_young_then(field_atlas: Atlas) -> None:
    young, seen = backtest_promise(field_atlas, NOTHING, AS_OF)
    assert young.candidates == sum(0 <= (AS_OF - field.day(n)).days < 30 for n in range(field.METHODS))
    assert young.came > 0
    assert young.tool.auc == 1.0
    assert "at age 30" in seen.asked or "at age 3" in seen.asked
    assert seen.came < young.came, "most of the older ones had been taken up"


# -- no leak ---------------------------------------------------------------------------------------------


def _scores(made: Frozen) -> pl.DataFrame:
    rows = made.on_own_day(AS_OF, UNTIL, 0).filter(pl.col("name").is_in(list(map(field.name, later(AS_OF)))))
    columns = ["method_id", "promise", *PEERS]
    return made.forecast(rows).select(columns).sort("method_id")


def test_papers_from_after_the_day_change_no_weight(field_atlas: Atlas, tmp_path: Path) -> None:
    plain = Frozen(field_atlas, NOTHING, AS_OF)
    planted = [
        field.using(number, (AS_OF - field.day(number)).days + 1 + case, 5 + case)
        for number in range(50, 70, 2)
        for case in range(3)
    ]
    assert all(paper.date is not None and paper.date > AS_OF for paper in planted)
    home = corpus.home(tmp_path, [*field.papers(), *planted])
    knowing = Frozen(open_atlas(home), NOTHING, AS_OF)
    assert plain.model == knowing.model
    assert plain.words.places == knowing.words.places
    assert plain.words.weights.tolist() == knowing.words.weights.tolist()
    assert_frame_equal(plain.learnt.drop("method"), knowing.learnt.drop("method"))


def test_papers_from_after_a_forecast_change_only_what_came(field_atlas: Atlas, tmp_path: Path) -> None:
    number = next(n for n in later(AS_OF) if not field.promising(n))
    planted = [field.using(number, (UNTIL - field.day(number)).days + case, 5 + case) for case in (1, 2)]
    home = corpus.home(tmp_path, [*field.papers(), *planted])
    plain, knowing = Frozen(field_atlas, NOTHING, AS_OF), Frozen(open_atlas(home), NOTHING, AS_OF)
    assert_frame_equal(_scores(plain), _scores(knowing))
    ours, theirs = (each.record(each.on_own_day(AS_OF, UNTIL, 0)) for each in (plain, knowing))
    assert theirs.came == ours.came + 1


def test_scores_are_the_same_every_time(field_atlas: Atlas) -> None:
    one, other = Frozen(field_atlas, NOTHING, AS_OF), Frozen(field_atlas, NOTHING, AS_OF)
    assert_frame_equal(_scores(one), _scores(other), check_exact=True)


# -- what cannot be asked ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda a: backtest_promise(a, NOTHING, dt.date(2030, 1, 1)), "this corpus ends on"),
        (lambda a: backtest_promise(a, NOTHING, dt.date(1999, 1, 1)), "1999-01-01 or before"),
        (lambda a: backtest_promise(a, NOTHING, field.LAST - dt.timedelta(days=40)), "is known on"),
        (lambda a: backtest_promise(a, NOTHING, AS_OF, horizon=0), "the horizon is 0 days"),
        (lambda a: backtest_promise(a, NOTHING, AS_OF, horizon=9999), "the horizon is 9999 days"),
        (lambda a: backtest_promise(a, NOTHING, AS_OF, kinds=(4,)), "no method of this corpus was young"),
        (lambda a: backtest_promise(a, NOTHING, dt.date(2023, 2, 1)), "too few to learn from"),
        (lambda a: backtest_promise(replace(a, texts=None), NOTHING, AS_OF), "this atlas has none"),
        (lambda a: Frozen(a, NOTHING, AS_OF).on_own_day(dt.date(2023, 11, 1), UNTIL, 0), "freeze earlier"),
    ],
)
def test_refusals_say_what_is_wrong_and_what_to_do(
    ask: Callable[[Atlas], object], said: str, field_atlas: Atlas
) -> None:
    with pytest.raises(InputError, match=said) as refused:
        ask(field_atlas)
    assert refused.value.remedy


# -- peers --------------------------------------------------------------------------------------------------


def test_peers_rank_by_what_they_say() -> None:
    table = pl.DataFrame(
        {
            "method_id": ["a", "b", "c"],
            "first": [dt.date(2024, 1, 3), dt.date(2024, 1, 1), dt.date(2024, 1, 2)],
            "upvotes": [None, 2.0, 0.5],
        }
    )
    assert peers.recency(table).argsort().tolist() == [1, 2, 0]
    assert peers.upvotes(table).tolist() == [0.0, 2.0, 0.5]
    assert peers.at_random(table).tolist() == peers.at_random(table).tolist()
    assert len(set(peers.at_random(table))) == 3


def test_the_words_of_what_came_are_learnt() -> None:
    texts = [f"open weights number {n}" if n % 2 else f"special case number {n}" for n in range(40)]
    words = peers.words(texts, np.array([n % 2 == 1 for n in range(40)]))
    good, bad = words.scores(["open weights", "special case"])
    assert good > bad


def test_a_category_is_as_hot_as_its_methods_were() -> None:
    papers = pl.DataFrame({"paper": [0, 1, 2, 3], "primary": ["cs.CL", "cs.CL", "cs.CV", None]})
    learnt = pl.DataFrame({"paper": [0, 1, 2, 3], "came": [True, True, False, False]})
    heat = peers.category_heat(learnt.select("paper"), papers, learnt)
    assert heat[0] == heat[1] > heat[2]
    assert heat[2] == heat[3]
