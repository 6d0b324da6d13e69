import numpy as np


def fit(x, y, penalty):
    m = x.mean(0)
    u, s, v = np.linalg.svd(x - m, full_matrices=False)
    b = v.T @ (s / (s * s + penalty) * (u.T @ y))
    return float(np.mean(y) - m @ b), b


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    errors = np.empty(len(y))
    for i in range(len(y)):
        a, b = fit(np.delete(x, i, 0), np.delete(y, i), penalty)
        errors[i] = y[i] - a - x[i] @ b
    return errors
