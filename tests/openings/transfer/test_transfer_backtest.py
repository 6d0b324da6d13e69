"""Forecasts of transfers frozen at a past day: nothing of what came later, all that came, peers beside."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import corpus
import numpy as np
import pytest
import transfer_field as field

from inroad.atlas.open import Atlas, open_atlas
from inroad.errors import InputError
from inroad.openings.transfer.backtest import (
    backtest_transfer,
    concept_nodes,
    fitted,
    network_trial,
    task_trial,
)
from inroad.openings.transfer.judge import Trial, judge
from inroad.openings.transfer.network import days, observe

AS_OF = dt.date(2023, 8, 1)
HORIZON = dt.timedelta(days=200)
PEERS = ["random", "preferential attachment", "common neighbours", "fifteen features"]


@pytest.fixture(scope="module")
def trial(transfers: Atlas) -> Trial:
    return task_trial(transfers, AS_OF, HORIZON.days)


def table(trial: Trial) -> np.ndarray:
    """Log-odds of all pairs, of joined ones too."""
    return np.asarray(trial.score(trial.candidates.rows, trial.candidates.columns))


def kinds(trial: Trial) -> np.ndarray:
    """Whether method and task of each pair are of one kind."""
    labels = trial.network.nodes["label"].to_list()
    of = {name: kind for kind, lists in field.KINDS.items() for names in lists for name in names}
    rows, columns = (
        [of[labels[node]] for node in nodes] for nodes in (trial.candidates.rows, trial.candidates.columns)
    )
    return np.array(rows)[:, None] == np.array(columns)[None, :]


def test_pairs_of_one_kind_are_told_from_others(trial: Trial) -> None:
    open_ = np.ones(table(trial).shape, dtype=bool)
    open_[trial.candidates.closed.nonzero()] = False
    same, other = table(trial)[kinds(trial) & open_], table(trial)[~kinds(trial) & open_]
    assert same.mean() > other.mean() + 3
    assert np.median(same) > np.quantile(other, 0.9)


def test_a_record_has_all_peers_and_counts_every_candidate(trial: Trial) -> None:
    record = judge(trial, AS_OF, HORIZON)
    size = len(trial.candidates.rows) * len(trial.candidates.columns)
    assert record.candidates == size - trial.candidates.closed.nnz
    assert record.came == trial.candidates.positives > 0
    assert [each.name for each in record.peers] == PEERS
    attachment = record.peers[1]
    assert record.tool.auc is not None
    assert attachment.auc is not None
    assert record.tool.auc > attachment.auc + 0.05
    assert sum(each.count for each in record.bins) == record.candidates
    assert record.tool.calibration_error is not None
    assert record.tool.calibration_error < 0.1
    assert len(record.first) == 20
    assert sum(each.came for each in record.first) == round(20 * record.tool.at[0].precision)
    said = [each.probability for each in record.first]
    assert said == sorted(said, reverse=True)
    assert all(" × " in each.title and each.method_id for each in record.first)


def test_nothing_that_came_later_moves_a_score(tmp_path: Path, trial: Trial) -> None:
    day = AS_OF + dt.timedelta(days=1)
    planted = [field.uses(day, 90_000 + number, "KoRA", "glacier mapping") for number in range(9)]
    planted += [
        field.paper(day, 91_000 + number, "Coral counting with KoRA", "We use KoRA.") for number in range(9)
    ]
    atlas = open_atlas(corpus.home(tmp_path, [*field.papers(), *planted]))
    other = task_trial(atlas, AS_OF, HORIZON.days)
    assert np.array_equal(table(other), table(trial))
    assert other.candidates.positives == trial.candidates.positives + 1


def test_what_is_told_by_the_command_is_the_trial_of_tasks(transfers: Atlas, trial: Trial) -> None:
    assert backtest_transfer(transfers, AS_OF, HORIZON) == judge(trial, AS_OF, HORIZON)


@pytest.mark.parametrize(
    ("day", "horizon", "problem"),
    [
        (dt.date(2030, 1, 1), 10, "outside"),
        (dt.date(2023, 12, 31), 200, "not over"),
        (dt.date(2022, 1, 10), 30, "no task"),
        (dt.date(2022, 8, 1), 1, "too few"),
    ],
)
def test_days_that_cannot_be_judged_are_refused(
    transfers: Atlas, day: dt.date, horizon: int, problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        backtest_transfer(transfers, day, dt.timedelta(days=horizon))


def test_any_two_nodes_of_the_network_can_be_asked_about(transfers: Atlas) -> None:
    tasks = [task for _, names in field.KINDS.values() for task in names]
    nodes = concept_nodes(transfers.until(AS_OF), tasks)
    network = observe(transfers.until(AS_OF + HORIZON), nodes)
    trial = network_trial(network, days(AS_OF), HORIZON.days, least=3)
    assert trial.candidates.symmetric
    often = network.papers_by_node(None, days(AS_OF)) >= 3
    assert set(trial.candidates.rows) <= set(np.flatnonzero(often))
    record = judge(trial, AS_OF, HORIZON)
    assert record.tool.auc is not None
    assert record.tool.auc > 0.75


def test_the_fit_of_a_day_is_what_a_trial_of_that_day_learns(transfers: Atlas, trial: Trial) -> None:
    model, right = fitted(transfers.until(AS_OF), HORIZON.days)
    assert model.weights.keys() == trial.model.weights.keys()
    assert model.weights == pytest.approx(trial.model.weights, rel=1e-3, abs=1e-3)
    told, known = (each.probability(trial.ours.middle) for each in (right, trial.calibration))
    assert told == pytest.approx(known, rel=0.02, abs=1e-4)


def test_as_many_are_foretold_as_came_a_paper_before(trial: Trial) -> None:
    """The made-up field has a paper every other day, so twice the days bring twice the pairs."""
    said = float((trial.ours.every * trial.calibration.probability(trial.ours.middle)).sum())
    came = int(trial.lesson.came.sum())
    assert said == pytest.approx(came, rel=0.05)
