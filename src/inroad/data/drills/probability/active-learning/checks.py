"""What is checked of an answer to active learning."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, positive, prop, same, size, stable


def probabilities(draw, *shape):
    p = positive(draw, *shape, least=0.01, most=1.0) ** 2
    return p / p.sum(axis=-1, keepdims=True)


@inputs
def rows(draw):
    return (probabilities(draw, size(draw, 2, 5), size(draw, 2, 5)),)


@inputs
def to_choose(draw):
    n = size(draw, 3, 7)
    return probabilities(draw, n, size(draw, 3, 5)), size(draw, 2, n)


@inputs
def models(draw):
    return (probabilities(draw, size(draw, 2, 4), size(draw, 2, 4), size(draw, 2, 4)),)


@inputs
def points(draw):
    n, d = size(draw, 5, 9), size(draw, 1, 3)
    # Not whole numbers, so that no two distances are the same.
    x = array(draw, n, d) + positive(draw, n, d, least=-0.45, most=0.45)
    return x, integers(draw, 0, n - 1, size(draw, 1, 3)), size(draw, 1, 3)


def agreement(answer, reference, p):
    got = answer.disagreement(np.repeat(p[:1], 3, axis=0))
    assert np.allclose(got, 0, atol=1e-9), "models that agree must have no disagreement"


CHECKS = [
    # A handful of logarithms.
    *same("entropy", rows, rtol=1e-9, atol=1e-12, examples=12),
    *same("margin", rows, rtol=1e-9, atol=1e-12, examples=12),
    # Numbers of rows: entropies and distances are never equal but by design.
    *same("choose", to_choose, examples=15),
    *same("disagreement", models, rtol=1e-9, atol=1e-12, examples=15),
    *same("farthest_first", points, examples=20),
    prop(
        "invariance",
        "models that agree have no disagreement",
        agreement,
        models,
        calls="disagreement",
        examples=6,
    ),
    stable("entropy", (np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]]),), (np.array([[1e-320, 1.0]]),)),
    stable("choose", (np.full((4, 2), 0.5), 3)),
]
