"""What is checked of an answer to Gaussian process regression."""

import numpy as np

from inroad.practice.kit import Failed, array, central, inputs, number, prop, same, size, stable


def shape(draw):
    return number(draw, 0.5, 2.0), number(draw, 0.5, 2.0)


@inputs
def points(draw):
    d = size(draw, 1, 3)
    return array(draw, size(draw, 2, 4), d), array(draw, size(draw, 2, 4), d), *shape(draw)


@inputs
def measured(draw):
    n, d = size(draw, 2, 5), size(draw, 1, 2)
    return (
        array(draw, n, d),
        array(draw, n),
        array(draw, size(draw, 2, 3), d),
        *shape(draw),
        number(draw, 0.2, 0.8),
    )


@inputs
def alone(draw):
    n, d = size(draw, 2, 5), size(draw, 1, 2)
    return array(draw, n, d), array(draw, n), *shape(draw), number(draw, 0.2, 0.8)


def slope(answer, reference, x, y, length, height, noise):
    got = answer.length_gradient(x, y, length, height, noise)
    expected = central(lambda each: reference.log_likelihood(x, y, float(each), height, noise), length)
    if np.shape(got) != () or not np.allclose(got, expected, rtol=1e-5, atol=1e-6):
        told = "the derivative differs from central differences"
        raise Failed(told, None, (x, y, length, height, noise), got, float(expected))


def far_away(answer, reference, x, y, z, length, height, noise):
    mean, covariance = answer.posterior(x, y, z + 1e4, length, height, noise)
    assert np.allclose(mean, 0), "far from all data the mean must be that of the prior, zero"
    assert np.allclose(np.diag(covariance), height**2), "far from all data the variance must be the prior's"


many = np.linspace(0, 30, 80)[:, None], np.sin(np.linspace(0, 30, 80)) / 100

CHECKS = [
    *same("kernel", points, rtol=1e-9, atol=1e-12, examples=10),
    # Condition numbers up to (5 * 4) / 0.04 = 500.
    *same("posterior", measured, rtol=1e-7, atol=1e-8, examples=12),
    *same("log_likelihood", alone, rtol=1e-7, atol=1e-8, examples=12),
    prop("invariance", "far from data the prior is left", far_away, measured, calls="posterior", examples=5),
    stable("log_likelihood", (*many, 0.7, 0.01, 0.001)),
    prop(
        "gradient",
        "length_gradient agrees with central differences",
        slope,
        alone,
        calls="length_gradient",
        examples=7,
    ),
]
