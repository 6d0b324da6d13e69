# diagnosis: the degree of freedom of the intercept is missing
import numpy as np


def fit(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    b = np.linalg.solve(a.T @ a + keep, a.T @ y)
    return float(b[0]), b[1:]


def degrees(x, penalty):
    w = np.linalg.eigvalsh((x - x.mean(0)).T @ (x - x.mean(0)))
    return float(sum(each / (each + penalty) for each in w))


def left_out(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    h = a @ np.linalg.inv(a.T @ a + keep) @ a.T
    return (y - h @ y) / (1 - h.diagonal())
