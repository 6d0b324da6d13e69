# diagnosis: the intercept is the mean of y: the mean of x times the coefficients is not taken off
import numpy as np


def fit(x, y, penalty):
    x = x - np.mean(x, axis=0)
    a = np.vstack([x, np.sqrt(penalty) * np.eye(x.shape[1])])
    q, r = np.linalg.qr(a)
    return float(np.mean(y)), np.linalg.solve(r, q[: len(y)].T @ (y - np.mean(y)))


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
