"""What is checked of an answer to gradient boosting."""

import numpy as np

from inroad.practice.kit import (
    Failed,
    array,
    central,
    inputs,
    integers,
    number,
    positive,
    prop,
    same,
    size,
    stable,
)


def classes(draw, n):
    y = integers(draw, 0, 1, n).astype(float)
    y[:2] = [1, 0]
    return y


@inputs
def fitted(draw):
    n = size(draw, 2, 8)
    return classes(draw, n), array(draw, n)


@inputs
def column(draw):
    n = size(draw, 3, 8)
    return array(draw, n), array(draw, n)


@inputs
def boosted(draw):
    n = size(draw, 5, 9)
    x = np.arange(n) + positive(draw, n, least=0.0, most=0.9)
    y = classes(draw, n)
    y[2] = 1.0
    return x[::-1].copy(), y, array(draw, size(draw, 1, 4)) * 2 + 4, size(draw, 1, 3), number(draw, 0.1, 0.6)


def differences(answer, reference, y, f):
    def loss(f):
        return np.sum(np.logaddexp(0, f) - y * f)

    expected, got = -central(loss, f), answer.negative_gradient(y, f)
    if np.shape(got) != expected.shape or not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        raise Failed("it differs from central differences of the loss", None, (y, f), got, expected)


def no_steps(answer, reference, x, y, queries, steps, rate):
    assert np.allclose(answer.boost(x, y, queries, 0, rate), np.log(y.mean() / (1 - y.mean()))), (
        "without a step all log-odds must be those of the share of 1"
    )


CHECKS = [
    # One exponential.
    *same("negative_gradient", fitted, rtol=1e-9, atol=1e-12, examples=20),
    *same("stump", column, rtol=1e-9, atol=1e-9, examples=20),
    # The second derivative is 0.001 or more here.
    *same("leaf_value", fitted, rtol=1e-8, atol=1e-9, examples=20),
    *same("boost", boosted, rtol=1e-7, atol=1e-8, examples=15),
    prop("invariance", "without steps it is the share of 1", no_steps, boosted, calls="boost", examples=5),
    stable("negative_gradient", (np.array([1.0, 0.0, 1.0]), np.array([2e3, -3e3, -1.5e3]))),
    stable("leaf_value", (np.array([1.0, 1.0]), np.array([900.0, 800.0]))),
    stable("stump", (np.ones(4), np.arange(4.0)), (np.arange(4.0), np.ones(4))),
    prop(
        "gradient",
        "it agrees with central differences",
        differences,
        fitted,
        calls="negative_gradient",
        examples=8,
    ),
]
