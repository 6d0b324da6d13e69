"""What is checked of an answer to bagging."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size, stable


def nearest(x, y):
    return lambda rows: y[((rows[:, None] - x) ** 2).sum(axis=2).argmin(axis=1)]


def stump(x, y):
    """One split of the first column in the middle of its range."""
    middle = (x[:, 0].min() + x[:, 0].max()) / 2
    low, high = x[:, 0] <= middle, x[:, 0] > middle
    right = y[high].mean() if high.any() else y.mean()
    return lambda rows: np.where(rows[:, 0] <= middle, y[low].mean(), right)


def data(draw):
    n, d = size(draw, 3, 5), size(draw, 1, 2)
    x = array(draw, n, d) + positive(draw, n, d, least=0, most=0.9)  # no two rows are the same
    return (
        choice(draw, (stump, nearest)),
        x,
        array(draw, n) + 1,
        integers(draw, 0, n - 1, size(draw, 2, 4), n),
    )


@inputs
def known(draw):
    return data(draw)


@inputs
def some_out(draw):
    learn, x, y, picks = data(draw)
    picks[0] = picks[0, 0]  # the first model knows a single row
    return learn, x, y, picks


@inputs
def asked(draw):
    learn, x, y, picks = data(draw)
    return learn, x, y, picks, array(draw, size(draw, 1, 4), x.shape[1])


@inputs
def predicted(draw):
    n, b = size(draw, 3, 6), size(draw, 3, 7)
    return n, integers(draw, 0, n - 1, b, n), array(draw, b, size(draw, 1, 3)) + 1


def any_order(answer, reference, learn, x, y, picks, queries):
    turned = answer.bagged(learn, x, y, picks[::-1], queries)
    assert np.allclose(turned, answer.bagged(learn, x, y, picks, queries)), (
        "the order of models must not matter"
    )


def shifted(answer, reference, n, picks, predictions):
    got = answer.jackknife_variance(n, picks, 3 * predictions + 5)
    assert np.allclose(got, 9 * np.asarray(answer.jackknife_variance(n, picks, predictions)), atol=1e-8), (
        "three times the predictions, plus a constant, must have nine times the variance"
    )


x = np.array([[0.0], [1.0], [2.5]])
every = np.array([[0, 1, 2], [2, 1, 1], [0, 0, 1]])
"""All models have drawn row 1."""

CHECKS = [
    # Means of a few predictions.
    *same("bagged", asked, rtol=1e-9, atol=1e-9, examples=15),
    *same("out_of_bag", known, rtol=1e-9, atol=1e-9, examples=15),
    *same("out_of_bag_error", some_out, rtol=1e-9, atol=1e-9, examples=12),
    *same("jackknife_variance", predicted, rtol=1e-8, atol=1e-9, examples=15),
    prop("invariance", "the order of models does not matter", any_order, asked, calls="bagged", examples=10),
    prop("invariance", "the variance scales", shifted, predicted, calls="jackknife_variance", examples=10),
    stable("out_of_bag", (nearest, x, np.array([1.0, 2.0, 4.0]), every)),
    stable("out_of_bag_error", (nearest, x, np.array([1.0, 2.0, 4.0]), every)),
]
