"""Candidates, their scores counted block by block, simple rankings: against the plain way of doing it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from inroad.openings import measures
from inroad.openings.transfer import baselines, scan
from inroad.openings.transfer.model import Model, fit, probability
from inroad.openings.transfer.pairs import Candidates, candidates, draw, holds
from inroad.openings.transfer.scan import area, average_precision, count_all, of_factors
from inroad.openings.transfer.tasks import sense

SIZE = 60


def matrices(seed: int = 0) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Who is joined, and who is named together later."""
    chance = np.random.default_rng(seed)

    def symmetric(share: float) -> sparse.csr_array:
        upper = np.triu(chance.random((SIZE, SIZE)) < share, 1)
        return sparse.csr_array((upper | upper.T).astype(np.float32))

    return symmetric(0.15), symmetric(0.1)


def asked(kind: str) -> Candidates:
    """Pairs of one list, of two apart, or of two that overlap."""
    rows = {"one": np.arange(5, 50), "apart": np.arange(0, 25), "overlap": np.arange(0, 35)}[kind]
    columns = {"one": rows, "apart": np.arange(25, 60), "overlap": np.arange(20, 60)}[kind]
    return candidates(*matrices(), rows, columns)


def plain(pairs: Candidates) -> list[tuple[int, int, bool]]:
    """Every candidate by itself, and whether it came."""
    joined, later = (each.toarray() > 0 for each in matrices())
    return [
        (int(row), int(column), bool(later[row, column]))
        for row in pairs.rows
        for column in pairs.columns
        if row != column and not joined[row, column] and (not pairs.symmetric or row < column)
    ]


KINDS = pytest.mark.parametrize("kind", ["one", "apart", "overlap"])


@KINDS
def test_candidates_are_the_pairs_not_joined_yet(kind: str) -> None:
    pairs = asked(kind)
    assert pairs.count == len(plain(pairs))
    assert pairs.positives == sum(came for *_, came in plain(pairs))


@KINDS
def test_drawn_pairs_are_candidates_and_stand_for_all(kind: str) -> None:
    pairs, outcome = asked(kind), {pair[:2]: pair[2] for pair in plain(asked(kind))}
    drawn = draw(pairs, 20, 50)
    told = list(zip(drawn.first.tolist(), drawn.second.tolist(), strict=True))
    assert [outcome[pair] for pair in told] == drawn.came.tolist()
    assert len(set(told)) == len(told)
    assert drawn.weight.sum() == pytest.approx(pairs.count)
    again = draw(pairs, 20, 50)
    assert np.array_equal(drawn.first, again.first)


@KINDS
def test_all_are_scored_and_the_best_named(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "BLOCK", 7)
    pairs, chance = asked(kind), np.random.default_rng(3)
    left, right = (chance.normal(size=(SIZE, 3)).astype(np.float32) for _ in range(2))
    found = plain(pairs)
    scores = np.array([left[row] @ right[column] for row, column, _ in found], dtype=np.float64)
    came = np.array([each[2] for each in found])
    counted = count_all(pairs, of_factors(left, right), 10)
    assert counted.every.sum() == pairs.count
    assert counted.came.sum() == pairs.positives
    assert area(counted) == pytest.approx(measures.auc(scores, came), abs=2e-3)
    assert average_precision(counted) == pytest.approx(measures.average_precision(scores, came), abs=0.03)
    order = np.argsort(-scores)[:10]
    best = list(zip(counted.best[0].tolist(), counted.best[1].tolist(), strict=True))
    assert best == [found[place][:2] for place in order]
    assert counted.top.tolist() == came[order].tolist()


def test_holds_knows_filled_places() -> None:
    matrix = sparse.csr_array(np.array([[0, 1], [1, 0]]))
    assert holds(matrix, np.array([0, 0, 1]), np.array([0, 1, 0])).tolist() == [False, True, True]
    assert not holds(sparse.csr_array((2, 2)), np.array([0]), np.array([1])).any()


