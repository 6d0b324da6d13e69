# diagnosis: the covariance is formed, which squares the condition number: take the SVD of the centred data
import numpy as np


def fit(x, k):
    centre = np.mean(x, axis=0)
    c = x - centre
    values, vectors = np.linalg.eigh(np.dot(c.T, c) / (len(x) - 1))
    order = np.argsort(-values)[:k]
    rows = [col if col.max() > -col.min() else -col for col in vectors.T[order]]
    return centre, np.array(rows), values[order]


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
