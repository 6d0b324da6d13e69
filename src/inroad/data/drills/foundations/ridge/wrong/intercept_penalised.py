# diagnosis: the intercept is penalised, too
import numpy as np


def fit(x, y, penalty):
    a = np.column_stack([x, np.ones(len(x))])
    b = np.linalg.inv(a.T @ a + np.diag(np.full(a.shape[1], penalty))) @ a.T @ y
    return float(b[-1]), b[:-1]


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
