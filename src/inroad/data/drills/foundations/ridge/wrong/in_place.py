# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def fit(x, y, penalty):
    m = x.mean(0)
    x -= m
    b = np.linalg.solve(x.T @ x + penalty * np.eye(len(m)), x.T @ y)
    return float(y.mean() - m @ b), b


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
