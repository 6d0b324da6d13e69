"""Transfer: forecasts of which things will be named together, frozen at past days, over all candidate pairs.

    python benchmarks/transfer.py [--home DIR] [--concepts FILE] [--day 2025-09-30:180] [--least 10 20]

For each day and horizon: methods with the tasks that openings are made of, where there are enough papers,
and any two nodes of the network of names and concepts, each in at least so many papers by the day.
``--concepts`` is a file with one concept a line, as in the Science4Cast benchmark; without it there is no
network, only tasks.  Beside our own score, all in the same run, over the same candidates and from
the same lesson: chance, preferential attachment, common neighbours, the fifteen features of the published
baseline in a logistic regression over their logarithms, and the same fifteen as published: each divided by
its greatest, in a network of 100, 100 and 10 hidden units, learnt from as many pairs that came as did not
(scikit-learn; not needed at run time).  Times are those of the process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from inroad import config
from inroad.atlas.open import Atlas, open_atlas
from inroad.errors import InputError
from inroad.openings import measures
from inroad.openings.transfer import backtest, baselines
from inroad.openings.transfer.judge import Trial, judge
from inroad.openings.transfer.network import Floats, Ints, days, observe
from inroad.openings.transfer.pairs import draw
from inroad.types import Measured, Record

DAYS = ("2025-09-30:180", "2021-01-01:365", "2019-01-01:1095")
"""The first lies in the dense part of the corpus, the others in the older part."""
JUDGED = 50_000
LIKELY = 0.05
"""From here on forecasts are also judged by themselves: nearly all others are far below."""


def main() -> None:
    """All trials asked for, one table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--concepts", type=Path)
    parser.add_argument("--day", nargs="+", default=DAYS, help="day:horizon in days")
    parser.add_argument(
        "--least", nargs="+", type=int, default=(backtest.ESTABLISHED, 2 * backtest.ESTABLISHED)
    )
    asked = parser.parse_args()
    atlas = open_atlas(config.load(asked.home))
    concepts = asked.concepts.read_text("utf-8").splitlines() if asked.concepts else []
    begin = time.process_time()
    for each in asked.day:
        text, horizon = each.split(":")
        day = dt.date.fromisoformat(text)
        for trial in trials(atlas, day, int(horizon), concepts, asked.least):
            show(trial, day, dt.timedelta(days=int(horizon)))
    print(f"in all {time.process_time() - begin:.0f} s of processor time")


def trials(
    atlas: Atlas, day: dt.date, horizon: int, concepts: Sequence[str], least: Sequence[int]
) -> Iterator[Trial]:
    """The trials of one day."""
    try:
        yield backtest.task_trial(atlas, day, horizon)
    except InputError as error:
        print(f"\nno tasks as of {day}: {error}")
    if concepts:
        nodes = backtest.concept_nodes(atlas.until(day), concepts)
        network = observe(atlas.until(day + dt.timedelta(days=horizon)), nodes)
        known = backtest.snapshots(network, days(day), horizon)
        for papers in least:
            yield backtest.network_trial(network, days(day), horizon, papers, known)


def show(trial: Trial, day: dt.date, horizon: dt.timedelta) -> None:
    """One trial as a table."""
    begin = time.process_time()
    record = judge(trial, day, horizon)
    print(f"\n{record.asked}; as of {day}")
    print(f"{record.candidates:,} candidates, {record.came:,} came ({record.base_rate:.5f})")
    print(f"{'':36} {'AUC':>6} {'avg.prec':>8}  precision at 20, 50, 100   lift at 100")
    for each in (record.tool, *record.peers, published(trial)):
        print(line(each, record))
    tool = record.tool
    print(f"calibration error {tool.calibration_error:.5f}, Brier {tool.brier:.6f}")
    honest(record)
    print(f"judged in {time.process_time() - begin:.0f} s", flush=True)


def honest(record: Record) -> None:
    """Forecasts above ``LIKELY`` by size, what came of them, and how far both lie apart on the mean."""
    likely = [each for each in record.bins if each.low >= LIKELY]
    total = max(sum(each.count for each in likely), 1)
    error = sum(each.count * abs(each.forecast - each.came) for each in likely) / total
    print(f"above {LIKELY:.0%}: calibration error {error:.4f} over {total:,} forecasts")
    for each in likely:
        came = binomtest(round(each.came * each.count), each.count).proportion_ci(method="wilson")
        inside = "inside" if came.low <= each.forecast <= came.high else "outside"
        print(
            f"  {each.low:4.0%}: said {each.forecast:.3f}, came {each.came:.3f} of {each.count:,} "
            f"({came.low:.3f}-{came.high:.3f}, {inside})"
        )


def line(each: Measured, record: Record) -> str:
    """One ranking, and how far our own is ahead of it."""
    at = "  ".join(f"{top.precision:6.2f}" for top in each.at) or "     -       -       -"
    lift = f"{each.at[-1].lift:10.0f}" if each.at else "         -"
    precise = "       -" if each.average_precision is None else f"{each.average_precision:8.4f}"
    ahead = "" if each is record.tool else f"   ours {(record.tool.auc or 0) - (each.auc or 0):+.4f}"
    return f"{each.name:36} {each.auc or 0:6.4f} {precise}  {at}  {lift}{ahead}"


# -- the published baseline -----------------------------------------------------------------------


def published(trial: Trial) -> Measured:
    """The fifteen features in a network of the published shape; AUC only."""
    from sklearn.neural_network import MLPRegressor  # not a dependency of the program

    then, now = (baselines.states(trial.network, day) for day in (trial.lesson_day, trial.day))
    few = balanced(trial.lesson.came)
    taught = raw(then, trial.lesson.first[few], trial.lesson.second[few])
    judged = draw(trial.candidates, JUDGED, 3 * JUDGED, seed=1)
    asked = raw(now, judged.first, judged.second)
    shape = {"hidden_layer_sizes": (100, 100, 10), "max_iter": 60, "early_stopping": True, "random_state": 0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rounds that are over: the best round so far counts
        model = MLPRegressor(**shape).fit(taught, trial.lesson.came[few].astype(float))
    auc = measures.auc(model.predict(asked), judged.came)
    return Measured("fifteen features, as published", auc, None, ())


def balanced(came: np.ndarray) -> Ints:
    """As many pairs that came as did not."""
    yes, no = np.flatnonzero(came), np.flatnonzero(~came)
    count = min(len(yes), len(no), 20_000)
    return np.sort(np.concatenate([yes[:count], no[:count]]))


def raw(states: Sequence[baselines.Joined], first: Ints, second: Ints) -> Floats:
    """The fifteen features, each divided by its greatest."""
    plain = np.expm1(baselines.fifteen(states, first, second))
    return plain / np.maximum(plain.max(axis=0), 1e-9)


if __name__ == "__main__":
    sys.exit(main())
