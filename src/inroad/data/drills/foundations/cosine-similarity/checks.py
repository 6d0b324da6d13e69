"""What is checked of an answer to cosine similarity."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, prop, same, size, stable


@inputs
def rows(draw):
    n, m, d = size(draw, 1, 5), size(draw, 1, 5), size(draw, 1, 4)
    return array(draw, n, d), array(draw, m, d)


@inputs
def away(draw):
    n, m, d = size(draw, 1, 3), size(draw, 1, 3), size(draw, 2, 4)
    return array(draw, n, d) + 4, array(draw, m, d) - 4


@inputs
def ranked(draw):
    n, m, d = size(draw, 1, 4), size(draw, 4, 7), size(draw, 2, 4)
    b = array(draw, m, d) + 0.1
    b[-1] = 2 * b[0]  # as similar as the first
    return array(draw, n, d) + 0.25, b, size(draw, 1, 4)


def lengths(answer, reference, a, b):
    factors = 0.5 + np.arange(len(a))[:, None]
    assert np.allclose(answer.cosine(factors * a, 3 * b), answer.cosine(a, b), atol=1e-9), (
        "the length of a row must not matter"
    )


def with_itself(answer, reference, a, b):
    assert np.allclose(np.diag(answer.cosine(a, a)), 1), "the cosine of a row with itself must be 1"


large = np.array([[3e200, 4e200], [1e200, 0.0]]), np.array([[1e200, 0.0], [-1e200, 1e200]])
CHECKS = [
    # A product of unit vectors of at most four entries.
    *same("cosine", rows, rtol=1e-9, atol=1e-9, examples=25),
    *same("most_similar", ranked, examples=30),
    prop("invariance", "the length of a row does not matter", lengths, away, calls="cosine", examples=10),
    prop("invariance", "a row has cosine 1 with itself", with_itself, away, calls="cosine", examples=10),
    stable(
        "cosine", large, (large[0] / 1e300 / 1e100, large[1] / 1e300 / 1e100), (large[0], large[1] / 1e300)
    ),
    gradient("cosine_backward", "cosine", away, of=(0, 1), examples=8),
]
