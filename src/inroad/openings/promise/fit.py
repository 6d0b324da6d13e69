"""Fitting promise: what is learnt from the methods whose outcome was known on a day, and from nothing later.

A method that was introduced two months ago has not had its half-year.  Its row still counts: it asks whether
it was taken up in the time that it had, and how many papers the corpus got in that time is a feature of its
own (its *exposure*), so that a short or thinly covered time is not taken for a lack of promise.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.open import Atlas
from inroad.errors import InputError
from inroad.openings.promise.candidates import DATA, ENOUGH, HORIZON, KINDS, candidates, takers
from inroad.openings.promise.features import features
from inroad.openings.promise.model import LATE, PARTS, Floats, Model, Stage, Term, standard
from inroad.openings.promise.same import meant
from inroad.openings.promise.words import learn, texts
from inroad.signals.seen import Signals

STAGES = ((0, (0,)), (7, (15, 30, 60, 90)))
"""(age from which a stage is used, ages at which methods are looked at to fit it)."""
BACK = dt.timedelta(days=912)
"""Methods older than this are left out: what was taken up then says little of today."""
LEAST_DAYS = 20
"""A method counts once it had so many days in which it could be taken up."""
PENALTY = 40.0
"""L2, per standardised weight; chosen on methods first seen in January to May 2025."""
LEAST_CAME = 10
"""With fewer methods that were taken up nothing can be learnt."""
_FOLDS = 5
_PRIOR = 20.0
"""How strongly the slope of exposure is held at 1: twice the papers, twice the odds."""
_UNKNOWN_BY_TIMES = ("authors", "featured")
"""Features that were unknown for whole years.  What that did to the outcomes is fitted beside them, so that
it does not colour the others, and then left out: not knowing is no sign of promise."""


@dataclass(frozen=True, slots=True)
class Known:
    """Methods to learn from, and what was known of them on a day."""

    last: dt.date
    rows: pl.DataFrame
    """Candidates."""
    pairs: pl.DataFrame
    """Papers by others that mean them, as :func:`takers` gives them."""


def known(atlas: Atlas) -> Known:
    """What could be learnt from on the atlas's last day.

    Raises:
        InputError: the atlas has no texts.
    """
    last = atlas.coverage().until
    assert last is not None
    rows = candidates(atlas, KINDS + DATA).filter(pl.col("first") >= last - BACK)
    pairs = takers(atlas, rows).filter(pl.col("age") <= HORIZON)
    return Known(last, rows, meant(atlas, rows, pairs))


def fit(atlas: Atlas, signals: Signals, told: Known | None = None) -> Model:
    """The model that could be fitted on the atlas's last day.

    Args:
        atlas: with texts, cut off at the day in question.
        signals: likewise.
        told: :func:`known` of this atlas, if it is at hand.

    Raises:
        InputError: there are no texts, or too few methods were taken up so far.
    """
    told = known(atlas) if told is None else told
    first = training(atlas, signals, told, (0,))
    learnt, held = learn(texts(atlas, first), first["came"].to_numpy(), first["paper_id"])
    heard = first.select("method", said=held)
    stages = [_stage(atlas, signals, told, heard, since, ages) for since, ages in STAGES]
    return Model(tuple(stages), learnt, fitted_on=str(told.last))


def training(atlas: Atlas, signals: Signals, told: Known, ages: tuple[int, ...]) -> pl.DataFrame:
    """Features of each method at these ages with ``came``: whether it was taken up later, as far as is known.

    Methods that had been taken up by that age are left out.
    """
    parts = []
    for age in ages:
        due = told.rows.filter(pl.col("first") <= told.last - dt.timedelta(days=age + LEAST_DAYS))
        rows = outcomes(due, told.pairs, age).filter(pl.col("before") < ENOUGH)
        parts.append(rows.with_columns(on=pl.col("first") + pl.duration(days=age)))
    rows = pl.concat(parts).with_columns(came=pl.col("before") + pl.col("after") >= ENOUGH)
    if rows["came"].sum() < LEAST_CAME:
        raise InputError(
            f"only {rows['came'].sum()} methods had been taken up by {told.last}, too few to learn from",
            "choose a later day, or ingest more papers",
        )
    return features(atlas, signals, rows)


def _stage(
    atlas: Atlas, signals: Signals, told: Known, heard: pl.DataFrame, since: int, ages: tuple[int, ...]
) -> Stage:
    table = training(atlas, signals, told, ages)
    table = table.join(heard, on="method", how="left", maintain_order="left")
    names = [name for group in PARTS.values() for name in group]
    if since:
        names += [name for group in LATE.values() for name in group]
    exposed = exposure(atlas, table, told.last)
    return fitted(table, table["came"].to_numpy(), exposed, names, since, 1.0 / len(ages))


def outcomes(rows: pl.DataFrame, pairs: pl.DataFrame, age: int) -> pl.DataFrame:
    """``rows`` with ``before`` and ``after``: papers by others up to an age, and from it to the horizon."""
    counts = pairs.group_by("method").agg(
        before=(pl.col("age") <= age).sum(), after=((pl.col("age") > age) & (pl.col("age") <= HORIZON)).sum()
    )
    joined = rows.join(counts, on="method", how="left", maintain_order="left")
    return joined.with_columns(pl.col("before", "after").fill_null(0))


def exposure(atlas: Atlas, table: pl.DataFrame, last: dt.date) -> Floats:
    """(n,) papers of the corpus between each row's day and its horizon, or the last day if it is earlier."""
    days = atlas.papers["date"].sort().to_numpy().astype("datetime64[D]")
    on = table["on"].to_numpy().astype("datetime64[D]")
    end = table["first"].to_numpy().astype("datetime64[D]") + np.timedelta64(HORIZON, "D")
    end = np.minimum(end, np.datetime64(last))
    seen = np.searchsorted(days, end, side="right") - np.searchsorted(days, on, side="right")
    return np.asarray(np.maximum(seen, 1), dtype=np.float64)


