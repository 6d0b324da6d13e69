"""Ridge regression, written plainly."""

import numpy as np


def fit(x, y, penalty):
    xc, yc = x - x.mean(axis=0), y - y.mean()
    b = np.linalg.solve(xc.T @ xc + penalty * np.eye(x.shape[1]), xc.T @ yc)
    return float(y.mean() - x.mean(axis=0) @ b), b


def hat(x, penalty):
    xc = x - x.mean(axis=0)
    return 1 / len(x) + xc @ np.linalg.solve(xc.T @ xc + penalty * np.eye(x.shape[1]), xc.T)


def degrees(x, penalty):
    return float(np.trace(hat(x, penalty)))


def left_out(x, y, penalty):
    h = hat(x, penalty)
    return (y - h @ y) / (1 - np.diag(h))
