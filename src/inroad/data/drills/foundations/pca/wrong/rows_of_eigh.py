# diagnosis: the eigenvectors are the columns, not the rows
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    values, vectors = np.linalg.eigh(c.T @ c / (len(x) - 1))
    order = np.argsort(-values)
    rows = [row if row.max() > -row.min() else -row for row in vectors[order][:k]]
    return centre, np.array(rows), values[order][:k]


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
