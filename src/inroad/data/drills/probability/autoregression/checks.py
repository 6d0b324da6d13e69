"""What is checked of an answer to autoregression."""

import numpy as np

from inroad.practice.kit import array, grows, inputs, number, positive, prop, same, size, stable


def series(draw, least):
    n = size(draw, least, 12)
    return array(draw, n) + positive(draw, n, least=0.0, most=1.0)


@inputs
def to_measure(draw):
    return series(draw, 5), size(draw, 1, 4)


@inputs
def to_fit(draw):
    x, lags = series(draw, 6), size(draw, 2, 4)
    gaps = x - x.mean()
    return (np.array([gaps[: len(x) - k] @ gaps[k:] for k in range(lags + 1)]) / len(x),)


@inputs
def to_go_on(draw):
    p = size(draw, 2, 3)
    return series(draw, 4), array(draw, p) / 4, number(draw, -2, 2), size(draw, 2, 6)


@inputs
def to_doubt(draw):
    return array(draw, size(draw, 2, 3)) / 4 + 0.11, number(draw, 0.2, 3), size(draw, 3, 6)


def solves(answer, reference, r):
    phi, variance, _ = answer.levinson(r)
    places = np.arange(len(r) - 1)
    left = r[np.abs(places[:, None] - places)] @ phi
    assert np.allclose(left, r[1:], atol=1e-8), "phi must solve the equations of Yule and Walker"
    assert -1e-9 <= variance <= r[0] + 1e-9, "the noise cannot have more variance than the series"


SLOW = "each order is solved anew: the fit of one order follows from the one before in a single pass"
CHECKS = [
    # Sums of a dozen products.
    *same("autocovariance", to_measure, rtol=1e-9, atol=1e-9, examples=15),
    # The recursion divides by what is left of the variance, which may be a hundredth.
    *same("levinson", to_fit, rtol=1e-6, atol=1e-8, examples=15),
    *same("forecast", to_go_on, rtol=1e-9, atol=1e-9, examples=15),
    *same("forecast_variance", to_doubt, rtol=1e-9, atol=1e-9, examples=15),
    prop("invariance", "phi solves the equations", solves, to_fit, calls="levinson", examples=8),
    stable("levinson", (np.zeros(4),)),
    stable("autocovariance", (1e9 + np.array([1.0, 2.0, 4.0, 3.0, 1.0]), 2)),
    grows("levinson", lambda n: (0.9 ** np.arange(n + 1.0),), power=2, sizes=(12, 24, 48), mistake=SLOW),
]
