"""Ordinary least squares, written plainly."""

import numpy as np


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_qr(x, y):
    # |y - q r beta|^2 is smallest where r beta = q^T y; x^T x, of the squared condition, is never formed.
    q, r = np.linalg.qr(x)
    return np.linalg.solve(r, q.T @ y)


def gradient_step(x, y, beta, rate):
    gradient = 2 / len(y) * x.T @ (x @ beta - y)
    return beta - rate * gradient
