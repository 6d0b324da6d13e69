"""What is checked of an answer to gradient descent with momentum."""

import numpy as np

from inroad.practice.kit import array, inputs, number, prop, same, size


class Bowl:
    """The gradient of a quadratic bowl with a quartic rim."""

    def __init__(self, matrix, lowest):
        self.matrix, self.lowest = matrix, lowest

    def __call__(self, theta):
        away = np.asarray(theta) - self.lowest
        return self.matrix @ away + 0.05 * away**3

    def __repr__(self):
        return f"slope: A (t - c) + 0.05 (t - c)^3, A = {self.matrix.tolist()}, c = {self.lowest.tolist()}"


def bowl(draw, p):
    root = np.round(array(draw, p, p), 2)
    return Bowl(root @ root.T / 4 + np.eye(p), np.round(array(draw, p), 2))


@inputs
def step(draw):
    p = size(draw, 2, 4)
    rates = number(draw, 0.05, 0.5), number(draw, 0.3, 0.95), number(draw, 0.05, 0.5)
    return array(draw, p) + 0.1, array(draw, p), array(draw, p) + 0.1, *rates


@inputs
def ahead(draw):
    p = size(draw, 2, 3)
    return (
        array(draw, p),
        bowl(draw, p),
        array(draw, p) + 0.1,
        number(draw, 0.05, 0.3),
        number(draw, 0.3, 0.95),
    )


@inputs
def path(draw):
    p = size(draw, 2, 3)
    # Rates so small that nothing runs away.
    rates = number(draw, 0.01, 0.1), number(draw, 0.3, 0.9)
    return array(draw, p), bowl(draw, p), *rates, size(draw, 2, 6)


def no_memory(answer, reference, theta, slope, lr, mu, steps):
    points = answer.descend(theta, slope, lr, 0.0, steps)
    plain = [theta - lr * slope(theta) for theta in points[:-1]]
    assert np.allclose(points[1:], plain), "with mu = 0 it must be plain gradient descent"


def at_rest(answer, reference, theta, slope, v, lr, mu):
    moved, speed = answer.nesterov_step(slope.lowest, slope, np.zeros_like(v), lr, mu)
    assert np.allclose(moved, slope.lowest), "at rest in the minimum nothing must move"
    assert np.allclose(speed, 0), "at rest in the minimum there is no velocity"


CHECKS = [
    # A few products and sums: relative errors stay near 1e-15.
    *same("momentum_step", step, rtol=1e-9, atol=1e-10, examples=15),
    *same("nesterov_step", ahead, rtol=1e-9, atol=1e-10, examples=15),
    *same("descend", path, rtol=1e-9, atol=1e-9, examples=15),
    prop("invariance", "mu = 0 is plain gradient descent", no_memory, path, calls="descend", examples=8),
    prop("invariance", "the minimum is a place of rest", at_rest, ahead, calls="nesterov_step", examples=5),
]
