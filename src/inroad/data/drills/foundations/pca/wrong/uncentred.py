# diagnosis: the data are not centred
import numpy as np


def fit(x, k):
    _, s, v = np.linalg.svd(x, full_matrices=False)
    rows = [row if row.max() > -row.min() else -row for row in v[:k]]
    return np.mean(x, 0), np.array(rows), s[:k] ** 2 / (x.shape[0] - 1)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
