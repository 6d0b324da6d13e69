"""Promise as a sum of parts: what the weights do, how they are learnt, and what a forecast shows."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import promise_field as field
import pytest

from inroad.atlas.open import Atlas, open_atlas
from inroad.config import Config
from inroad.errors import InputError
from inroad.openings.promise.candidates import candidates
from inroad.openings.promise.features import features
from inroad.openings.promise.fit import fit, known, outcomes
from inroad.openings.promise.forecast import forecasts
from inroad.openings.promise.latest import OLDEST
from inroad.openings.promise.model import LABELS, LATE, PARTS, Model, from_json, model, to_json
from inroad.openings.promise.words import Words, learn, said
from inroad.signals.seen import NOTHING

TODAY = dt.date(2024, 5, 1)


@pytest.fixture(scope="module")
def then(field_atlas: Atlas) -> Atlas:
    return field_atlas.until(TODAY)


@pytest.fixture(scope="module")
def learnt(then: Atlas) -> Model:
    return replace(fit(then, NOTHING), records=model().records)


def young(atlas: Atlas) -> list[int]:
    rows = candidates(atlas).filter(pl.col("first") > TODAY - dt.timedelta(days=OLDEST))
    return rows["method"].to_list()


# -- learning -------------------------------------------------------------------------------------------


def test_what_comes_is_told_from_what_does_not(learnt: Model, field_atlas: Atlas) -> None:
    after = candidates(field_atlas).filter(pl.col("first") > TODAY)
    table = features(field_atlas, NOTHING, after.with_columns(on="first"))
    chance = learnt.probabilities(table.with_columns(said=pl.lit(None, pl.Float64)))
    promising = np.array([field.promising(_number(name)) for name in table["name"]])
    assert promising.sum() > 5
    assert chance[promising].min() > chance[~promising].max()
    assert chance[promising].mean() > 2 * chance[~promising].mean()


def _number(name: str) -> int:
    return next(number for number in range(field.METHODS) if field.name(number) == name)


def test_the_same_papers_give_the_same_weights(learnt: Model, then: Atlas) -> None:
    again = fit(then, NOTHING)
    assert to_json(replace(again, records=learnt.records)) == to_json(learnt)


def test_a_method_still_counts_whose_half_year_is_not_over(then: Atlas) -> None:
    told = known(then)
    assert told.rows["first"].max() > TODAY - dt.timedelta(days=10)
    ages = outcomes(told.rows, told.pairs, 0).join(told.pairs, on="method")
    days = ages.select(pl.col("first") + pl.duration(days="age"))
    assert days.to_series().max() <= TODAY


def test_too_little_to_learn_from(field_atlas: Atlas) -> None:
    with pytest.raises(InputError, match="too few to learn from: choose a later day"):
        fit(field_atlas.until(field.START + dt.timedelta(days=60)), NOTHING)


def test_without_abstracts_nothing_can_be_learnt(field_atlas: Atlas) -> None:
    with pytest.raises(InputError, match="abstracts"):
        fit(replace(field_atlas, texts=None), NOTHING)


# -- the sum ----------------------------------------------------------------------------------------------


def test_parts_sum_to_the_log_odds_of_the_probability(learnt: Model, then: Atlas) -> None:
    found = forecasts(then, NOTHING, young(then), weights=learnt)
    assert len(found) > 10
    for promise in found.values():
        odds = sum(part.points for part in promise.parts)
        assert 1 / (1 + np.exp(-odds)) == pytest.approx(promise.forecast.probability, abs=2e-3)


def test_what_is_unknown_adds_nothing(learnt: Model, then: Atlas) -> None:
    rows = candidates(then).head(3).with_columns(on=pl.lit(TODAY))
    table = features(then, NOTHING, rows).with_columns(said=pl.lit(None, pl.Float64))
    stage = learnt.stages[1]
    points = stage.points(table)
    assert (points["seen on the Hub"] == 0).all()
    assert (points["the words of its abstract"] == 0).all()
    bare = table.with_columns(authors=pl.lit(None, pl.Float64))
    lost = stage.points(table)["who made it"] - stage.points(bare)["who made it"]
    term = stage.terms["authors"]
    expected = term.weight * np.clip((table["authors"].to_numpy() - term.mean) / term.scale, -4, 6)
    assert lost == pytest.approx(expected)


def test_weights_survive_being_written(learnt: Model) -> None:
    assert from_json(to_json(learnt)) == learnt
    assert json.loads(to_json(learnt))["fitted_on"] == str(TODAY)


def test_more_papers_to_come_is_more_chance(learnt: Model, then: Atlas) -> None:
    rows = candidates(then).head(1).with_columns(on=pl.col("first") + pl.duration(days=30))
    table = features(then, NOTHING, rows).with_columns(said=pl.lit(None, pl.Float64))
    busy = table.with_columns(pace=pl.col("pace") * 10)
    assert learnt.stages[0].probabilities(busy) > learnt.stages[0].probabilities(table)


# -- words --------------------------------------------------------------------------------------------------


def test_words_of_what_came_weigh_more() -> None:
    texts: list[str | None] = [f"open weights here {n}" if n % 2 else f"special case {n}" for n in range(80)]
    came = np.array([n % 2 == 1 for n in range(80)])
    words, held = learn([*texts, None], np.append(came, True), pl.Series([f"p{n}" for n in range(81)]))
    assert words.score("open weights") > 0 > words.score("special case")
    assert words.loudest("open weights of a special kind", 2) != []
    assert held[80] is None
    assert min(held[1:80:2]) > max(held[0:80:2])


def test_a_text_without_known_words_says_nothing() -> None:
    words = Words({"open": 2.0}, {"open": 3.0}, 4.0)
    assert words.score("nothing of it") == 0.0
    assert said(words, ["open", None, "open"]).to_list() == [2.0, None, 2.0]


# -- forecasts -----------------------------------------------------------------------------


def test_a_forecast_says_what_day_horizon_and_record(learnt: Model, then: Atlas) -> None:
    promise = next(iter(forecasts(then, NOTHING, young(then), weights=learnt).values()))
    assert promise.forecast.made_on == TODAY
    assert promise.forecast.horizon_days == 180
    assert promise.forecast.record in learnt.records
    assert "two" in promise.forecast.asked or "2 papers" in promise.forecast.asked
    assert {part.name for part in promise.parts} >= {"who made it", "its name", "papers still to come"}
    assert all(part.why for part in promise.parts)


def test_those_older_or_taken_up_or_unknown_have_no_promise(learnt: Model, then: Atlas) -> None:
    rows = candidates(then)
    found = forecasts(then, NOTHING, rows["method"].to_list(), weights=learnt)
    first = dict(rows.select("method", "first").iter_rows())
    names = dict(rows.select("method", "name").iter_rows())
    assert min(first[number] for number in found) >= TODAY - dt.timedelta(days=OLDEST)
    taken = {
        field.name(number)
        for number in range(field.METHODS)
        if field.promising(number) and field.day(number) + dt.timedelta(days=45) <= TODAY
    }
    assert not taken & {names[number] for number in found}
    assert forecasts(then, NOTHING, [10_000_000], weights=learnt) == {}
    assert forecasts(then, NOTHING, [], weights=learnt) == {}


def test_only_the_likeliest_are_given(learnt: Model, then: Atlas) -> None:
    every = forecasts(then, NOTHING, young(then), weights=learnt)
    best = forecasts(then, NOTHING, young(then), most=5, weights=learnt)
    assert len(best) == 5
    assert all(every[number] == promise for number, promise in best.items())
    least = min(promise.forecast.probability for promise in best.values())
    assert all(promise.forecast.probability <= least for n, promise in every.items() if n not in best)


def test_there_is_no_forecast_without_a_record(learnt: Model, then: Atlas) -> None:
    assert forecasts(then, NOTHING, young(then), weights=replace(learnt, records=())) == {}


def test_the_order_of_methods_does_not_matter(learnt: Model, then: Atlas) -> None:
    numbers = young(then)
    one = forecasts(then, NOTHING, numbers, weights=learnt)
    other = forecasts(then, NOTHING, numbers[::-1], weights=learnt)
    assert one == other
    assert list(one) == sorted(one)


# -- as shipped ---------------------------------------------------------------------------------------------


def test_shipped_weights_have_a_record_a_stage_and_words_for_every_feature() -> None:
    told = model()
    assert len(told.records) == len(told.stages) == 2
    for stage, record in zip(told.stages, told.records, strict=True):
        assert record.candidates > record.came > 0
        assert set(stage.terms) <= set(LABELS)
    assert {name for group in {**PARTS, **LATE}.values() for name in group} == set(told.stages[1].terms)
    assert set(told.words.weights) == set(told.words.rarity)


def test_the_starter_is_enough(tmp_path: Path) -> None:
    atlas = open_atlas(Config(tmp_path / "empty"))
    last = atlas.coverage().until
    assert last is not None
    rows = candidates(atlas).filter(pl.col("first") > last - dt.timedelta(days=60)).head(40)
    found = forecasts(atlas, NOTHING, rows["method"].to_list())
    assert found
    for promise in found.values():
        assert 0 < promise.forecast.probability < 1
        parts = {part.name: part for part in promise.parts}
        assert parts["the words of its abstract"].points == 0
        assert parts["the words of its abstract"].why == "no abstract here"


def test_what_the_starter_would_count_too_low_is_unknown(tmp_path: Path) -> None:
    atlas = open_atlas(Config(tmp_path / "empty"))
    rows = candidates(atlas).head(5).with_columns(on="first")
    table = features(atlas, NOTHING, rows)
    assert table.select("siblings", "beside", "kin", "authors", "team").null_count().row(0) == (5,) * 5
    assert table["hottest"].null_count() == 0


def test_forecasting_does_not_load_what_only_fitting_needs() -> None:
    code = "import sys, inroad.openings.promise.forecast; print([m for m in sys.modules if m[:5] == 'scipy'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
