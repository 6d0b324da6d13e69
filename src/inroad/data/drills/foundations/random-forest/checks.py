"""What is checked of an answer to the random forest."""

import numpy as np

from inroad.practice.kit import Failed, array, inputs, integers, positive, prop, same, size, stable
from inroad.practice.kit.same import agree, call, leaves
from inroad.practice.kit.show import compared


def data(draw, least=4):
    n, d = size(draw, least, 7), size(draw, 2, 3)
    return array(draw, n, d), array(draw, n) + 1


@inputs
def subset(draw):
    x, y = data(draw)
    d = x.shape[1]
    x[:, -1] = x[:, 0]  # splits as good as those of the first column
    return x, y, np.argsort(positive(draw, d))[: size(draw, 1, d)]


@inputs
def growing(draw):
    x, y = data(draw)
    return x, y, size(draw, 1, x.shape[1] - 1), size(draw, 2, 4), np.random.default_rng(size(draw, 0, 999))


def some_trees(draw, d, most=3):
    values = integers(draw, -5, 5, 12 * most) / 2.0
    trees = []
    for t in range(size(draw, 1, most)):
        v = values[12 * t : 12 * t + 12]
        deep = (t % d, float(v[0]), float(v[1]), float(v[2]))
        trees.append(((t + 1) % d, float(v[3]), deep, float(v[4])))
    return trees


@inputs
def forest(draw):
    d = size(draw, 2, 3)
    return some_trees(draw, d), integers(draw, -5, 5, size(draw, 2, 6), d) / 2.0


@inputs
def mixed(draw):
    x, y = data(draw)
    orders = np.argsort(positive(draw, x.shape[1], len(x)), axis=1)
    return some_trees(draw, x.shape[1]), x, y, orders


def same_tree(answer, reference, *arguments):
    """Only after the values of best_split have been looked at: a wrong split makes trees of other shapes."""
    expected, got = call(reference, "grow", arguments), call(answer, "grow", arguments)
    wanted, came = list(leaves(expected)), dict(leaves(got))
    # Means and thresholds of numbers near one.
    if len(wanted) != len(came) or not all(agree(each, came.get(path), 1e-8, 1e-9) for path, each in wanted):
        raise Failed(
            "the tree differs from what is expected",
            compared(arguments, expected, got),
            arguments,
            got,
            expected,
        )


def monotone(answer, reference, x, y, features):
    here, there = answer.best_split(x, y, features), answer.best_split(x**3, y, features)
    assert np.allclose([here[0], here[2]], [there[0], there[2]]), (
        "only the order of a column's values may matter"
    )


def unmoved(answer, reference, trees, x, y, orders):
    still = np.tile(np.arange(len(x)), (x.shape[1], 1))
    assert np.allclose(answer.permutation_importance(trees, x, y, still), 0), (
        "a column that stays in its order must have importance 0"
    )


flat = np.ones((4, 2)), np.array([1.0, 2.0, 3.0, 5.0]), np.array([0, 1])

CHECKS = [
    # Variances of at most eight numbers near one.
    *same("best_split", subset, rtol=1e-8, atol=1e-9, examples=12),
    same("grow", growing, examples=12)[0],
    prop("values", "grow gives the right tree", same_tree, growing, calls="grow", examples=15),
    *same("predict", forest, rtol=1e-9, atol=1e-9, examples=15),
    *same("permutation_importance", mixed, rtol=1e-8, atol=1e-9, examples=10),
    prop("invariance", "only the order of values matters", monotone, subset, calls="best_split", examples=6),
    prop(
        "invariance",
        "a column in its own order has importance 0",
        unmoved,
        mixed,
        calls="permutation_importance",
        examples=6,
    ),
    stable("best_split", flat),
]
