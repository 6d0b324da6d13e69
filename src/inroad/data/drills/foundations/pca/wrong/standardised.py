# diagnosis: the columns are scaled to unit variance, which was not asked for
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    c = c / np.sqrt((c**2).sum(0) / (len(x) - 1))
    values, vectors = np.linalg.eigh(c.T @ c / (len(x) - 1))
    order = np.argsort(-values)[:k]
    rows = [col if col.max() > -col.min() else -col for col in vectors.T[order]]
    return centre, np.array(rows), values[order]


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
