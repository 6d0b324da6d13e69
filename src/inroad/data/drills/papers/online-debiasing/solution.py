"""Online debiasing of least squares, written plainly."""

import numpy as np


def weights(x, penalty):
    left = np.eye(x.shape[1])  # what of the identity the rows so far have left
    w = np.zeros(x.shape)
    for i, row in enumerate(x):
        w[i] = left @ row / (penalty + row @ row)
        left = left - np.outer(w[i], row)
    return w


def residuals(x, y):
    b = np.linalg.solve(x.T @ x, x.T @ y)
    return b, y - x @ b


def debiased(x, y, penalty):
    b, rest = residuals(x, y)
    return b + weights(x, penalty).T @ rest


def intervals(x, y, penalty, z):
    _, rest = residuals(x, y)
    sigma = np.sqrt(rest @ rest / (x.shape[0] - x.shape[1]))
    half = z * sigma * np.sqrt((weights(x, penalty) ** 2).sum(axis=0))
    centre = debiased(x, y, penalty)
    return np.stack([centre - half, centre + half], axis=1)