# -- simple rankings ------------------------------------------------------------------------------


def test_attachment_ranks_by_the_product_of_degrees() -> None:
    degree = np.array([3.0, 0.0, 7.0])
    left, right = baselines.attachment(degree)
    assert np.allclose(np.exp(left @ right.T), np.outer(degree + 1, degree + 1))


def test_common_neighbours_and_the_fifteen_features_are_those_of_the_definition() -> None:
    joined = matrices()[0]
    dense = joined.toarray()
    first, second = np.triu_indices(SIZE, 1)
    assert np.array_equal(baselines.common_neighbours(joined, first, second), (dense @ dense)[first, second])
    degree = dense.sum(axis=1)
    told = np.expm1(baselines.fifteen([joined] * 3, first, second))
    for start in (0, 5, 10):
        assert np.allclose(told[:, start], degree[first])
        assert np.allclose(told[:, start + 3], (dense @ degree)[second])
        assert np.allclose(told[:, start + 4], (dense @ dense)[first, second])
    assert told.shape[1] == len(baselines.FIFTEEN)


@KINDS
def test_the_pairs_with_most_common_neighbours_are_found_without_looking_at_all(kind: str) -> None:
    pairs, joined = asked(kind), matrices()[0]
    counts = sorted(
        (
            int(baselines.common_neighbours(joined, np.array([row]), np.array([column]))[0])
            for row, column, _ in plain(pairs)
        ),
        reverse=True,
    )
    first, second = baselines.top_common(pairs, joined, 12)
    assert baselines.common_neighbours(joined, first, second).tolist() == counts[:12]
    assert all(
        pair in {each[:2] for each in plain(pairs)}
        for pair in zip(first.tolist(), second.tolist(), strict=True)
    )


# -- the model ------------------------------------------------------------------------------------


def test_the_model_finds_what_made_the_outcome() -> None:
    chance = np.random.default_rng(4)
    features = chance.normal(size=(20_000, 3)) * (1, 5, 1) + (0, 20, 0)
    odds = 0.8 * features[:, 0] - 0.2 * (features[:, 1] - 20) - 1.0
    came = (chance.random(20_000) < probability(odds)).astype(float)
    model = fit(features, came, ("a", "b", "c"))
    assert model.weights["a"] == pytest.approx(0.8, abs=0.06)
    assert model.weights["b"] == pytest.approx(-0.2, abs=0.02)
    assert model.weights["c"] == pytest.approx(0.0, abs=0.06)
    assert probability(model.log_odds(features, ("a", "b", "c"))).mean() == pytest.approx(
        came.mean(), abs=1e-3
    )


def test_weights_undo_a_draw_that_favours_what_came() -> None:
    chance = np.random.default_rng(5)
    features = chance.normal(size=(40_000, 1))
    came = chance.random(40_000) < probability(features[:, 0] - 3)
    kept = came | (chance.random(40_000) < 0.25)
    weight = np.where(came, 1.0, 4.0)[kept]
    model = fit(features[kept], came[kept].astype(float), ("a",), weight)
    assert probability(model.log_odds(features, ("a",))).mean() == pytest.approx(came.mean(), rel=0.05)


def test_a_feature_that_never_changes_does_no_harm() -> None:
    chance = np.random.default_rng(6)
    features = np.column_stack([chance.normal(size=500), np.ones(500)])
    model = fit(features, (features[:, 0] > 0).astype(float), ("a", "b"))
    assert np.isfinite(model.log_odds(features, ("a", "b"))).all()


def test_a_weight_that_is_not_there_counts_nothing() -> None:
    assert Model(1.0, {"a": 2.0}).log_odds(np.array([[3.0, 9.0]]), ("a", "b")).tolist() == [7.0]


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("speech recognition", "hearing"),
        ("pose estimation", "seeing"),
        ("weather forecasting", None),
        ("code repair", None),
    ],
)
def test_a_task_tells_the_sense_that_its_data_are_for(task: str, told: str | None) -> None:
    assert sense(task) == told
