# diagnosis: the mean is not added back
import numpy as np


def fit(x, k):
    centre = np.sum(x, axis=0) / x.shape[0]
    _, s, v = np.linalg.svd(x - centre, full_matrices=False)
    rows = [row if row.max() > -row.min() else -row for row in v[:k]]
    return centre, np.array(rows), np.square(s[:k]) / (x.shape[0] - 1)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return sum(np.outer(z, c) for z, c in zip(scores.T, components))
