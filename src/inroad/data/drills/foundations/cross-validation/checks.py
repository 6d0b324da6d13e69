"""What is checked of an answer to cross-validation."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size, stable


def permutation(draw, n):
    return np.argsort(positive(draw, n))


@inputs
def ordered(draw):
    n = size(draw, 3, 12)
    return permutation(draw, n), size(draw, 2, min(n, 5))


@inputs
def labelled(draw):
    n = size(draw, 4, 12)
    return integers(draw, 0, 2, n), permutation(draw, n), size(draw, 2, 4)


def nearest(x, y):
    return lambda queries: y[((queries[:, None] - x) ** 2).sum(axis=2).argmin(axis=1)]


def ridge(x, y):
    b = np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ (y - y.mean()))
    return lambda queries: y.mean() + queries @ b


def sums(x, y):
    return lambda queries: queries.sum(axis=1)


def mean_only(x, y):
    return lambda queries: np.full(len(queries), y.mean())


@inputs
def learnt(draw):
    n, d, k = size(draw, 6, 9), size(draw, 1, 3), size(draw, 2, 3)
    x = array(draw, n, d) + positive(draw, n, d, least=0, most=1)
    parts = [part.copy() for part in np.array_split(permutation(draw, n), k)]
    return choice(draw, (ridge, mean_only, nearest)), x * 3 + 1, array(draw, n) + 1, parts


@inputs
def tables(draw):
    c, k = size(draw, 2, 6), size(draw, 3, 6)
    return (positive(draw, c, k, least=0.0, most=1) + positive(draw, c, 1, least=0.1, most=1.0),)


def all_once(answer, reference, order, k):
    got = np.concatenate(answer.folds(order, k))
    assert sorted(got.tolist()) == list(range(len(order))), "every row must be in one fold, and in one only"


def units(answer, reference, learn, x, y, parts):
    here, there = answer.errors(learn, x, y, parts), answer.errors(learn, 100 * x - 7, y, parts)
    assert np.allclose(here, there, atol=1e-7), "the units of the columns must not matter"


rng = np.random.default_rng(1)
constant = np.column_stack([rng.normal(size=6), np.ones(6)])
constant_in_training = np.column_stack([rng.normal(size=6), [3.0, 5.0, 1.0, 1.0, 1.0, 1.0]])
halves = [np.array([0, 1]), np.array([2, 3, 4, 5])]

CHECKS = [
    *same("folds", ordered, examples=20),
    *same("stratified", labelled, examples=20),
    # A system of at most three unknowns with a penalty; means of a few numbers.
    *same("errors", learnt, rtol=1e-7, atol=1e-8, examples=25),
    *same("one_standard_error", tables, examples=40),
    prop("invariance", "every row is in one fold", all_once, ordered, calls="folds", examples=10),
    prop("invariance", "units do not matter", units, learnt, calls="errors", examples=10),
    stable(
        "errors",
        (ridge, constant, rng.normal(size=6), halves),
        (sums, constant_in_training, rng.normal(size=6), halves),
    ),
]
