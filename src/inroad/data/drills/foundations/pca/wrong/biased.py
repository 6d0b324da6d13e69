# diagnosis: the variances are divided by n, not by n - 1
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    _, _, v = np.linalg.svd(c, full_matrices=False)
    rows = np.array([row if row.max() > -row.min() else -row for row in v[:k]])
    return centre, rows, np.mean((c @ rows.T) ** 2, axis=0)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
