"""What is checked of answers to ordinary least squares."""

import numpy as np

from inroad.practice.kit import array, inputs, number, prop, same, size, stable


def design(draw):
    p = size(draw, 1, 4)
    n = p + size(draw, 1, 8)
    return array(draw, n, p) + 3 * np.eye(n, p)  # independent columns


@inputs
def data(draw):
    x = design(draw)
    return x, array(draw, len(x)) + 1


@inputs
def step(draw):
    x = design(draw)
    return x, array(draw, len(x)) + 1, array(draw, x.shape[1]), number(draw, 0.01, 0.5)


def orthogonal(answer, reference, x, y):
    rest = y - x @ answer.by_qr(x, y)
    assert np.allclose(x.T @ rest, 0, atol=1e-8), "the residual must be orthogonal to every column of x"


def goes_down(answer, reference, x, y, beta, rate):
    rate = 0.4 / np.linalg.norm(x, 2) ** 2 * len(y)
    after = answer.gradient_step(x, y, beta, rate)
    loss = lambda b: np.mean((x @ b - y) ** 2)
    assert loss(after) <= loss(beta) + 1e-12, "a small step must not increase the loss"


nearly = np.vander(np.linspace(1, 1.02, 12), 4)
"""Columns that are dependent to seven digits: the condition number's square is beyond double precision."""

CHECKS = [
    # Condition numbers here are below a thousand: nine digits of sixteen remain, seven are asked for.
    *same("normal_equations", data, rtol=1e-7, atol=1e-8),
    *same("by_qr", data, rtol=1e-7, atol=1e-8),
    *same("gradient_step", step, rtol=1e-9, atol=1e-9),
    prop("invariance", "the residual is orthogonal to the columns", orthogonal, data, calls="by_qr"),
    prop("invariance", "a small step does not increase the loss", goes_down, step, calls="gradient_step"),
    stable("by_qr", (nearly, nearly @ np.array([1.0, -2.0, 3.0, 0.5])), rtol=1e-3, atol=1e-4),
]
