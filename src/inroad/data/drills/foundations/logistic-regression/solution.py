"""Logistic regression, written plainly."""

import numpy as np


def probabilities(x, beta):
    z = x @ beta
    small = np.exp(-np.abs(z))  # never above one
    return np.where(z >= 0, 1, small) / (1 + small)


def loss(x, y, beta):
    z = x @ beta
    # -log p = log(1 + e^-z) for y = 1, log(1 + e^z) for y = 0.
    return float(np.mean(np.logaddexp(0, z) - y * z))


def gradient(x, y, beta):
    return x.T @ (probabilities(x, beta) - y) / len(y)


def newton_step(x, y, beta):
    p = probabilities(x, beta)
    curvature = x.T @ (x * (p * (1 - p))[:, None])
    return beta + np.linalg.solve(curvature, x.T @ (y - p))
