"""Riemannian gradients and retractions, written plainly."""

import numpy as np


def sym(m):
    return (m + m.T) / 2


def riemannian_gradient(x, g):
    return g - x @ sym(x.T @ g)


def retract(x, xi):
    q, r = np.linalg.qr(x + xi)
    return q * np.where(np.diag(r) < 0, -1.0, 1.0)


def ascend(a, x, rate, steps):
    x = x.copy()
    for _ in range(steps):
        x = retract(x, rate * riemannian_gradient(x, a @ x))
    return x


def spd_gradient(s, g):
    return s @ sym(g) @ s
