"""An additive model of whether a pair comes together: its log-odds are a sum of named parts.

Fitted by Newton's method on a logistic loss with a small ridge.  Pairs that come are rare, so they are
drawn more often than the others; weights undo that, so that probabilities are those of all pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inroad.openings.transfer.arrays import Floats

_RIDGE = 1e-3
_STEPS = 30


@dataclass(frozen=True)
class Model:
    """Log-odds: ``bias`` plus the weighted features."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Floats, names: Sequence[str]) -> Floats:
        """(pairs,) of features (pairs, names)."""
        weights = np.array([self.weights.get(name, 0.0) for name in names])
        return np.asarray(features @ weights + self.bias, dtype=np.float64)

    def parts(self, features: Floats, names: Sequence[str]) -> dict[str, float]:
        """What each feature of one pair (names,) adds."""
        return {
            name: self.weights.get(name, 0.0) * float(value)
            for name, value in zip(names, features, strict=True)
        }


def probability(log_odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -40, 40)))


def fit(features: Floats, came: Floats, names: Sequence[str], weight: Floats | None = None) -> Model:
    """The model that explains ``came`` best.

    Args:
        features: (pairs, names).
        came: (pairs,) ones and zeros.
        names: of the features.
        weight: (pairs,) how many pairs each stands for; None: one.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    inputs = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    each = np.ones(len(came)) if weight is None else weight / weight.mean()
    ridge = np.append(np.full(inputs.shape[1] - 1, _RIDGE * len(came) * came.mean()), 1e-9)
    learnt = newton(inputs, came, each, ridge)
    scaled = learnt[:-1] / spread
    bias = float(learnt[-1] - scaled @ mean)
    return Model(bias, dict(zip(names, scaled.tolist(), strict=True)))


def newton(inputs: Floats, came: Floats, weight: Floats, ridge: Floats) -> Floats:
    """Weights of the columns, each held down by its ridge; the last column is the bias."""
    base = float(np.average(came, weights=weight))
    learnt = np.zeros(inputs.shape[1])
    learnt[-1] = np.log((base + 1e-9) / (1 - base + 1e-9))
    loss = _loss(inputs, came, weight, ridge, learnt)
    for _ in range(_STEPS):
        said = probability(inputs @ learnt)
        slope = inputs.T @ (weight * (said - came)) + ridge * learnt
        bend = (inputs * (weight * said * (1 - said))[:, None]).T @ inputs + np.diag(ridge)
        step = np.asarray(np.linalg.solve(bend, slope), dtype=np.float64)
        learnt, loss, done = _towards(inputs, came, weight, ridge, learnt, step, loss)
        if done:
            break
    return learnt


def _towards(
    inputs: Floats, came: Floats, weight: Floats, ridge: Floats, learnt: Floats, step: Floats, loss: float
) -> tuple[Floats, float, bool]:
    """A step, halved until it helps; whether there is nothing more to gain."""
    for half in range(12):
        there = learnt - step * 0.5**half
        then = _loss(inputs, came, weight, ridge, there)
        if then <= loss:
            return there, then, loss - then < 1e-9 * abs(loss)
    return learnt, loss, True


def _loss(inputs: Floats, came: Floats, weight: Floats, ridge: Floats, learnt: Floats) -> float:
    score = inputs @ learnt
    return float(
        (weight * (np.logaddexp(0, score) - came * score)).sum() + 0.5 * (ridge * learnt * learnt).sum()
    )
