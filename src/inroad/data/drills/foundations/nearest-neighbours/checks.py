"""What is checked of an answer to nearest neighbours."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, prop, same, size, stable


def both(draw, least=1):
    n, m, d = size(draw, 4, 8), size(draw, least, 4), size(draw, 1, 3)
    return array(draw, n, d), array(draw, m, d)


@inputs
def points(draw):
    return both(draw)


@inputs
def labelled(draw):
    x, queries = both(draw)
    return x, integers(draw, 0, 2, len(x)), queries, size(draw, 1, 4)


@inputs
def valued(draw):
    x, queries = both(draw)
    return x, array(draw, len(x)) + 1, queries, size(draw, 1, 4)


def triangle(answer, reference, x, queries):
    got, mutual = answer.distances(x, queries), answer.distances(x, x)
    assert np.all(got[:, :, None] + mutual[None] >= got[:, None, :] - 1e-9), (
        "no way round may be shorter than the direct one"
    )


def knows_its_own(answer, reference, x, y, queries, k):
    x = x + 10.0 * np.arange(len(x))[:, None]
    assert np.allclose(answer.regress(x, y, x, k), y), "a query that is one of the points must get its value"


near = 2.0**30
far = np.array([[near], [near + 3]]), np.array([[near + 1], [near + 3]])
"""Squares of these numbers lose the differences of a few units."""
twice = np.array([[1.0], [4.0], [1.0]]), np.array([1.0, 9.0, 4.0]), np.array([[1.0], [2.0]])
"""Two points lie where a query is."""

CHECKS = [
    # Square roots of sums of three squares.
    *same("distances", points, rtol=1e-9, atol=1e-12, examples=25),
    *same("classify", labelled, examples=40),
    *same("regress", valued, rtol=1e-8, atol=1e-9, examples=30),
    prop(
        "invariance",
        "distances keep the triangle inequality",
        triangle,
        points,
        calls="distances",
        examples=15,
    ),
    prop("invariance", "known points get their values", knows_its_own, valued, calls="regress", examples=15),
    stable("distances", far),
    stable("regress", (*twice, 2), (*twice, 3)),
]
