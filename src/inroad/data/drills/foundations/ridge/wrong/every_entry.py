# diagnosis: the penalty is added to every entry of x^T x, not to its diagonal
import numpy as np


def fit(x, y, penalty):
    m = x.mean(0)
    z = x - m
    b = np.linalg.inv(z.T.dot(z) + penalty * np.ones((z.shape[1], z.shape[1]))).dot(z.T.dot(y))
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
