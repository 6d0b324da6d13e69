"""What is checked of an answer to linear probes."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, prop, same, size, stable


@inputs
def states(draw):
    n, d, k = size(draw, 2, 8), size(draw, 1, 4), size(draw, 2, 3)
    return array(draw, n, d) + 1.0, integers(draw, 0, k - 1, n), k, choice(draw, (1.0, 0.1, 10.0))


@inputs
def scored(draw):
    d, k = size(draw, 1, 4), size(draw, 2, 4)
    return array(draw, size(draw, 1, 6), d), array(draw, d, k), array(draw, k)


@inputs
def typed(draw):
    t = size(draw, 1, 5)
    return integers(draw, 0, t - 1, size(draw, 2, 8)), integers(draw, 0, 3, t)


def words(draw, n, d, k, t):
    """States that hold the word's type and, weaker, its label."""
    types, labels = integers(draw, 0, t - 1, n), integers(draw, 0, k - 1, n)
    kinds = np.cos(1.0 + np.arange(t * d)).reshape(t, d)
    h = 2 * kinds[types] + np.eye(k, d)[labels] + array(draw, n, d) / 2
    return h, labels, types


@inputs
def texts(draw):
    d, k, t = size(draw, 2, 4), size(draw, 2, 3), size(draw, 2, 4)
    n, m = size(draw, 6, 14), size(draw, 5, 12)
    return (
        words(draw, n, d, k, t),
        words(draw, m, d, k, t),
        integers(draw, 0, k - 1, t),
        k,
        choice(draw, (1.0, 0.1)),
    )


def far(answer, reference, h, labels, k, penalty):
    w, offset = answer.fit(h + 50.0, labels, k, penalty)
    near, base = reference.fit(h, labels, k, penalty)
    assert np.allclose(w, near, atol=1e-6), "where the states lie must not matter for the weights"
    assert np.allclose((h + 50.0) @ w + offset, h @ near + base, atol=1e-5), "nor for the scores"


def sums_to_one(answer, reference, h, labels, k, penalty):
    w, offset = answer.fit(h, labels, k, penalty)
    assert np.allclose((h @ w + offset).sum(axis=1), 1.0), "the scores of a row must sum to one"


CHECKS = [
    # Condition numbers of a few hundred at most.
    *same("fit", states, rtol=1e-7, atol=1e-8, examples=25),
    *same("predict", scored, examples=15),
    *same("control", typed, examples=12),
    # Differences of shares of a dozen rows.
    *same("selectivity", texts, rtol=1e-9, atol=1e-9, examples=30),
    prop("invariance", "states may lie anywhere", far, states, calls="fit", examples=5),
    prop("invariance", "scores sum to one", sums_to_one, states, calls="fit", examples=5),
    # The mean is a million times the spread: products of uncentred states lose twelve digits.
    stable("fit", (1e6 + np.array([[0.0, 1.0], [1.0, 0.5], [0.3, -1.0]]), np.array([0, 1, 1]), 2, 0.1)),
]
