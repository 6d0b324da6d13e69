"""What is checked of an answer to logistic regression."""

import numpy as np

from inroad.practice.kit import Failed, array, central, inputs, integers, prop, same, size, stable


def design(draw):
    p = size(draw, 1, 3)
    n = p + size(draw, 2, 6)
    return array(draw, n, p, scale=0.7) / 2 + np.eye(n, p)


@inputs
def rows(draw):
    x = design(draw)
    return x, array(draw, x.shape[1]) / 2


@inputs
def labelled(draw):
    x = design(draw)
    return x, integers(draw, 0, 1, len(x)).astype(float), array(draw, x.shape[1]) / 2


def slope(answer, reference, x, y, beta):
    expected = central(lambda b: reference.loss(x, y, b), beta)
    got = answer.gradient(x, y, beta)
    if np.shape(got) != expected.shape or not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        raise Failed("the gradient differs from central differences", None, (x, y, beta), got, expected)


def opposite(answer, reference, x, beta):
    both = answer.probabilities(x, beta) + answer.probabilities(x, -beta)
    assert np.allclose(both, 1.0), (
        "with the signs of all coefficients turned, probabilities must become 1 - p"
    )


far = np.array([[2e3], [-2e3], [40.0]])

CHECKS = [
    # One exponential and a few sums: relative errors stay near 1e-15.
    *same("probabilities", rows, rtol=1e-9, atol=1e-12),
    *same("loss", labelled, rtol=1e-9, atol=1e-12),
    *same("gradient", labelled, rtol=1e-9, atol=1e-12),
    # The curvature's condition number is below a thousand here.
    *same("newton_step", labelled, rtol=1e-7, atol=1e-8),
    prop("invariance", "probabilities of both classes sum to one", opposite, rows, calls="probabilities"),
    stable("probabilities", (far, np.ones(1))),
    stable(
        "loss", (far, np.array([0.0, 1.0, 1.0]), np.ones(1)), (far, np.array([1.0, 0.0, 0.0]), np.ones(1))
    ),
    prop("gradient", "gradient agrees with central differences", slope, labelled, calls="gradient"),
]
