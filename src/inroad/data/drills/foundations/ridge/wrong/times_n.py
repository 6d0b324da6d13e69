# diagnosis: the penalty is multiplied by the number of rows
import numpy as np


def fit(x, y, penalty):
    m, c = x.mean(0), np.mean(y)
    z = x - m
    b = np.linalg.solve(z.T @ z / len(z) + penalty * np.eye(z.shape[1]), z.T @ (y - c) / len(z))
    return float(c - m @ b), b


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
