# diagnosis: these are the residuals of the fit to all rows, which has seen the row
import numpy as np


def fit(x, y, penalty):
    a = np.column_stack([np.ones(len(x)), x])
    keep = penalty * np.eye(a.shape[1])
    keep[0, 0] = 0
    b = np.linalg.solve(a.T @ a + keep, a.T @ y)
    return float(b[0]), b[1:]


def degrees(x, penalty):
    s = np.linalg.svd(x - x.mean(0), compute_uv=False)
    return float(1 + np.sum(s**2 / (s**2 + penalty)))


def left_out(x, y, penalty):
    intercept, b = fit(x, y, penalty)
    return y - (intercept + x @ b)
