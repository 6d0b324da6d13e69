"""What is checked of an answer to hypothesis tests."""

import numpy as np

from inroad.practice.kit import array, inputs, number, positive, prop, same, size, stable


@inputs
def samples(draw):
    n, m = size(draw, 3, 7), size(draw, 2, 5)
    return array(draw, n) + 0.3 * np.arange(n), array(draw, m) + 0.7 * np.arange(m) + 1


@inputs
def shuffled(draw):
    n, m = size(draw, 2, 5), size(draw, 2, 4)
    a, b = array(draw, n) + number(draw, 0, 2), array(draw, m)
    return a, b, np.argsort(positive(draw, size(draw, 4, 12), n + m), axis=1)


@inputs
def many(draw):
    return (positive(draw, size(draw, 3, 8), least=0.001, most=0.9) ** 2,)


def exchanged(answer, reference, a, b):
    (t, df), (turned, same_df) = answer.welch(a, b), answer.welch(b, a)
    assert np.allclose([t, df], [-turned, same_df]), "exchanging the samples must only turn the sign of t"


def keeps_order(answer, reference, p):
    got = answer.holm(p)
    assert np.all(got >= p - 1e-12), "an adjusted value must not be below the plain one"
    assert np.all(np.diff(got[np.argsort(p)]) >= -1e-12), "adjusting must keep the order of the tests"


near = 2.0**30
CHECKS = [
    # Means and variances of at most seven numbers near one.
    *same("welch", samples, rtol=1e-8, atol=1e-9, examples=25),
    # Counts.
    *same("permutation_p", shuffled, rtol=1e-9, atol=1e-12, examples=40),
    *same("holm", many, rtol=1e-9, atol=1e-12, examples=25),
    *same("benjamini_hochberg", many, rtol=1e-9, atol=1e-12, examples=25),
    prop("invariance", "exchanging samples turns the sign", exchanged, samples, calls="welch", examples=10),
    prop("invariance", "adjusting keeps the order", keeps_order, many, calls="holm", examples=10),
    stable("welch", (near + np.array([1.0, -1.0, 1.0, -1.0]), near + np.array([3.0, -1.0, 3.0, -1.0]))),
]
