# diagnosis: the singular values are not squared
import numpy as np


def fit(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    b = np.linalg.solve(a.T @ a + keep, a.T @ y)
    return float(b[0]), b[1:]


def degrees(x, penalty):
    w = np.linalg.eigvalsh((x - x.mean(0)).T @ (x - x.mean(0)))
    root = np.sqrt(np.maximum(w, 0))
    return float(np.sum(1 / (1 + penalty / np.maximum(root, 1e-300))) + 1)


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
