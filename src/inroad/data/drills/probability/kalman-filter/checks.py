"""What is checked of an answer to the Kalman filter."""

import numpy as np

from inroad.practice.kit import array, inputs, prop, same, size, stable


def covariance(draw, d):
    half = array(draw, d, d) / 2
    return half @ half.T + 0.5 * np.eye(d)


@inputs
def before(draw):
    d = size(draw, 2, 3)
    return array(draw, d), covariance(draw, d), array(draw, d, d), covariance(draw, d)


@inputs
def measured(draw):
    d, k = size(draw, 2, 3), size(draw, 1, 2)
    return array(draw, d), covariance(draw, d), array(draw, k), array(draw, k, d), covariance(draw, k)


@inputs
def series(draw):
    d, k = size(draw, 2, 3), size(draw, 1, 2)
    start = array(draw, size(draw, 2, 5), k), array(draw, d), covariance(draw, d)
    return *start, array(draw, d, d) / 3, covariance(draw, d), array(draw, k, d), covariance(draw, k)


def certain(answer, reference, m, p, y, h, r):
    _, after, _ = answer.update(m, p, y, h, r)
    assert np.linalg.eigvalsh(p - after).min() > -1e-8, "a measurement must not make anything less certain"


one, big = np.ones(1), np.array([[1e18]])

CHECKS = [
    *same("predict", before, rtol=1e-9, atol=1e-9, examples=15),
    # Inverses of matrices with condition numbers up to about a hundred.
    *same("update", measured, rtol=1e-7, atol=1e-8, examples=20),
    *same("kalman", series, rtol=1e-7, atol=1e-8, examples=12),
    prop(
        "invariance", "a measurement never adds uncertainty", certain, measured, calls="update", examples=10
    ),
    stable(
        "update", (0 * one, big, one, np.eye(1), np.eye(1)), (0 * one, big, one, 3 * np.eye(1), 2 * np.eye(1))
    ),
]