# -- the regression -----------------------------------------------------------------------------------


def fitted(
    table: pl.DataFrame, came: NDArray[np.bool_], exposed: Floats, names: list[str], since: int, weight: float
) -> Stage:
    """One stage's weights, calibrated on rows that were held out in turn."""
    average = float(np.exp(np.log(exposed).mean()))
    ahead = np.log(exposed / average)
    scales = {name: _scale(table[name]) for name in names}
    told = [standard(table[name], *scales[name]) for name in names]
    aside = [told[names.index(name)][1] for name in _UNKNOWN_BY_TIMES if name in names]
    x = np.stack([z for z, _ in told] + [unknown - unknown.mean() for unknown in aside], axis=1)
    y = came.astype(np.float64)
    theta = _regression(x, y, ahead, weight)
    shrink, shift = _calibration(x, y, ahead, weight, table["paper_id"])
    terms = {
        name: Term(*(_short(value) for value in (*scales[name], weight * shrink)))
        for name, weight in zip(names, theta, strict=False)
    }
    bias, slope = float(theta[-2] * shrink + shift), float(theta[-1] * shrink)
    return Stage(since, terms, _short(bias), _short(slope), float(round(average)))


def _short(value: float) -> float:
    return float(f"{value:.5g}")


def _scale(values: pl.Series) -> tuple[float, float]:
    """Mean and standard deviation of what is known; a constant gets no say."""
    known = values.cast(pl.Float64).drop_nulls()
    if known.len() < 2:
        return 0.0, 1e9
    mean, spread = known.mean(), known.std()
    assert isinstance(mean, float)
    assert isinstance(spread, float)
    return mean, spread if spread > 1e-9 else 1e9


def _regression(x: Floats, y: Floats, ahead: Floats, weight: float, penalty: float = PENALTY) -> Floats:
    """Weights, bias and slope of exposure of a logistic regression with an L2 penalty."""
    from scipy.optimize import minimize  # only fitting needs it

    count = x.shape[1]

    def loss(theta: Floats) -> tuple[float, Floats]:
        inner, bias, slope = theta[:count], theta[count], theta[count + 1]
        score = x @ inner + bias + slope * ahead
        error = weight * (1 / (1 + np.exp(-score)) - y)
        value = weight * (np.logaddexp(0, score) - y * score).sum()
        value += 0.5 * penalty * (inner @ inner) + 0.5 * _PRIOR * (slope - 1) ** 2
        tail = [error.sum(), error @ ahead + _PRIOR * (slope - 1)]
        return float(value), np.concatenate([x.T @ error + penalty * inner, tail])

    start = np.zeros(count + 2)
    start[count], start[count + 1] = np.log(max(y.mean(), 1e-6)), 1.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return np.asarray(found.x, dtype=np.float64)


def _calibration(x: Floats, y: Floats, ahead: Floats, weight: float, ids: pl.Series) -> tuple[float, float]:
    """Factor and shift that make held-out log-odds true (Platt scaling, over folds by paper)."""
    fold = np.array([zlib.crc32(paper.encode()) % _FOLDS for paper in ids])
    scores = np.zeros(len(y))
    for number in range(_FOLDS):
        out = fold == number
        theta = _regression(x[~out], y[~out], ahead[~out], weight)
        scores[out] = x[out] @ theta[:-2] + theta[-2] + theta[-1] * ahead[out]
    factor = _regression(scores[:, None], y, np.zeros(len(y)), 1.0, penalty=1e-6)
    return float(np.clip(factor[0], 0.2, 1.2)), float(factor[1])
