# diagnosis: these are standard deviations, not variances
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    _, _, v = np.linalg.svd(c, full_matrices=False)
    rows = np.array([row if row.max() > -row.min() else -row for row in v[:k]])
    return centre, rows, np.std(c @ rows.T, axis=0, ddof=1)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
