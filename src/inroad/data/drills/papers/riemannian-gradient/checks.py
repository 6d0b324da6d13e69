"""What is checked of an answer to Riemannian gradients."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, prop, same, size


def point(draw):
    n = size(draw, 2, 5)
    p = size(draw, 1, max(n - 1, 1))
    q, _ = np.linalg.qr(array(draw, n, p) + 4 * np.eye(n, p))
    return q


def symmetric(draw, n):
    m = array(draw, n, n)
    return (m + m.T) / 2


@inputs
def slope(draw):
    x = point(draw)
    return x, array(draw, *x.shape)


@inputs
def moved(draw):
    x = point(draw)
    g = array(draw, *x.shape) / 3
    return x, g - x @ (x.T @ g + g.T @ x) / 2


@inputs
def climb(draw):
    x = point(draw)
    return symmetric(draw, len(x)), x, choice(draw, (0.1, 0.3)), size(draw, 1, 4)


@inputs
def definite(draw):
    n = size(draw, 1, 4)
    m = array(draw, n, n) / 2
    return m @ m.T + np.eye(n), array(draw, n, n)


def tangent(answer, reference, x, g):
    inner = x.T @ answer.riemannian_gradient(x, g)
    assert np.allclose(inner + inner.T, 0, atol=1e-9), "the gradient must be tangent: x^T xi + xi^T x = 0"


def twice(answer, reference, x, g):
    once = answer.riemannian_gradient(x, g)
    assert np.allclose(answer.riemannian_gradient(x, once), once, atol=1e-9), (
        "projecting a tangent direction must not change it"
    )


def stays(answer, reference, a, x, rate, steps):
    y = answer.ascend(a, x, rate, steps)
    assert np.allclose(y.T @ y, np.eye(x.shape[1]), atol=1e-9), "columns must stay orthonormal"


def duality(answer, reference, s, g):
    v = np.arange(s.size, dtype=float).reshape(s.shape)
    v = v + v.T
    told = np.trace(np.linalg.solve(s, answer.spd_gradient(s, g)) @ np.linalg.solve(s, v))
    assert np.isclose(told, np.sum(g * v), rtol=1e-7, atol=1e-7), (
        "in the metric of the manifold the gradient must give the directional derivative sum(g * v)"
    )


CHECKS = [
    # Products of small, well conditioned matrices: rounding is near 1e-15.
    *same("riemannian_gradient", slope, examples=25),
    *same("retract", moved, rtol=1e-8, atol=1e-9, examples=20),
    *same("ascend", climb, rtol=1e-7, atol=1e-8, examples=30),
    *same("spd_gradient", definite, rtol=1e-8, atol=1e-8, examples=20),
    prop("invariance", "the gradient is tangent", tangent, slope, calls="riemannian_gradient", examples=6),
    prop(
        "invariance",
        "projecting twice is projecting once",
        twice,
        slope,
        calls="riemannian_gradient",
        examples=6,
    ),
    prop("invariance", "columns stay orthonormal", stays, climb, calls="ascend", examples=6),
    prop("invariance", "the gradient fits the metric", duality, definite, calls="spd_gradient", examples=6),
]
