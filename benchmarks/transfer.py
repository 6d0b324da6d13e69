"""Transfer: forecasts of which things will be named together, frozen at past days, over all candidate pairs.

    python benchmarks/transfer.py [--home DIR] [--concepts FILE] \
        [--only tasks names all] [--day 2025-09-30:180]

For each day and horizon: methods with tasks (what openings are made of), names of the atlas with concepts
(both in at least 10 papers), any two nodes of the network in at least 20 papers, and any two at all. With
``--concepts`` (one a line) these are nodes beside the atlas's names, as in the Science4Cast benchmark;
without, frequent phrases of titles. Beside our own score: chance, preferential attachment, common
neighbours, the fifteen features of the published baseline in a logistic regression over their logarithms,
and the same fifteen as published: each divided by its greatest, in a network of 100, 100 and 10 hidden
units, learnt from as many pairs that came as did not (scikit-learn; not needed at run time). Times are
those of the process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from inroad import config
from inroad.atlas.open import Atlas, open_atlas
from inroad.openings import measures
from inroad.openings.transfer import backtest, baselines
from inroad.openings.transfer.network import Floats, Ints, choose_nodes, days, observe
from inroad.openings.transfer.pairs import draw
from inroad.types import Measured, Record

DAYS = ("2025-09-30:180", "2021-01-01:365", "2019-01-01:1095")
LEAST = {"tasks": (3,), "names": (10,), "all": (20, 1)}
JUDGED = 50_000


def main() -> None:
    """All tests asked for, one table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--concepts", type=Path)
    parser.add_argument("--only", nargs="+", choices=sorted(LEAST), default=["tasks", "names", "all"])
    parser.add_argument("--day", nargs="+", default=DAYS, help="day:horizon in days")
    asked = parser.parse_args()
    atlas = open_atlas(config.load(asked.home))
    concepts = asked.concepts.read_text("utf-8").splitlines() if asked.concepts else []
    begin = time.process_time()
    for each in asked.day:
        day, horizon = each.split(":")
        for test in tests(atlas, dt.date.fromisoformat(day), int(horizon), concepts, asked.only):
            show(test, dt.date.fromisoformat(day), dt.timedelta(days=int(horizon)))
    print(f"in all {time.process_time() - begin:.0f} s of processor time")


def tests(
    atlas: Atlas, day: dt.date, horizon: int, concepts: Sequence[str], only: Sequence[str]
) -> list[backtest.Test]:
    """The tests of one day."""
    lesson = min(horizon, backtest.LONGEST_LESSON)
    found = []
    if "tasks" in only:
        found += [backtest.task_test(atlas, day, horizon, lesson, least) for least in LEAST["tasks"]]
    if set(only) & {"names", "all"}:
        nodes = choose_nodes(atlas.until(day), concepts, 2, None if concepts else 20)
        network = observe(atlas.until(day + dt.timedelta(days=horizon)), nodes)
        then, now = (backtest.snapshot(network, days(day) - back) for back in (lesson, 0))
        for pairs in ("names", "all"):
            for least in LEAST[pairs] if pairs in only else ():
                found.append(backtest.network_test(network, then, now, horizon, pairs, least))
    return found


def show(test: backtest.Test, day: dt.date, horizon: dt.timedelta) -> None:
    """One test as a table."""
    begin = time.process_time()
    record = backtest.judge(test, day, horizon)
    print(f"\n{record.asked}; as of {day}")
    print(f"{record.candidates:,} candidates, {record.came:,} came ({record.base_rate:.5f})")
    print(f"{'':36} {'AUC':>6} {'avg.prec':>8}  precision at 20, 50, 100   lift at 100")
    for each in (record.tool, *record.peers, published(test, record)):
        print(line(each))
    tool = record.tool
    print(f"calibration error {tool.calibration_error:.5f}, Brier {tool.brier:.5f}")
    print(f"judged in {time.process_time() - begin:.0f} s", flush=True)


def line(each: Measured) -> str:
    """One ranking."""
    at = "  ".join(f"{top.precision:6.2f}" for top in each.at) or "     -       -       -"
    lift = f"{each.at[-1].lift:10.0f}" if each.at else "         -"
    precise = "       -" if each.average_precision is None else f"{each.average_precision:8.4f}"
    return f"{each.name:36} {each.auc or 0:6.4f} {precise}  {at}  {lift}"


# -- the published baseline -----------------------------------------------------------------------


def published(test: backtest.Test, record: Record) -> Measured:
    """The fifteen features in a network of the published shape; AUC only."""
    from sklearn.neural_network import MLPRegressor  # not a dependency of the program

    then, now = (baselines.states(test.network, day) for day in (test.lesson_day, test.day))
    few = balanced(test.lesson.came)
    taught = raw(then, test.lesson.first[few], test.lesson.second[few])
    judged = draw(test.candidates, JUDGED, JUDGED, seed=1)
    asked = raw(now, judged.first, judged.second)
    shape = {"hidden_layer_sizes": (100, 100, 10), "max_iter": 60, "early_stopping": True, "random_state": 0}
    model = MLPRegressor(**shape).fit(taught, test.lesson.came[few].astype(float))
    return Measured(
        "fifteen features, as published", measures.auc(model.predict(asked), judged.came), None, ()
    )


def balanced(came: np.ndarray) -> Ints:
    """As many pairs that came as did not."""
    yes, no = np.flatnonzero(came), np.flatnonzero(~came)
    count = min(len(yes), len(no), 20_000)
    return np.sort(np.concatenate([yes[:count], no[:count]]))


def raw(states: Sequence[object], first: Ints, second: Ints) -> Floats:
    """The fifteen features, each divided by its greatest."""
    plain = np.expm1(baselines.fifteen(states, first, second))  # type: ignore[arg-type]
    return plain / np.maximum(plain.max(axis=0), 1e-9)


if __name__ == "__main__":
    sys.exit(main())
