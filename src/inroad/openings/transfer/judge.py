"""A frozen forecast judged over all candidate pairs, beside simple rankings.

Preferential attachment and our own score are counted over every candidate, exactly but for steps of 1/16,384
of the scale.  Common neighbours and the fifteen features have their AUC from all that came (or 50,000 of
them) and a random 150,000 that did not; their first places are exact for common neighbours, and for the
fifteen features the best of the 20,000 pairs with most attachment and the 100 with most common neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inroad.errors import InputError
from inroad.openings import measures
from inroad.openings.measures import NAMED, PLACES, Bools
from inroad.openings.transfer import baselines
from inroad.openings.transfer.arrays import Floats, Ints
from inroad.openings.transfer.calibration import Calibration
from inroad.openings.transfer.features import degrees
from inroad.openings.transfer.model import Model, fit
from inroad.openings.transfer.network import Network
from inroad.openings.transfer.pairs import Candidates, Drawn, draw, holds
from inroad.openings.transfer.scan import Counted, Score, area, average_precision, count_all, of_factors
from inroad.types import AtTop, Bin, Foretold, Measured, Record

JUDGED_CAME, JUDGED_OTHERS = 50_000, 150_000
_POOL = 20_000


@dataclass(frozen=True)
class Trial:
    """Candidates of a day and their scores, and what was learnt from."""

    asked: str
    network: Network
    candidates: Candidates
    score: Score
    """Log-odds of pairs."""
    ours: Counted
    """Them of all candidates."""
    calibration: Calibration
    """Makes probabilities of them."""
    day: int
    lesson_day: int
    lesson: Drawn
    model: Model


def judge(trial: Trial, as_of: dt.date, horizon: dt.timedelta) -> Record:
    """Our score and simple ones beside what came."""
    asked = trial.candidates
    if not asked.positives or asked.count == asked.positives:
        raise InputError(
            "all candidates have the same outcome: nothing can be judged", "choose a longer horizon"
        )
    base = asked.positives / asked.count
    return Record(
        kind="transfer",
        asked=trial.asked,
        as_of=as_of,
        horizon_days=horizon.days,
        candidates=asked.count,
        came=asked.positives,
        tool=_forecast("inroad", trial, base),
        peers=(_by_chance(base), *_peers(trial, base)),
        bins=_bins(trial),
        note="all candidate pairs; common neighbours and fifteen features: AUC from a random part",
        first=_first(trial),
    )


def _first(trial: Trial) -> tuple[Foretold, ...]:
    """The likeliest pairs by name, and what became of them."""
    nodes, (methods, tasks) = trial.network.nodes, (each[:NAMED] for each in trial.ours.best)
    labels, ids = nodes["label"], nodes["method_id"]
    scores = [trial.score(methods[i : i + 1], tasks[i : i + 1])[0, 0] for i in range(len(methods))]
    chances = trial.calibration.probability(np.array(scores, dtype=np.float64))
    return tuple(
        Foretold(f"{labels[int(a)]} × {labels[int(b)]}", ids[int(a)], round(float(chance), 5), bool(came))
        for a, b, chance, came in zip(methods, tasks, chances, trial.ours.top, strict=False)
    )


def _forecast(name: str, trial: Trial, base: float) -> Measured:
    counted, told = trial.ours, _said(trial)
    every = counted.every
    error = counted.came * (1 - told) ** 2 + counted.others * told**2
    brier = float(error.sum() / every.sum())
    return _measured(name, counted, base, brier, _calibration_error(trial))


def _measured(
    name: str, counted: Counted, base: float, brier: float | None = None, calibration: float | None = None
) -> Measured:
    top = _at_top(counted.top[: max(PLACES)], base)
    return Measured(name, area(counted), average_precision(counted), top, brier, calibration)


def _at_top(top: Bools, base: float) -> tuple[AtTop, ...]:
    shares = [(count, float(top[:count].mean())) for count in PLACES if count <= len(top)]
    return tuple(AtTop(count, share, share / base) for count, share in shares)


def _said(trial: Trial) -> Floats:
    """(bins,) probability of each step of the scale."""
    return trial.calibration.probability(trial.ours.middle)


def _bins(trial: Trial) -> tuple[Bin, ...]:
    """Forecasts by size; those of one step of the scale stay together."""
    counted = trial.ours
    every = counted.every.astype(np.float64)
    return measures.binned(_said(trial), counted.came.astype(np.float64), every)


def _calibration_error(trial: Trial, parts: int = 10) -> float:
    """As :func:`.measures.calibration_error`, over bins of about equal count: no step of the scale is cut."""
    counted, every = trial.ours, trial.ours.every
    place = np.minimum(np.cumsum(every) * parts // max(int(every.sum()), 1), parts - 1)
    gaps = every * _said(trial) - counted.came
    return float(np.abs(np.bincount(place, gaps, parts)).sum() / max(int(every.sum()), 1))


# -- peers ----------------------------------------------------------------------------------------


def _by_chance(base: float) -> Measured:
    return Measured("random", 0.5, base, tuple(AtTop(count, base, 1.0) for count in PLACES))


def _peers(trial: Trial, base: float) -> tuple[Measured, ...]:
    """Preferential attachment, common neighbours and the fifteen features."""
    asked = trial.candidates
    states = baselines.states(trial.network, trial.day)
    attached = of_factors(*baselines.attachment(degrees(trial.network, trial.day)))
    by_degree = count_all(asked, attached, min(_POOL, asked.count))
    judged = draw(asked, JUDGED_CAME, JUDGED_OTHERS, seed=1)
    shared = baselines.common_neighbours(states[0], judged.first, judged.second)
    best = baselines.top_common(asked, states[0], max(PLACES))
    top_shared = _at_top(_came(asked, *best), base)
    return (
        _measured("preferential attachment", by_degree, base),
        Measured("common neighbours", measures.auc(shared, judged.came), None, top_shared),
        _fifteen(trial, states, judged, (by_degree.best, best), base),
    )


def _fifteen(
    trial: Trial,
    now: Sequence[baselines.Joined],
    judged: Drawn,
    pools: Sequence[tuple[Ints, Ints]],
    base: float,
) -> Measured:
    model = _taught(trial)

    def scores(first: Ints, second: Ints) -> Floats:
        return model.log_odds(baselines.fifteen(now, first, second), baselines.FIFTEEN)

    first, second = (np.concatenate(parts) for parts in zip(*pools, strict=True))
    key = np.unique(first * trial.network.size + second)
    first, second = key // trial.network.size, key % trial.network.size
    order = np.argsort(-scores(first, second), kind="stable")[: max(PLACES)]
    top = _came(trial.candidates, first[order], second[order])
    area_ = measures.auc(scores(judged.first, judged.second), judged.came)
    return Measured("fifteen features", area_, None, _at_top(top, base))


def _taught(trial: Trial) -> Model:
    """A regression over the logarithms of the fifteen features, from the same lesson as ours."""
    lesson, then = trial.lesson, baselines.states(trial.network, trial.lesson_day)
    features = baselines.fifteen(then, lesson.first, lesson.second)
    return fit(features, lesson.came.astype(np.float64), baselines.FIFTEEN, lesson.weight)


def _came(asked: Candidates, first: Ints, second: Ints) -> Bools:
    """What became of some candidates."""
    row, column = np.searchsorted(asked.rows, first), np.searchsorted(asked.columns, second)
    return holds(asked.came, row, column)
