"""What is checked of an answer to the bootstrap."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size, stable

LEVELS = (0.9, 0.8, 0.95, 0.5)


@inputs
def sample(draw):
    n = size(draw, 3, 8)
    return array(draw, n), integers(draw, 0, n - 1, size(draw, 2, 12), n)


@inputs
def replicated(draw):
    return (array(draw, size(draw, 5, 20)),)


@inputs
def levelled(draw):
    return array(draw, size(draw, 5, 20)) + 1, choice(draw, LEVELS)


@inputs
def skewed(draw):
    n, b = size(draw, 4, 9), size(draw, 10, 30)
    x = positive(draw, n, least=0.2, most=2.0) ** 3  # no two are the same, and the mean is never hit
    return x, x.mean() + positive(draw, b, least=-1.0, most=1.4), choice(draw, LEVELS)


def turned(answer, reference, reps, level):
    low, high = answer.percentile(reps, level)
    other = answer.percentile(-reps, level)
    assert np.allclose(other, [-high, -low]), "turning the sign of the data must turn the interval over"


def scaled(answer, reference, x, reps, level):
    one, other = answer.bca(x, reps, level), answer.bca(5 * x + 3, 5 * reps + 3, level)
    assert np.allclose(other, 5 * np.asarray(one) + 3), "in other units the interval must be the same"


high = np.array([0.5, 1.0, 1.5, 4.0])
CHECKS = [
    # Means of at most eight numbers near one.
    *same("replicates", sample, rtol=1e-9, atol=1e-9, examples=20),
    *same("standard_error", replicated, rtol=1e-9, atol=1e-9, examples=20),
    *same("percentile", levelled, rtol=1e-9, atol=1e-9, examples=25),
    # Normal quantiles agree to twelve digits or more.
    *same("bca", skewed, rtol=1e-7, atol=1e-8, examples=25),
    prop(
        "invariance",
        "the interval turns over with the sign",
        turned,
        levelled,
        calls="percentile",
        examples=15,
    ),
    prop("invariance", "units do not matter", scaled, skewed, calls="bca", examples=15),
    # All replicates above the estimate, all below, and half of them equal to it.
    stable(
        "bca",
        (high, high.mean() + np.arange(1.0, 9.0), 0.9),
        (high, high.mean() - np.arange(1.0, 9.0), 0.9),
        (high, high.mean() + np.array([-2.0, -1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0]), 0.9),
    ),
]
