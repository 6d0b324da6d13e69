# diagnosis: the variances are shares of the total
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    _, s, v = np.linalg.svd(x - centre, full_matrices=False)
    rows = [row if row.max() > -row.min() else -row for row in v[:k]]
    return centre, np.array(rows), np.square(s[:k]) / np.dot(s, s)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
