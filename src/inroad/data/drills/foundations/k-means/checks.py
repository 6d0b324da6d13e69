"""What is checked of an answer to k-means."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, positive, prop, same, size, stable


@inputs
def points(draw):
    n, k, d = size(draw, 1, 7), size(draw, 1, 4), size(draw, 1, 3)
    return array(draw, n, d), array(draw, k, d)


@inputs
def labelled(draw):
    n, k, d = size(draw, 2, 7), size(draw, 1, 4), size(draw, 1, 3)
    return array(draw, n, d), integers(draw, 0, k - 1, n), array(draw, k, d) + 0.5


@inputs
def seeding(draw):
    n, d = size(draw, 4, 9), size(draw, 1, 3)
    x = array(draw, n, d)
    x[:, 0] += 1.7 * np.arange(n) ** 1.5  # no two points are the same
    return x, size(draw, 2, 4), positive(draw, 4, least=0.0, most=0.999)


def inertia(x, centres):
    return ((x[:, None] - centres) ** 2).sum(-1).min(1).sum()


def goes_down(answer, reference, x, centres):
    after = answer.update(x, answer.assign(x, centres), centres)
    assert inertia(x, after) <= inertia(x, centres) + 1e-9, (
        "a step must not increase the sum of squared distances"
    )


near = 2.0**30
far = np.array([[near + 3], [near], [near + 1]]), np.array([[near], [near + 4]])
"""Squares of these numbers lose the differences of a few units."""

CHECKS = [
    *same("assign", points, examples=30),
    # Means of at most seven numbers near one.
    *same("update", labelled, rtol=1e-9, atol=1e-9, examples=30),
    # Rows of x: nothing is computed.
    *same("seed", seeding, rtol=1e-12, atol=1e-12, examples=30),
    prop(
        "invariance", "a step does not increase the inertia", goes_down, points, calls="update", examples=20
    ),
    stable("assign", far),
]
