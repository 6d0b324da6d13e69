"""What is checked of an answer to the classification tree."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, prop, same, size, stable


@inputs
def counts(draw):
    return (integers(draw, 0, 6, size(draw, 1, 4), size(draw, 2, 3)),)


def labelled(draw):
    n, d = size(draw, 4, 8), size(draw, 1, 2)
    return array(draw, n, d) + 0.5, integers(draw, 0, 2, n)


@inputs
def rows(draw):
    return *labelled(draw), 3


@inputs
def asked(draw):
    x, y = labelled(draw)
    return x, y, array(draw, size(draw, 1, 6), x.shape[1]) + 0.5, 3, size(draw, 0, 3)


def deep_enough(answer, reference, x, y, queries, classes, depth):
    x = x + 8.0 * np.arange(len(x))[:, None]  # no two rows are the same
    assert np.array_equal(answer.predict(x, np.sort(y), x, classes, 12), np.sort(y)), (
        "a tree that may grow deep must know the rows that it was grown on"
    )


def monotone(answer, reference, x, y, classes):
    here, there = answer.best_split(x, y, classes), answer.best_split(x**3, y, classes)
    assert np.allclose([here[0], here[2]], [there[0], there[2]]), (
        "only the order of a feature's values may matter"
    )


nothing = np.array([[0, 0, 0], [4, 0, 0], [1, 1, 1]])
flat = np.ones((5, 2)), np.array([0, 1, 1, 2, 0]), 3
pure = np.arange(10.0).reshape(5, 2), np.full(5, 2), 3

CHECKS = [
    # Ratios of small whole numbers.
    *same("impurity", counts, rtol=1e-9, atol=1e-12, examples=20),
    *same("best_split", rows, rtol=1e-9, atol=1e-9, examples=20),
    *same("predict", asked, examples=20),
    prop("invariance", "a deep tree knows its rows", deep_enough, asked, calls="predict", examples=5),
    prop("invariance", "only the order of values matters", monotone, rows, calls="best_split", examples=8),
    stable("impurity", (nothing,)),
    stable("best_split", flat, pure),
]
